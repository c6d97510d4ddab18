using Stampede.Results;

namespace Stampede.Engine;

/// <summary>The one stop of a run: the first reason counts.</summary>
internal sealed class RunStop : IDisposable
{
    private readonly ManualResetEventSlim _signal = new();
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reason;

    public RunEnding Reason => (RunEnding)Volatile.Read(ref _reason);

    public bool IsRequested => Reason != RunEnding.None;

    public Task Requested => _requested.Task;

    public bool Request(RunEnding reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, (int)RunEnding.None) != (int)RunEnding.None)
        {
            return false;
        }

        _signal.Set();
        _requested.SetResult();
        return true;
    }

    /// <summary>
    /// Waits on the control thread; true where the stop was requested. It waits whole milliseconds, the last one too: the signal takes a part of one for none, and
    /// whoever asks again at once spins it away.
    /// </summary>
    public bool Wait(TimeSpan most) => _signal.Wait(TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, most.TotalMilliseconds))));

    public void Dispose() => _signal.Dispose();
}
