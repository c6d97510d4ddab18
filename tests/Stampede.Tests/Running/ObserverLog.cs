using Stampede.Results;

namespace Stampede.Tests;

/// <summary>An observer that writes down what it is told.</summary>
internal sealed class ObserverLog(Action<IntervalSnapshot, IRunControl>? onInterval = null) : IRunObserver
{
    public List<string> Calls { get; } = [];

    public List<IntervalSnapshot> Intervals { get; } = [];

    public RunStart? Start { get; private set; }

    public RunResult? Result { get; private set; }

    public ValueTask Started(RunStart start, CancellationToken cancellationToken)
    {
        Calls.Add("started");
        Start = start;
        return default;
    }

    public async ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken)
    {
        Calls.Add("interval");
        await Task.Yield();
        Intervals.Add(interval);
        onInterval?.Invoke(interval, run);
    }

    public ValueTask Ended(RunResult result, CancellationToken cancellationToken)
    {
        Calls.Add("ended");
        Result = result;
        return default;
    }
}
