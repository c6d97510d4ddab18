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
            if (IsLowerBound(threshold.Rule) && CeilingSource.Peak(plan, threshold.Rule.Selection?.Load, threshold.Rule.Selection?.Class) is { } sources)
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
