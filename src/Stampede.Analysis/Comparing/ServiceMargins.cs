using System.Text.RegularExpressions;
using Stampede.Auditing;

namespace Stampede.Analysis;

/// <summary>Margins of some services.</summary>
public sealed class ServiceMargins
{
    private readonly Regex _services;

    /// <summary>Makes one.</summary>
    /// <param name="pattern">Which services: <c>{…}</c> is one part of a path, <c>*</c> anything, the rest stands for itself.</param>
    /// <param name="margins">The margins of metrics; of those that are absent, that of all services counts.</param>
    /// <param name="gating">The metrics that decide the outcome; null where that of all services counts.</param>
    /// <exception cref="ArgumentException">The pattern is empty, or a margin's levels are out of their range.</exception>
    public ServiceMargins(string pattern, IReadOnlyDictionary<ComparedMetric, Margin> margins, IReadOnlyCollection<ComparedMetric>? gating = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        foreach (var margin in margins.Values)
        {
            margin.Check();
        }

        (Pattern, Margins, Gating) = (pattern, margins, gating);
        _services = PlanNames.Pattern(pattern);
    }

    /// <summary>Which services.</summary>
    public string Pattern { get; }

    /// <summary>The margins of metrics.</summary>
    public IReadOnlyDictionary<ComparedMetric, Margin> Margins { get; }

    /// <summary>The metrics that decide the outcome; null where that of all services counts.</summary>
    public IReadOnlyCollection<ComparedMetric>? Gating { get; }

    /// <summary>Whether they are a service's.</summary>
    public bool Matches(string service) => _services.IsMatch(service);
}
