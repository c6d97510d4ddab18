using System.Text.RegularExpressions;
using Stampede.Auditing;
using Stampede.Metrics;

namespace Stampede.Baselines;

/// <summary>Says which requests belong to a service.</summary>
public sealed class ServiceRule
{
    private readonly Regex _names;

    /// <summary>Makes one.</summary>
    /// <param name="service">The service.</param>
    /// <param name="pattern">What the request's name looks like: <c>{…}</c> is one part of a path, <c>*</c> anything, the rest stands for itself.</param>
    /// <param name="method">The method, as it is written in the run; null for any. A request without a method has any.</param>
    /// <exception cref="ArgumentException">The service or the pattern is empty.</exception>
    public ServiceRule(string service, string pattern, string? method = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(service);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        (Service, Pattern, Method) = (service, pattern, method);
        _names = PlanNames.Pattern(pattern);
    }

    /// <summary>The service.</summary>
    public string Service { get; }

    /// <summary>What the request's name looks like.</summary>
    public string Pattern { get; }

    /// <summary>The method; null for any.</summary>
    public string? Method { get; }

    /// <summary>Reads a pattern with or without a method before it: <c>POST /deployments/</c>, <c>/health</c>.</summary>
    /// <exception cref="ArgumentException">The service or the pattern is empty.</exception>
    public static ServiceRule Parse(string service, string text)
    {
        text = text.Trim();
        var space = text.IndexOf(' ');
        return space > 0 && text[..space].All(char.IsAsciiLetterUpper)
            ? new ServiceRule(service, text[(space + 1)..].Trim(), text[..space])
            : new ServiceRule(service, text);
    }

    /// <summary>Whether a request is the service's.</summary>
    public bool Matches(RequestKey key) => (Method is null || key.Method.Length == 0 || Method == key.Method) && _names.IsMatch(key.Name);
}
