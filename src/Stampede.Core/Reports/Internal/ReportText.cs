using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The cells and sentences that written reports share: figures as the summary prints them, and a word for what is not known.</summary>
internal static class ReportText
{
    public const string Unknown = "unknown";

    /// <summary>Said of a run without an ending.</summary>
    public const string Unfinished = "The run has not ended (its process was killed, or still runs)";

    /// <summary>What the response times in a report are of.</summary>
    public static string TimesTitle(RunResult result)
    {
        var total = result.Total();
        return total.Reported switch
        {
            null => SummaryText.TimesTitle(total.Failed, total.Settled),
            { IncludesFailures: true } => "Response times of all requests in ms, failed ones included, as the imported files tell them",
            _ => "Response times in ms, as the imported files tell them",
        };
    }

    /// <summary>A response time in milliseconds; a dash where there is none, a word where it is not known.</summary>
    public static string Time(RequestStats stats, Func<TimeFigures, double?> figure) => figure(new TimeFigures(stats)) is { } microseconds
        ? Figures.Milliseconds(microseconds)
        : stats.Reported is not { Count: > 0 } ? "-" : Unknown;

    /// <summary>A percentile in milliseconds, the 0th the smallest and the 100th the largest.</summary>
    public static string Percentile(RequestStats stats, double percentile) => Time(stats, t => t.Percentile(percentile));

    /// <summary>How many failed; a word where that is not known.</summary>
    public static string Failed(RunResult result, RequestStats stats) => result.Knows(UnknownParts.Outcomes) ? Figures.Count(stats.Failed) : Unknown;

    /// <summary>How many of a hundred failed; a word where that is not known.</summary>
    public static string FailedShare(RunResult result, RequestStats stats) =>
        result.Knows(UnknownParts.Outcomes) ? Figures.Percent(stats.Failed, stats.Settled)[..^2] : Unknown;

    /// <summary>A count per second of the measured window.</summary>
    public static string Rate(RunResult result, long count) => PerSecond(result, count) is { } rate ? Figures.Rate(rate) : Unknown;

    /// <summary>A count per second of the measured window; null where its length is not known.</summary>
    public static double? PerSecond(RunResult result, long count) =>
        result.Knows(UnknownParts.Duration) && result.Duration > TimeSpan.Zero ? count / result.Duration.TotalSeconds : null;

    /// <summary>A name as reports show it: secrets masked.</summary>
    public static RequestKey Masked(RequestKey key) => key with { Name = SecretMask.Url(key.Name) };

    /// <summary>The thresholds; where they were not judged, what was to hold.</summary>
    public static IEnumerable<(string Expression, ThresholdOutcome? Outcome, string Measured)> Thresholds(RunResult result) => result.Thresholds.Count > 0
        ? result.Thresholds.Select(t => (SecretMask.Text(t.Expression), (ThresholdOutcome?)t.Outcome, t.MeasuredText))
        : result.Plan.Thresholds.Select(t => (SecretMask.Text(t), (ThresholdOutcome?)null, "not judged"));

    /// <summary>The failures, the most frequent first.</summary>
    public static IEnumerable<FailureInterval> Failures(RunResult result) =>
        result.Failures.OrderByDescending(f => f.Stats.Count).ThenBy(f => f.Key.ToString(), StringComparer.Ordinal);

    /// <summary>What was run, when, and how it ended: sentences of which none says what is not known.</summary>
    public static string Head(RunResult result)
    {
        var started = result.Knows(UnknownParts.Started) ? $"Started {SummaryText.Time(result.Started)}" : "Start unknown";
        var ran = result.Knows(UnknownParts.Duration) ? $"ran {Figures.Span(result.Duration)}" : "duration unknown";
        return result.Imported is { } imported
            ? $"{started}, {ran}. Imported from {imported.Format}: {string.Join(", ", imported.Files.Select(Path.GetFileName))}."
            : $"{started}, {ran}, {SummaryText.Ending(result, "not ended: its process was killed, or still runs")}. Seed {result.Plan.Seed}.";
    }

    /// <summary>The 95 % confidence of a percentile, in milliseconds; null without a distribution.</summary>
    public static string? Confidence(RequestStats stats, double percentile)
    {
        if (stats.Reported is not null || stats.ResponseTime.Count == 0)
        {
            return null;
        }

        var (low, high) = new TimeFigures(stats).Interval(percentile);
        var lowest = low is null ? null : Figures.Milliseconds(low.Value);
        var highest = high is null ? null : Figures.Milliseconds(high.Value);
        return SummaryText.PercentileName(percentile) + (lowest, highest) switch
        {
            (null, null) => " unknown (too few requests)",
            (null, _) => $" at most {highest}",
            (_, null) => $" at least {lowest} (too few requests for an upper end)",
            _ => $" {lowest} to {highest}",
        };
    }
}
