using System.Diagnostics.CodeAnalysis;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>What a user needs of the run that it is in. Made by the run for each user.</summary>
internal sealed class UserContext
{
    private int _unfinished;
    private bool _told;
    private long _intended;
    private int _transactions;
    private long _paused;

    public required EventLoop Loop { get; init; }

    public required HttpEngine Engine { get; init; }

    public required MetricsRecorder Recorder { get; init; }

    /// <summary>The shard of the user's loop. After a foreign await it is used from another thread: its lock allows that.</summary>
    public required MetricsShard Shard { get; init; }

    public required Random Random { get; init; }

    /// <summary>The user's number in the run, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The name of the user's class.</summary>
    public required string ClassName { get; init; }

    /// <summary>The index of its class within the plan.</summary>
    public int ClassIndex { get; init; }

    public required HttpDefaults Http { get; init; }

    /// <summary>The run's custom options.</summary>
    public OptionValues Options { get; init; } = OptionValues.None;

    public required TimeProvider Time { get; init; }

    /// <summary>Cancelled when the run ends its users, after the stop timeout.</summary>
    public required CancellationToken Stopping { get; init; }

    /// <summary>Who is marked as running on the loop; the monitor knows what it is.</summary>
    public required object Mark { get; init; }

    /// <summary>Where the run is in its feeders.</summary>
    public FeederRun Feeders { get; init; } = FeederRun.None;

    public required UserWait Waiter { get; init; }

    /// <summary>The run's hooks that users call; null without any.</summary>
    public UserHooks? Hooks { get; init; }

    /// <summary>The hook that runs just now on behalf of this user; null outside of one. Read by the monitor.</summary>
    public volatile string? Hook;

    /// <summary>What the setup of the test returned.</summary>
    public TestData Data { get; init; } = TestData.None;

    /// <summary>Asks the run to stop because the test says so, with a reason.</summary>
    public Action<string> EndTest { get; init; } = static _ => { };

    /// <summary>The user is to end now: every wait and request ends it.</summary>
    public bool IsEnding { get; set; }

    /// <summary>The user has done all that it may: no further iteration or request, whatever others do.</summary>
    public bool IsOver { get; private set; }

    /// <summary>As <see cref="IsEnding"/>, or it is about to be: <see cref="Stopping"/> reaches other clients before the loop hears of it.</summary>
    public bool IsEndingOrTold => IsEnding || IsOver || Stopping.IsCancellationRequested;

    /// <summary>How many requests its load may send; null for no limit.</summary>
    public CountLimit? RequestLimit { get; init; }

    /// <summary>The user's OnStop runs: requests are allowed once more.</summary>
    public bool IsInStop { get; set; }

    /// <summary>The selections that its requests belong to at the moment, a bit each; what depends on the status apart.</summary>
    public ulong Selections { get; set; }

    /// <summary>Requests and measured calls that have failed so far: a transaction sees whether one did meanwhile.</summary>
    public int Failed { get; private set; }

    /// <summary>The id of the transaction that it is in; the innermost one.</summary>
    public int Transaction { get; private set; } = TransactionNames.None;

    /// <summary>How long its pauses within transactions were so far, in ticks.</summary>
    public long Paused => _paused;

    /// <summary>Called, once, where a user that was ended goes on in spite of it: its task will never return. From any thread.</summary>
    public Action? Parked { get; set; }

    /// <summary>Requests that the stop cut off: neither success nor failure.</summary>
    public int Unfinished => _unfinished;

    /// <summary>Of those, the longest time one had been under way, in microseconds.</summary>
    public long LongestUnfinished { get; private set; }

    public HttpSession? Session { get; set; }

    /// <summary>The next request was to start at that time: an arrival's, or that of a pace. 0 for when it does.</summary>
    public void Intend(long ticks) => _intended = ticks;

    /// <summary>When the request that starts now was to start. It is the first since the user was to; those after it start when they do.</summary>
    public long TakeIntended(long now)
    {
        var intended = Intended(now);
        _intended = 0;
        return intended;
    }

    /// <summary>The same for what begins with the next request: a transaction.</summary>
    public long Intended(long now) => _intended == 0 || _intended > now ? now : _intended;

    /// <summary>Whether so many requests more may be sent; once they may not, the user is over.</summary>
    public bool MaySend(int requests)
    {
        if (RequestLimit is null || RequestLimit.TryTake(requests))
        {
            return true;
        }

        IsOver = true;
        return false;
    }

    /// <summary>No further iteration or request.</summary>
    public void Finish() => IsOver = true;

    /// <summary>Counts an exception of the user's code.</summary>
    public void Error(string where, Exception exception)
    {
        Shard.UserError(ClassIndex, where, exception);
        Hooks?.Error(this, where, exception);
    }

    /// <summary>The user ends itself, and not as an error. What it throws may be swallowed: then the next request or wait ends the user.</summary>
    [DoesNotReturn]
    public void EndUser()
    {
        IsOver = IsEnding = true;
        throw new UserStoppedException();
    }

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

        if (_intended != 0)
        {
            // What comes after the pause was to start that much later; how late the user is stays.
            _intended += MonotonicClock.FromMicroseconds(microseconds);
        }

        return _transactions == 0 ? Waiter.OrThrow(microseconds) : PauseInTransaction(microseconds);
    }

    /// <summary>Settles what is open; false where no further request may start: await <see cref="Ended"/>.</summary>
    public bool Begin()
    {
        Session?.SettleOpen();
        return !IsEnding || IsInStop;
    }

    /// <summary>Counts a request or measured call that failed.</summary>
    public void CountFailure() => Failed++;

    /// <summary>Enters a transaction; gives the one around it, for <see cref="Leave"/>.</summary>
    public int Enter(int transaction)
    {
        var outer = Transaction;
        Transaction = transaction;
        _transactions++;
        return outer;
    }

    public void Leave(int outer)
    {
        Transaction = outer;
        _transactions--;
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

    /// <summary>A feeder has nothing more: the user ends after its task, which this ends; requests in what is left of it go on.</summary>
    public UserStoppedException RunDry(string feeder)
    {
        IsOver = true;
        return new UserStoppedException($"The feeder {feeder} has run dry: this user ends.");
    }

    public void CutOff(long microseconds)
    {
        _unfinished++;
        LongestUnfinished = Math.Max(LongestUnfinished, microseconds);
    }

    /// <summary>What the user thinks is none of a transaction's time: as long as the pause really was.</summary>
    private async ValueTask PauseInTransaction(long microseconds)
    {
        var start = MonotonicClock.Ticks;
        try
        {
            await Waiter.OrThrow(microseconds);
        }
        finally
        {
            _paused += MonotonicClock.Ticks - start;
        }
    }
}
