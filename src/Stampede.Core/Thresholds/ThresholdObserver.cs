using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Results;

/// <summary>Ends a run as soon as a threshold that says <c>abort</c> does not hold over what was measured so far, but not before its delay.</summary>
internal sealed class ThresholdObserver(IEnumerable<Threshold> thresholds) : IRunObserver
{
    private readonly Threshold[] _aborting = [.. thresholds.Where(t => t.Aborts)];
    private readonly IntervalSum _sum = new();
    private readonly RequestStats _total = new();
    private bool _stopped;

    /// <summary>Whether it has anything to do.</summary>
    public bool IsNeeded => _aborting.Length > 0;

    public ValueTask Started(RunStart start, CancellationToken cancellationToken) => default;

    public ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken)
    {
        if (IsNeeded && !_stopped)
        {
            Add(interval);
            Judge(interval.Offset + interval.Length, run);
        }

        return default;
    }

    public ValueTask Ended(RunResult result, CancellationToken cancellationToken) => default;

    private void Add(IntervalSnapshot interval)
    {
        _sum.Add(interval);
        foreach (var stats in interval.Requests.Values)
        {
            _total.Add(stats);
        }
    }

    private void Judge(TimeSpan elapsed, IRunControl run)
    {
        var measured = new MeasuredRun(_sum.Requests, _sum.Checks, elapsed, _total);
        foreach (var threshold in _aborting)
        {
            if (threshold.AbortDelay <= elapsed && threshold.Evaluate(measured) is { Outcome: ThresholdOutcome.Failed } result)
            {
                _stopped = true;
                run.Stop(RunEnding.ThresholdAborted, $"The threshold '{threshold.Text}' does not hold: {result.MeasuredText}.");
                return;
            }
        }
    }
}
