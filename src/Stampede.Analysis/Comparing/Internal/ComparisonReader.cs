using Stampede.Baselines.Internal;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>Reads comparisons that were written. What follows from the rest, as the outcome, is not read but follows again.</summary>
internal static class ComparisonReader
{
    public static RunComparison Read(JsonPart part)
    {
        SchemaOf.Check(part, RunComparisonJson.Schema, RunComparisonJson.Version);
        return new RunComparison
        {
            Plan = part["plan"].Text(),
            BaselineName = part["baseline_name"].Text(),
            Compared = part["compared"].Time(),
            Baseline = JsonPlace.Elements(part, "baseline", Run),
            Candidate = JsonPlace.Elements(part, "candidate", Run),
            Metrics = JsonPlace.Elements(part, "metrics", Metric),
            Differences = JsonPlace.Elements(part, "differences", d => new ManifestDifference(
                d["name"].Text(), d["baseline"].Text(), d["candidate"].Text(), d.Find("service")?.Text(), d["allowed"].Bool())),
            Obstacles = part["obstacles"].Strings(),
            WithoutBaseline = part["without_baseline"].Strings(),
            Unmapped = part["unmapped"].Strings(),
            Warnings = part["warnings"].Strings(),
            Command = part.Find("command")?.Text(),
            Tested = part["tested"].Int(),
            Confidence = Number(part, "confidence"),
            MaxQ = Number(part, "max_q"),
            FewestRuns = part["fewest_runs"].Int(),
            Options = new ComparisonOptions
            {
                FailOn = part["fail_on"].Enum<ChangeLevel>(),
                AllowsInconclusive = part["allow_inconclusive"].Bool(),
                Allowed = part.Find("allowed")?.Strings() ?? [],
            },
        };
    }

    private static MetricComparison Metric(JsonPart part)
    {
        var metric = ComparedMetrics.Of(part["metric"].Text())
            ?? throw new FormatException($"\"metric\" is \"{part["metric"].Text()}\"; known are {string.Join(", ", ComparedMetrics.All.Select(m => m.Key()))}.");
        var margin = part["margin"];
        var change = part.Find("change");
        return new MetricComparison
        {
            Service = part["service"].Text(),
            Metric = metric,
            Baseline = part.Find("baseline")?.Double(),
            Candidate = part.Find("candidate")?.Double(),
            BaselineRuns = [.. part["baseline_runs"].Elements().Select(v => v.Double())],
            CandidateRuns = [.. part["candidate_runs"].Elements().Select(v => v.Double())],
            BaselineRequests = part.Find("baseline_requests")?.Long(),
            CandidateRequests = part.Find("candidate_requests")?.Long(),
            Effect = change is not { } e ? null
                : new Effect(Number(e, "estimate"), Number(e, "low"), Number(e, "high"), Number(e, "p"), e["runs"].Int(), e.Find("missing")?.Text()),
            Q = change?.Find("q")?.Double(),
            Margin = new Margin(margin["warning"].Double(), margin["failure"].Double(), margin["unit"].Enum<ChangeUnit>(), margin["direction"].Enum<ChangeDirection>()),
            Verdict = part["verdict"].Enum<ChangeVerdict>(),
            Level = part["level"].Enum<ChangeLevel>(),
            Reason = part["reason"].Text(),
            Gates = part["gates"].Bool(),
            IsLost = part.Find("lost")?.Bool() ?? false,
        };
    }

    // It may be infinite.
    private static double Number(JsonPart part, string name) =>
        part[name].Double() is var value && !double.IsNaN(value) ? value : throw new FormatException($"\"{name}\" is NaN, which is no figure.");

    private static ComparedRun Run(JsonPart part) => new()
    {
        Manifest = MetricsJson.Manifest(part["manifest"]),
        Source = part.Find("source")?.Text(),
        Findings = part.Find("audit") is null ? null : JsonPlace.Elements(part, "audit", f => new ComparedFinding(
            f["rule"].Text(), f["severity"].Enum<NoteSeverity>(), f["text"].Text(), f["accepted"].Bool())),
    };
}
