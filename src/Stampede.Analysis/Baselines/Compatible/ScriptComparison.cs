using System.Globalization;

namespace Stampede.Baselines.Compatible;

/// <summary>A comparison exactly as <c>compare_performance</c> made it, and beside it where it misleads.</summary>
/// <param name="Findings">What it says, in its order.</param>
/// <param name="Warnings">What it warns of: services that have no baseline.</param>
/// <param name="Misleading">Where it misleads, a sentence each.</param>
public sealed record ScriptComparison(IReadOnlyList<ScriptFinding> Findings, IReadOnlyList<string> Warnings, IReadOnlyList<string> Misleading)
{
    /// <summary>The exit code of the scripts: 1 where a metric failed, else 0, also where nothing was compared.</summary>
    public int ExitCode => Findings.Any(f => f.Status == ScriptStatus.Fail) ? 1 : 0;

    /// <summary>Compares.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="current">The metrics now.</param>
    /// <param name="version">Which version of the scripts.</param>
    public static ScriptComparison Of(ScriptMetrics baseline, ScriptMetrics current, ScriptVersion version = ScriptVersion.V2)
    {
        var findings = new List<ScriptFinding>();
        var warnings = new List<string>();
        var misleading = new List<string>();
        foreach (var service in current.Services)
        {
            if (baseline.Find(service.Name) is not { } expected)
            {
                warnings.Add($"No baseline for {service.Name}: it is skipped.");
                continue;
            }

            foreach (var limit in ScriptLimit.All.Where(l => l.Service == service.Name))
            {
                Compare(limit, expected, service, version, findings, misleading);
            }
        }

        misleading.AddRange(baseline.Services.Where(s => current.Find(s.Name) is null).Select(s => $"{s.Name} is in the baseline and missing now: that is ignored."));
        if (findings.Count == 0)
        {
            misleading.Add("Nothing was compared, and that passes: no service and metric with a limit is in both files.");
        }

        return new ScriptComparison(findings, warnings, misleading);
    }

    private static void Compare(
        ScriptLimit limit, ScriptService expected, ScriptService current, ScriptVersion version, List<ScriptFinding> findings, List<string> misleading)
    {
        var what = $"{limit.Service} {limit.Metric}";
        if (expected.Find(limit.Metric) is not { } from || current.Find(limit.Metric) is not { } to)
        {
            misleading.Add($"{what} has a limit and is never compared: it is missing {(expected.Find(limit.Metric) is null ? "in the baseline" : "now")}.");
            return;
        }

        var change = ScriptLimit.Change(from.Value, to.Value);
        var status = limit.Status(from.Value, to.Value, version);
        findings.Add(new ScriptFinding(limit.Service, limit.Metric, from, to, change, status));
        misleading.AddRange(Misleads(limit, expected, current, from.Value, to.Value, change, status, version).Select(why => $"{what}: {why}"));
    }

    private static IEnumerable<string> Misleads(
        ScriptLimit limit, ScriptService expected, ScriptService current, double from, double to, double change, ScriptStatus status, ScriptVersion version)
    {
        if (limit.Metric.EndsWith("_ms", StringComparison.Ordinal) && to == 0 && from > 0)
        {
            yield return "0 milliseconds stand for a percentile that is not known; it passes as an improvement of 100 %.";
        }

        if (limit.Metric == "p95_latency_ms" && expected.Find("avg_latency_ms") is { } mean && from > 0 && from == ScriptBaselines.Estimate(mean.Value, 1.4).Value)
        {
            yield return "the baseline is a guess (average × 1.4), not a measurement.";
        }

        if (limit.Metric == "error_rate_pct" && status != ScriptStatus.Pass)
        {
            var points = (to - from).ToString("+0.##;-0.##", CultureInfo.InvariantCulture);
            yield return $"the limit of 0.5 % is taken as a share of the baseline's rate; the difference is {points} percentage points{(to - from <= 0.5 ? ", within the 0.5 that is documented" : "")}.";
            if (current.Find("total_failures") is { Value: < 10 } failures && current.Find("total_requests") is { } requests)
            {
                yield return $"{failures} of {requests} requests failed: too few to tell from chance.";
            }
        }

        if (limit.Value < 0 && version == ScriptVersion.V1)
        {
            if (status == ScriptStatus.Fail && change >= limit.Value)
            {
                yield return "this version fails what is within the limit, improvements included.";
            }
            else if (status == ScriptStatus.Pass && change < limit.Value)
            {
                yield return "this version passes a decrease beyond the limit.";
            }
        }

        if (limit.Value < 0 && version == ScriptVersion.V2 && status == ScriptStatus.Fail && change > 1.5 * limit.Value)
        {
            yield return "there is no warning for a decrease: it fails at once.";
        }

        if (double.IsInfinity(change))
        {
            yield return "from 0 any increase is infinite, however small.";
        }
    }
}
