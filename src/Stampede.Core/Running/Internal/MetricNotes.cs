using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What readers must know of the test's own metrics.</summary>
internal static class MetricNotes
{
    public static IEnumerable<RunNote> Of(MetricsRecorder recorder)
    {
        foreach (var (name, count) in recorder.ClampedTrends)
        {
            yield return new RunNote("TREND-TOO-LARGE", NoteSeverity.Warning, FormattableString.Invariant(
                $"Of the metric '{name}', {count} {(count == 1 ? "value was" : "values were")} above {CustomMetricStats.LargestTrend:#,0} and kept as that in percentiles; sum and maximum are exact. Use a larger unit."));
        }

        if (recorder.HasMoreMetrics)
        {
            yield return new RunNote("METRICS-NOT-GROUPED", NoteSeverity.Warning, FormattableString.Invariant(
                $"Metrics of the test's own beyond the limit of {recorder.Limits.Metrics} names are counted together, by kind: a name holds no id."));
        }
    }
}
