using System.Globalization;
using Stampede.Baselines;
using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>Holds the manifests of two sides against each other.</summary>
internal static class ManifestCheck
{
    // A run that is so much longer or shorter is told; it does not make runs incomparable.
    private const double SimilarDuration = 1.1;

    private static readonly (string Name, Func<RunManifest, string?> Value)[] Keys =
    [
        (ManifestDifference.Plan, m => m.PlanHash?[..Math.Min(m.PlanHash.Length, 12)]),
        (ManifestDifference.Machine, m => m.Machine),
        (ManifestDifference.Cores, m => m.Cores?.ToString(CultureInfo.InvariantCulture)),
        (ManifestDifference.Runtime, m => m.Runtime),
        (ManifestDifference.Optimized, m => m.Optimized switch { true => "yes", false => "no", _ => null }),
        (ManifestDifference.Users, m => m.Users?.ToString(CultureInfo.InvariantCulture)),
    ];

    // Told, and nothing more: what the tools mean by their figures is asked of each service.
    private static readonly (string Name, Func<RunManifest, string?> Value)[] Told = [("format", m => m.Format ?? "stampede"), ("version", m => m.Version)];

    /// <summary>The differences of whole runs, those that matter first.</summary>
    public static IEnumerable<ManifestDifference> Differences(IReadOnlyList<RunManifest> baseline, IReadOnlyList<RunManifest> candidate, IReadOnlyCollection<string> allowed)
    {
        foreach (var (name, value) in Keys)
        {
            if (Known(baseline, value).Union(Known(candidate, value)).Count() > 1)
            {
                yield return new(name, Text(baseline, value), Text(candidate, value), null, allowed.Contains(name));
            }
        }

        foreach (var (name, value) in Told)
        {
            if (Known(baseline, value).Union(Known(candidate, value)).Count() > 1)
            {
                yield return new(name, Text(baseline, value), Text(candidate, value), null, true);
            }
        }

        var durations = baseline.Concat(candidate).Select(m => m.Duration).OfType<TimeSpan>().ToArray();
        if (durations.Length > 0 && durations.Max().TotalSeconds > SimilarDuration * durations.Min().TotalSeconds)
        {
            yield return new("duration", Span(baseline), Span(candidate), null, true);
        }
    }

    /// <summary>Of services, whether failed requests are in their response times.</summary>
    public static ManifestDifference? FailuresInLatency(string service, IReadOnlyList<ServiceMetrics> baseline, IReadOnlyList<ServiceMetrics> candidate, IReadOnlyCollection<string> allowed)
    {
        return baseline.Concat(candidate).Select(s => s.IncludesFailures).Distinct().Count() < 2 ? null
            : new(ManifestDifference.FailuresInLatency, Words(baseline), Words(candidate), service, allowed.Contains(ManifestDifference.FailuresInLatency));

        static string Words(IReadOnlyList<ServiceMetrics> side) => string.Join(", ", side.Select(s => s.IncludesFailures ? "included" : "left out").Distinct());
    }

    /// <summary>What neither side says, so that nobody knows whether it was the same.</summary>
    public static IReadOnlyList<string> Unknown(IReadOnlyList<RunManifest> baseline, IReadOnlyList<RunManifest> candidate) =>
        [.. Keys.Where(k => k.Name != ManifestDifference.Users && baseline.Concat(candidate).Any(m => k.Value(m) is null)).Select(k => k.Name)];

    private static IEnumerable<string> Known(IEnumerable<RunManifest> side, Func<RunManifest, string?> value) => side.Select(value).OfType<string>().Distinct();

    private static string Text(IEnumerable<RunManifest> side, Func<RunManifest, string?> value) => string.Join(", ", side.Select(m => value(m) ?? "unknown").Distinct());

    private static string Span(IEnumerable<RunManifest> side)
    {
        var known = side.Select(m => m.Duration).OfType<TimeSpan>().ToArray();
        return known.Length == 0 ? "unknown" : known.Min() is var least && known.Max() is var most && least == most ? Figures.Span(least) : $"{Figures.Span(known.Min())} to {Figures.Span(known.Max())}";
    }
}
