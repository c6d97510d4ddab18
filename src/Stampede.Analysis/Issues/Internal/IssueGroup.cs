using System.Security.Cryptography;
using System.Text;

namespace Stampede.Analysis;

/// <summary>The metrics that one issue is about.</summary>
/// <param name="Comparison">The comparison that they are of.</param>
/// <param name="Service">The service; null for all.</param>
/// <param name="Metrics">Its metrics, all that were compared.</param>
/// <param name="History">The history of the plan; null where it is not known.</param>
internal sealed record IssueGroup(RunComparison Comparison, string? Service, IReadOnlyList<MetricComparison> Metrics, PlanHistory? History)
{
    private const int MostOfName = 80;

    /// <summary>What regressed and counts: failures first, then as they were compared.</summary>
    public IReadOnlyList<MetricComparison> Regressed { get; } =
        [.. Metrics.Where(m => m is { Gates: true, Verdict: ChangeVerdict.Regressed }).OrderByDescending(m => m.Level)];

    /// <summary>Those that regressed by the failure level.</summary>
    public IReadOnlyList<MetricComparison> Failures => [.. Regressed.Where(m => m.Level == ChangeLevel.Failure)];

    /// <summary>Those that regressed by the warning level.</summary>
    public IReadOnlyList<MetricComparison> Warnings => [.. Regressed.Where(m => m.Level == ChangeLevel.Warning)];

    /// <summary>What the title counts: failures, or where there are none warnings.</summary>
    public IReadOnlyList<MetricComparison> Counted => Failures.Count > 0 ? Failures : Warnings;

    /// <summary>What it is about, for people.</summary>
    public string Subject => Service ?? Comparison.Plan;

    /// <summary>The load test; of other tools' files the baseline, for they are each named after their file.</summary>
    private string Plan => Comparison.Candidate.Any(r => r.Manifest.PlanHash is not null) ? Comparison.Plan : Comparison.BaselineName;

    /// <summary>What tells the issue from all others of the repository.</summary>
    public string Key => Hash(["issue", Plan, Service ?? ""]);

    /// <summary>Against what it changed.</summary>
    public string Change => Hash(
        ["baseline", Comparison.BaselineName, .. Comparison.Baseline.SelectMany(r => (string[])[r.Manifest.Name, $"{r.Manifest.Started?.UtcTicks}", r.Manifest.Commit ?? ""])]);

    /// <summary>A metric's name within the issue.</summary>
    public string NameOf(MetricComparison metric) => Service is not null ? metric.Metric.Key()
        : metric.Service.Length <= MostOfName ? $"{metric.Service} {metric.Metric.Key()}"
        : $"{metric.Service[..MostOfName]}… {Hash([metric.Service])[..8]} {metric.Metric.Key()}";

    /// <summary>Changes for the worse of a metric in the history, the oldest first; none without a history.</summary>
    public IEnumerable<MetricChange> Changes(MetricComparison metric) => History is null ? []
        : History.Changes.Where(c => c.IsRegression && c.Service == metric.Service && c.Metric.Key == metric.Metric.BaselineKey()).OrderBy(c => c.Index);

    /// <summary>A short hash; parts cannot run into each other.</summary>
    public static string Hash(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts.Select(p => $"{p.Length}:{p};")))))[..24];
}
