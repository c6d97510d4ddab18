using System.Threading.Tasks.Sources;

namespace Stampede.Engine;

/// <summary>A user's wait: an entry of its loop's timer wheel and the task that is awaited, in one object that is used again and again.</summary>
internal sealed class UserWait(EventLoop loop, object mark) : TimerEntry, IValueTaskSource<bool>, ILoopWork
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private long _due;
    private bool _waiting;

    /// <summary>Waits; true when the time has come, false when it was cancelled. From any thread; ends on the loop's.</summary>
    public ValueTask<bool> For(long microseconds)
    {
        _core.Reset();
        _waiting = true;
        _due = microseconds <= 0 ? 0 : loop.Now + (microseconds + 999) / 1000;
        if (loop.IsCurrent)
        {
            Begin();
        }
        else
        {
            loop.Post(this);
        }

        return new ValueTask<bool>(this, _core.Version);
    }

    /// <summary>Ends a wait at once; on the loop's thread. Nothing where there is none.</summary>
    public void Cancel()
    {
        if (_waiting)
        {
            loop.Timers.Remove(this);
            Complete(false);
        }
    }

    public override void Fire() => Complete(true);

    /// <summary>Posted or queued: begins the wait, or ends one of zero length.</summary>
    public void Run()
    {
        if (!_waiting)
        {
            return;
        }

        if (_due == 0)
        {
            Complete(true);
        }
        else
        {
            Begin();
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Begin()
    {
        if (_due == 0)
        {
            loop.Enqueue(this);
        }
        else
        {
            loop.Timers.Add(this, _due);
        }
    }

    private void Complete(bool elapsed)
    {
        _waiting = false;
        loop.Enter(mark);
        _core.SetResult(elapsed);
        loop.Leave();
    }
}
