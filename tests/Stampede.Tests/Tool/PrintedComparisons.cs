using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Results;
using static Stampede.Tests.MadeMetrics;

namespace Stampede.Tests;

/// <summary>Comparisons with everything in them that can be printed.</summary>
internal static class PrintedComparisons
{
    /// <summary>One service got worse, one did not, one has too few requests, one is gone, one is new.</summary>
    public static RunComparison Mixed() => Mixed(["POST /checkout", "GET /basket/{id}", "search", "legacy", "new"]);

    public static RunComparison Mixed(string[] names)
    {
        var random = new Random(7);
        RunMetrics[] before = [.. Enumerable.Range(0, 7).Select(i => Run(i, Service(names[0], random), Service(names[1], random), Service(names[2], random, requests: 100), Service(names[3], random)))];
        RunMetrics[] after = [.. Enumerable.Range(60, 7).Select(i => Run(i, Service(names[0], random, factor: 1.18), Service(names[1], random, failures: i == 60 ? 1 : 0), Service(names[2], random, requests: 100), Service(names[4], random)))];
        after = [.. after.Select(r => r with { Manifest = r.Manifest with { Commit = "def456", Version = "1.1.0", Paced = true }, Unmapped = ["GET /health"] })];
        var audit = new AuditResult
        {
            Findings = [new AuditFinding { Rule = "GEN-CPU", Severity = NoteSeverity.Warning, Numbers = [new AuditNumber("processor", 63, "%")], Meaning = "The generator was busy.", Advice = "Use two." }],
            Clean = ["COUNT"],
            NotApplicable = [],
        };
        var margins = new ComparisonMargins
        {
            Services = [new ServiceMargins("GET /basket/*", new Dictionary<ComparedMetric, Margin> { [ComparedMetric.Mean] = new(2, 4, ChangeUnit.Absolute), [ComparedMetric.P95] = new(0.05, 0.10) })],
        };
        return RunComparison.Of(
            Baseline(before), [.. after.Select((r, i) => new CandidateRun(r) { Source = $"results/run{i + 1}", Audit = i == 2 ? audit : audit with { Findings = [] } })], margins, new(), new Random(1), Now) with
        {
            Command = "stampede compare performance-baselines.json results/run1 --margins margins.yaml",
        };
    }
}
