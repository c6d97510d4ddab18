using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>What a user needs of the run that it is in. Made by the run for each user.</summary>
internal sealed class UserContext
{
    private int _unfinished;
    private bool _told;

    public required EventLoop Loop { get; init; }

    public required HttpEngine Engine { get; init; }

    public required MetricsRecorder Recorder { get; init; }

    /// <summary>The shard of the user's loop. After a foreign await it is used from another thread: its lock allows that.</summary>
    public required MetricsShard Shard { get; init; }

    public required Random Random { get; init; }

    /// <summary>The user's number in the run, from 0.</summary>
    public required int Number { get; init; }

    public required HttpDefaults Http { get; init; }

    /// <summary>The run's custom options.</summary>
    public OptionValues Options { get; init; } = OptionValues.None;

    public required TimeProvider Time { get; init; }

    /// <summary>Cancelled when the run ends its users, after the stop timeout.</summary>
    public required CancellationToken Stopping { get; init; }

    /// <summary>Who is marked as running on the loop; the monitor knows what it is.</summary>
    public required object Mark { get; init; }

    public required UserWait Waiter { get; init; }

    /// <summary>The user is to end now: every wait and request ends it.</summary>
    public bool IsEnding { get; set; }

    /// <summary>As <see cref="IsEnding"/>, or it is about to be: <see cref="Stopping"/> reaches other clients before the loop hears of it.</summary>
    public bool IsEndingOrTold => IsEnding || Stopping.IsCancellationRequested;

    /// <summary>The user's OnStop runs: requests are allowed once more.</summary>
    public bool IsInStop { get; set; }

    /// <summary>Called, once, where a user that was ended goes on in spite of it: its task will never return. From any thread.</summary>
    public Action? Parked { get; set; }

    /// <summary>Requests that the stop cut off: neither success nor failure.</summary>
    public int Unfinished => _unfinished;

    /// <summary>Of those, the longest time one had been under way, in microseconds.</summary>
    public long LongestUnfinished { get; private set; }

    public HttpSession? Session { get; set; }

    /// <summary>A pause within a task.</summary>
    public ValueTask Pause(long microseconds)
    {
        Session?.SettleOpen();
        if (Waiter.IsWaiting)
        {
            throw new InvalidOperationException("This user waits already: await each Wait before the next.");
        }

        if (IsEnding && !IsInStop)
        {
            return Ended();
        }

        return Waiter.OrThrow(microseconds);
    }

    /// <summary>
    /// What a user gets that goes on although it was ended: first an exception, then nothing for ever, so that a loop around a catch-all cannot
    /// spin. The run goes on without the task then.
    /// </summary>
    public ValueTask Ended()
    {
        if (!_told)
        {
            _told = true;
            return ValueTask.FromException(new UserStoppedException());
        }

        Parked?.Invoke();
        Parked = null;
        return new ValueTask(new TaskCompletionSource().Task);
    }

    public void CutOff(long microseconds)
    {
        _unfinished++;
        LongestUnfinished = Math.Max(LongestUnfinished, microseconds);
    }
}
