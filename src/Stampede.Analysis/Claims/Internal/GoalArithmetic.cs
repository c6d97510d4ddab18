using Stampede.Auditing;
using Stampede.Engine;
using Stampede.Results;
using static System.FormattableString;

namespace Stampede.Claims;

/// <summary>
/// Goals of one plan against each other: a rate over the planned time is a number of requests, and a goal of far fewer requests cannot fail where the other
/// one holds.
/// </summary>
internal static class GoalArithmetic
{
    public const string Rule = "GOAL-COUNT";

    // Goals that are further apart than this were not meant together.
    private const double Apart = 2;

    public static IReadOnlyList<AuditFinding> Findings(AuditPlan? plan)
    {
        if (plan?.Duration is not { TotalSeconds: > 0 } duration)
        {
            return [];
        }

        var rules = plan.Targets.Select(t => Threshold.TryParse(t, out var threshold, out _) ? threshold : null).OfType<Threshold>()
            .Where(t => t.Rule is { Target: null, Selection: null }).ToArray();
        var rates = rules.Where(t => t.Rule.Metric == ThresholdMetric.RequestsPerSecond).Select(t => t.Rule.Limit).Order().ToArray();
        var counts = rules.Where(t => t.Rule.Metric == ThresholdMetric.Requests && IsLower(t.Rule.Comparison)).ToArray();
        return rates.Length == 0 ? [] : [.. counts.Where(c => c.Rule.Limit * Apart < rates[0] * duration.TotalSeconds).Select(c => Finding(c, rates, duration))];
    }

    private static AuditFinding Finding(Threshold count, double[] rates, TimeSpan duration)
    {
        // Of "50 to 100 per second" the middle is what people reckon with.
        var rate = (rates[0] + rates[^1]) / 2;
        var (limit, seconds) = (count.Rule.Limit, duration.TotalSeconds);
        var minutes = Math.Abs(limit - (rate * duration.TotalMinutes)) < 0.5
            ? Invariant($" {limit:#,0} is {rate:#,0.##} times {duration.TotalMinutes:0.##}: minutes were taken for seconds.")
            : "";
        var range = rates[0] < rates[^1] ? Invariant($" ({rates[0] * seconds:#,0} to {rates[^1] * seconds:#,0} at {rates[0]:#,0.##} to {rates[^1]:#,0.##})") : "";
        return new AuditFinding
        {
            Rule = Rule,
            Severity = NoteSeverity.Warning,
            Subject = count.Text,
            Numbers =
            [
                new("requests asked for", limit), new("planned rate", rate, "/s"), new("planned time", seconds, "s"),
                new("requests at that rate", rate * seconds), new("too few by a factor of", rate * seconds / limit),
            ],
            Meaning = Invariant($"The goals do not belong together: {rate:#,0.##} requests per second for {seconds:#,0} s are {rate * seconds:#,0} requests{range}, {rate * seconds / limit:#,0.#} times the {limit:#,0} asked for.{minutes}"),
            Advice = Invariant($"Ask for {rates[0] * seconds:#,0} requests, or leave the count to the rate."),
        };
    }

    private static bool IsLower(Comparison comparison) => comparison is Comparison.Greater or Comparison.GreaterOrEqual;
}
