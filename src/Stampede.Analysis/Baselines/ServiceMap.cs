using Stampede.Metrics;

namespace Stampede.Baselines;

/// <summary>Which request belongs to which service: rules in order, of which the first that matches counts. Nothing is guessed.</summary>
public sealed class ServiceMap
{
    /// <summary>Makes one.</summary>
    /// <param name="rules">The rules, in order; empty where each request is its own service.</param>
    public ServiceMap(IReadOnlyList<ServiceRule> rules) => Rules = rules;

    /// <summary>Each request is its own service, under its method and name. The default.</summary>
    public static ServiceMap ByRequest { get; } = new([]);

    /// <summary>The rules, in order.</summary>
    public IReadOnlyList<ServiceRule> Rules { get; }

    /// <summary>The services that rules name, in order.</summary>
    public IEnumerable<string> Services => Rules.Select(r => r.Service).Distinct();

    /// <summary>A request's service; null where no rule matches it.</summary>
    public string? Of(RequestKey key) => Rules.Count == 0 ? key.ToString() : Rules.FirstOrDefault(r => r.Matches(key))?.Service;
}
