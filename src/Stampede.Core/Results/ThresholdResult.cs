namespace Stampede.Results;

/// <summary>What a threshold said at the end of a run.</summary>
/// <param name="Expression">The threshold as written.</param>
/// <param name="Outcome">Passed, failed or no data.</param>
/// <param name="Measured">The measured value in the metric's base unit (microseconds, a share 0 to 1, a count, per second); null without data.</param>
/// <param name="MeasuredText">The measured value for people, with its unit; <c>no data</c> without.</param>
public sealed record ThresholdResult(string Expression, ThresholdOutcome Outcome, double? Measured, string MeasuredText)
{
    /// <summary>Whether it covers failures, so that failed requests alone do not decide the exit code.</summary>
    public bool CoversFailures { get; init; }
}
