using System.Globalization;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>
/// Says before a run which thresholds its users cannot reach: a user that waits makes at most one iteration per wait, however fast the answers are. The
/// ceiling is users ÷ mean wait (or ÷ the cycle of pacing and throughput), in the open model the rate of arrivals; times the requests of an iteration.
/// </summary>
internal static class ThinkTimeCeiling
{
    /// <summary>The thresholds that cannot be reached, a sentence or two for each; empty where all can, or where that cannot be known.</summary>
    public static IEnumerable<string> Problems(RunPlan plan, IReadOnlyList<Threshold> thresholds)
    {
        foreach (var threshold in thresholds)
        {
            if (IsLowerBound(threshold.Rule) && Peak(plan, threshold.Rule) is { } sources)
            {
                var perRequest = threshold.Rule.Metric == ThresholdMetric.RequestsPerSecond;
                var reach = sources.Sum(s => s.Reach(perRequest, Measured(plan.Load)));
                if (threshold.Rule.Limit > reach * (1 + 1e-9))
                {
                    yield return Sentence(threshold, sources, perRequest);
                }
            }
        }
    }

    private static bool IsLowerBound(ThresholdRule rule) => rule is
    {
        Metric: ThresholdMetric.RequestsPerSecond or ThresholdMetric.IterationsPerSecond,
        Comparison: Comparison.Greater or Comparison.GreaterOrEqual or Comparison.Equal,
        Target: null,
        Selection: null or { Status: null, Tag: null },
    };

    /// <summary>What works when most can be done; null where something has no ceiling, or nothing is selected.</summary>
    private static CeilingSource[]? Peak(RunPlan plan, ThresholdRule rule)
    {
        CeilingSource[]? peak = null;
        foreach (var start in plan.Load.Parts.Select(p => p.Start).Distinct())
        {
            var now = plan.Load.Parts.Where(p => p.Start <= start && !(p.End <= start) && (rule.Selection?.Load ?? p.Name) == p.Name);
            var sources = now.SelectMany(p => CeilingSource.Of(plan, p)).Where(s => (rule.Selection?.Class ?? s.Class) == s.Class).ToArray();
            if (Array.Exists(sources, s => double.IsInfinity(s.Iterations)))
            {
                return null;
            }

            if (sources.Length > 0 && (peak is null || sources.Sum(s => s.Iterations * s.Requests) > peak.Sum(s => s.Iterations * s.Requests)))
            {
                peak = sources;
            }
        }

        return peak;
    }

    private static TimeSpan? Measured(LoadPlan load) => load.Duration - load.WarmUp - load.CoolDown;

    private static string Sentence(Threshold threshold, CeilingSource[] sources, bool perRequest)
    {
        var (limit, iterations, requests) = (threshold.Rule.Limit, sources.Sum(s => s.Iterations), sources.Sum(s => s.Iterations * s.Requests));
        var who = sources is [var one] ? one.Who : $"{string.Join(" and ", sources.Select(s => $"{s.Who} ({Number(s.Iterations)}/s)"))} together";
        var told = Array.Exists(sources, s => s.Requests != 1);
        var most = $"cannot make more than {Number(iterations)} iterations per second{(perRequest && told ? $", and with the requests that their tasks say to make {Number(requests)} requests per second" : "")}";
        var asked = $"the threshold '{threshold.Text}' asks for {Number(limit)} {(perRequest ? "requests" : "iterations")} per second{(perRequest && !told ? ", and each task makes one request by default" : "")}";
        var closed = Array.Exists(sources, s => s.Users > 0);
        string?[] ways =
        [
            closed ? $"start more users{(sources is [{ Users: > 0 } only] ? string.Create(CultureInfo.InvariantCulture, $" ({Math.Ceiling(only.Users * (limit / (perRequest ? requests : iterations))):N0} would do)") : "")}" : "raise the rate",
            closed ? "let them wait less" : null,
            perRequest ? "say how many requests a task makes ([Task(Requests = 3)])" : null,
        ];
        return $"{who} {most}; {asked}: {string.Join(", ", ways.Where(w => w is not null))}, or run with --insist.";
    }

    private static string Number(double value) => value.ToString(value >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture);
}
