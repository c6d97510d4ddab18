namespace Stampede.Results;

/// <summary>
/// Follows a run: the live console, the run folder, a threshold that aborts. Calls come one at a time, in order, off the event loops.
/// An observer that throws is reported in the run's notes and not called again; it does not end the run.
/// </summary>
public interface IRunObserver
{
    /// <summary>Before the first user starts.</summary>
    ValueTask Started(RunStart start, CancellationToken cancellationToken);

    /// <summary>Once a second, with the second that is over.</summary>
    ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken);

    /// <summary>After the last interval, with the judged result.</summary>
    ValueTask Ended(RunResult result, CancellationToken cancellationToken);
}
