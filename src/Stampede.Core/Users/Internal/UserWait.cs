using System.Threading.Tasks.Sources;

namespace Stampede.Engine;

/// <summary>
/// A user's wait: an entry of its loop's timer wheel and the task that is awaited, in one object that is used again and again.
/// Invariant: it stands in the wheel only while a wait of above zero is on, and in the ready queue at most once; an entry of the queue whose wait was
/// cancelled is passed over.
/// </summary>
internal sealed class UserWait(EventLoop loop, object mark) : TimerEntry, IValueTaskSource<bool>, IValueTaskSource, ILoopWork
{
    private const long UntilReleased = -1;

    private ManualResetValueTaskSourceCore<bool> _core;
    private volatile bool _waiting;
    private bool _isClosed;
    private bool _isQueued;
    private bool _isForReady;

    /// <summary>A wait is on: a user has one at a time.</summary>
    public bool IsWaiting => _waiting;

    /// <summary>Waits; true when the time has come, false when it was cancelled. From any thread; ends on the loop's.</summary>
    public ValueTask<bool> For(long microseconds) => new(this, Start(microseconds));

    /// <summary>The same for a task: what is cancelled throws <see cref="UserStoppedException"/> there.</summary>
    public ValueTask OrThrow(long microseconds) => new(this, Start(microseconds));

    /// <summary>Waits until <see cref="Release"/>; true then, false when it was cancelled. On the loop's thread.</summary>
    public ValueTask<bool> ForRelease() => new(this, Start(UntilReleased));

    /// <summary>Ends a wait of <see cref="ForRelease"/>; on the loop's thread.</summary>
    public void Release() => Complete(true);

    /// <summary>Ends a wait at once; on the loop's thread. Nothing where there is none.</summary>
    public void Cancel()
    {
        if (_waiting)
        {
            loop.Timers.Remove(this);
            _isForReady = false;
            Complete(false);
        }
    }

    /// <summary>Ends a wait at once, and all that are asked for from here on.</summary>
    public void Close()
    {
        _isClosed = true;
        Cancel();
    }

    /// <summary>Waits are possible again: OnStop may wait.</summary>
    public void Reopen() => _isClosed = false;

    public override void Fire() => Complete(true);

    /// <summary>Its turn in the ready queue: a wait of zero is over.</summary>
    public void Run()
    {
        _isQueued = false;
        if (_isForReady)
        {
            _isForReady = false;
            Complete(true);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _core.GetResult(token);

    void IValueTaskSource.GetResult(short token)
    {
        if (!_core.GetResult(token))
        {
            throw new UserStoppedException();
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private short Start(long microseconds)
    {
        _core.Reset();
        _waiting = true;
        var version = _core.Version;
        if (!loop.IsCurrent)
        {
            loop.Post(new Posted(this, version, microseconds));
        }
        else if (_isClosed)
        {
            _waiting = false;
            _core.SetResult(false);
        }
        else
        {
            Begin(microseconds);
        }

        return version;
    }

    private void Begin(long microseconds)
    {
        if (microseconds > 0)
        {
            loop.Timers.Add(this, loop.SlotOf(MonotonicClock.Ticks + MonotonicClock.FromMicroseconds(microseconds)));
            return;
        }

        if (microseconds == UntilReleased)
        {
            return;
        }

        _isForReady = true;
        if (!_isQueued)
        {
            _isQueued = true;
            loop.Enqueue(this);
        }
    }

    private void Complete(bool elapsed)
    {
        _waiting = false;
        loop.Enter(mark);
        _core.SetResult(elapsed);
        loop.Leave();
    }

    /// <summary>A wait that another thread asked for; it is void if it was cancelled before it began.</summary>
    private sealed class Posted(UserWait wait, short version, long microseconds) : ILoopWork
    {
        public void Run()
        {
            if (!wait._waiting || wait._core.Version != version)
            {
                return;
            }

            if (wait._isClosed)
            {
                wait.Complete(false);
            }
            else
            {
                wait.Begin(microseconds);
            }
        }
    }
}
