using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>A figure that somebody published about a test such as this one, to stand beside what is measured here. It judges nothing.</summary>
/// <param name="Metric">As in a threshold, without a comparison: <c>p(99)</c>.</param>
/// <param name="Measure">The metric with any comparison, which reads it from a run.</param>
internal sealed record PublishedFigure(string Metric, Threshold Measure)
{
    /// <summary>What was aimed at, as it was written; null where nothing was.</summary>
    public string? Target { get; init; }

    /// <summary>What was said to be reached; null where nothing was.</summary>
    public string? Claim { get; init; }

    /// <summary>What the result files say that the claim is about; null where there are none, or they do not tell.</summary>
    public string? Files { get; init; }

    /// <summary>The figure of a run of this suite, for people.</summary>
    public string Of(RunResult run) => Measure.Evaluate(run) is { Outcome: not ThresholdOutcome.NoData } measured ? measured.MeasuredText : "no data";
}
