using Stampede.Engine;

namespace Stampede.Results;

/// <summary>
/// Follows what thresholds over windows measure, and ends a run as soon as a threshold that says <c>abort</c> does not hold over what was measured so
/// far, or over a full window, but not before its delay.
/// </summary>
internal sealed class ThresholdObserver(IEnumerable<Threshold> thresholds) : IRunObserver
{
    private readonly Followed[] _followed = [.. thresholds.Where(t => t.Aborts || t.Over is not null).Select(t => new Followed(t))];
    private TimeSpan _measured;
    private bool _stopped;

    /// <summary>Whether it has anything to do.</summary>
    public bool IsNeeded => _followed.Length > 0;

    /// <summary>What a threshold says about the windows of the run; null where it is about none, or not one of those followed.</summary>
    public ThresholdResult? Windows(Threshold threshold) =>
        Array.Find(_followed, f => f.Threshold == threshold) is { Windows: { } windows } followed
            ? followed.IsPossible ? threshold.Judge(windows) : threshold.Judge(new MetricSum())
            : null;

    public ValueTask Started(RunStart start, CancellationToken cancellationToken)
    {
        foreach (var followed in _followed)
        {
            followed.IsPossible = ThresholdSelections.IsPossible(followed.Threshold.Selection, start.Plan);
            followed.Plan = start.Plan;
        }

        return default;
    }

    public ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken)
    {
        var isSteady = interval.Phase == Phase.Steady;
        _measured += isSteady ? interval.Length : TimeSpan.Zero;
        foreach (var followed in _followed)
        {
            followed.Add(interval);
            if (isSteady && !_stopped && followed.Threshold.Aborts && followed.Threshold.AbortDelay <= _measured
                && followed.Latest is { Outcome: ThresholdOutcome.Failed } result)
            {
                _stopped = true;
                run.Stop(RunEnding.ThresholdAborted, $"The threshold '{followed.Threshold.Text}' does not hold: {result.MeasuredText}.");
            }
        }

        return default;
    }

    public ValueTask Ended(RunResult result, CancellationToken cancellationToken) => default;

    /// <summary>A threshold, and what was measured for it: windows, or everything so far.</summary>
    private sealed class Followed(Threshold threshold)
    {
        private readonly MetricSum _sum = new();

        public Threshold Threshold => threshold;

        public WindowFollower? Windows { get; } = threshold.Over is null ? null : new WindowFollower(threshold.Rule);

        /// <summary>Whether the run can have what it selects.</summary>
        public bool IsPossible { get; set; } = true;

        /// <summary>What the run was to do; null before it started.</summary>
        public RunPlan? Plan { get; set; }

        /// <summary>What it says after the last interval: about the window that it completes, or about everything so far; null for nothing.</summary>
        public ThresholdResult? Latest =>
            !IsPossible ? null
            : Windows is null ? threshold.Judge(_sum)
            : Windows is { Found: true, Latest: { } window } ? threshold.Judge(window)
            : null;

        public void Add(IntervalSnapshot interval)
        {
            if (Windows is not null)
            {
                Windows.Add(interval);
            }
            else if (interval.Phase == Phase.Steady)
            {
                var read = MetricReader.Read(threshold.Rule, MeasuredPart.Of(interval));
                read.Length = Plan is null ? read.Length : LoadTime.Within(threshold.Rule, Plan, interval.Offset, interval.Length);
                _sum.Add(read);
                read.Release();
            }
        }
    }
}
