namespace Stampede.Analysis;

/// <summary>A change of one metric of one service.</summary>
public sealed record MetricChange
{
    /// <summary>After so many runs that are back, a change is gone.</summary>
    private const int FewestBack = 5;

    /// <summary>The service; without a map the request's method and name.</summary>
    public required string Service { get; init; }

    /// <summary>The metric; <see cref="HistoryMetric.Distribution"/> where only the second detector sees the change.</summary>
    public required HistoryMetric Metric { get; init; }

    /// <summary>What changed.</summary>
    public ChangeKind Kind => Metric == HistoryMetric.Distribution ? ChangeKind.Distribution : ChangeKind.Mean;

    /// <summary>The first run of the new regime, 0 the oldest of the history.</summary>
    public required int Index { get; init; }

    /// <summary>What it was.</summary>
    public required Regime Before { get; init; }

    /// <summary>What it became, up to the next change.</summary>
    public required Regime After { get; init; }

    /// <summary>The relative change of the mean: 0.1 is 10 % more. Infinite from 0.</summary>
    public double Change => After.Mean == Before.Mean ? 0 : Before.Mean == 0 ? double.CopySign(double.PositiveInfinity, After.Mean) : After.Mean / Before.Mean - 1;

    /// <summary>The lower end of its 98 % interval, of shares of the difference in percentage points; null where a side is one run, or has a mean of 0.</summary>
    public double? ChangeLow { get; init; }

    /// <summary>The upper end.</summary>
    public double? ChangeHigh { get; init; }

    /// <summary>The change in the metric's own unit; of error rates and shares in percentage points.</summary>
    public double Difference => After.Mean - Before.Mean;

    /// <summary>Whether it became worse.</summary>
    public bool IsWorse => Metric.Direction == ChangeDirection.HigherIsWorse ? Difference > 0 : Difference < 0;

    /// <summary>Whether it is smaller than what matters (<see cref="HistoryOptions.Margin"/>).</summary>
    public required bool IsSmall { get; init; }

    /// <summary>How likely so great a difference is by chance, in the one test that found it.</summary>
    public required double P { get; init; }

    /// <summary>The same among all places and metrics: the rate of false discoveries at which it would be one.</summary>
    public required double Q { get; init; }

    /// <summary>The last run that is surely of the old regime: the change came after it. <see cref="Regime.Last"/> of <see cref="Before"/> is the likeliest such run.</summary>
    public required int SuspectAfter { get; init; }

    /// <summary>The run with which the change had come at the latest; <see cref="Index"/> is the likeliest. Between the two the split is nearly as good (nine tenths).</summary>
    public required int SuspectLast { get; init; }

    /// <summary>
    /// How far above <see cref="Before"/> (below, where the change was downwards) a run lies at most that is back: where 98 of 100 single runs lay before,
    /// and no less than what matters.
    /// </summary>
    public required double Reach { get; init; }

    /// <summary>What became of it.</summary>
    public ChangeState State { get; init; }

    /// <summary>What else changed there: another machine or runtime is a suspect like a commit.</summary>
    public IReadOnlyList<EnvironmentChange> Environment { get; init; } = [];

    /// <summary>What the second detector says; null where it sees nothing there.</summary>
    public DistributionEvidence? Distribution { get; init; }

    /// <summary>Whether the plan sets the metric, so that it says little of the system: requests per second where users wait or arrivals are scheduled.</summary>
    public bool IsSetByPlan { get; init; }

    /// <summary>Whether it is a regression that matters, still there or not.</summary>
    public bool IsRegression => IsWorse && !IsSmall && !IsSetByPlan;

    /// <summary>
    /// What became of it by later runs alone: of a change that was reported once, and that the detector no longer sees because runs are back so soon. The runs
    /// that are back count from the end: five, and it is gone. Of changes no larger than <see cref="Reach"/> this says less than <see cref="State"/>.
    /// </summary>
    /// <param name="values">The metric's values since the change, the oldest first; unknown ones are passed over.</param>
    public ChangeState StateAfter(IReadOnlyList<double?> values)
    {
        double[] known = [.. values.OfType<double>()];
        var back = known.Reverse().TakeWhile(IsBack).Take(FewestBack).ToArray();
        return back.Length == 0 || !IsNearerToBefore(back.Average()) ? ChangeState.Lasting : back.Length < FewestBack ? ChangeState.Returning : ChangeState.Gone;
    }

    // The last regime: back on the whole, and so many of its runs.
    internal ChangeState StateIn(ReadOnlySpan<double> lastRegime)
    {
        var mean = Samples.Mean(lastRegime);
        if (!IsBack(mean) || !IsNearerToBefore(mean))
        {
            return ChangeState.Lasting;
        }

        var back = 0;
        foreach (var value in lastRegime)
        {
            back += IsBack(value) ? 1 : 0;
        }

        return back < FewestBack ? ChangeState.Returning : ChangeState.Gone;
    }

    private bool IsBack(double value) => Difference > 0 ? value <= Before.Mean + Reach : value >= Before.Mean - Reach;

    private bool IsNearerToBefore(double value) => Math.Abs(value - Before.Mean) < Math.Abs(value - After.Mean);
}
