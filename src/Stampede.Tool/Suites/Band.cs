using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>A figure with a range that passes, one that is a warning, and the rest, which fails.</summary>
/// <param name="Metric">As in a threshold: <c>p(95)</c>.</param>
/// <param name="Pass">What passes.</param>
/// <param name="Warning">What is a warning where it does not pass; null for nothing: then what does not pass fails.</param>
internal sealed record Band(string Metric, Threshold Pass, Threshold? Warning)
{
    /// <summary>It in words: <c>p(95): pass &lt; 60s, warning &lt;= 90s</c>.</summary>
    public string Text => $"{Metric}: pass {Pass.Text[Metric.Length..].Trim()}{(Warning is null ? "" : $", warning {Warning.Text[Metric.Length..].Trim()}")}";

    /// <summary>What a run comes to.</summary>
    public BandResult Judge(RunResult run)
    {
        var passed = Pass.Evaluate(run);
        var outcome = passed.Outcome switch
        {
            ThresholdOutcome.NoData => BandOutcome.NoData,
            ThresholdOutcome.Passed => BandOutcome.Pass,
            _ => Warning?.Evaluate(run).Outcome == ThresholdOutcome.Passed ? BandOutcome.Warning : BandOutcome.Fail,
        };
        return new BandResult(this, outcome, passed.Measured, passed.MeasuredText);
    }
}
