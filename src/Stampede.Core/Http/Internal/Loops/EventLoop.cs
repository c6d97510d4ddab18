using System.Collections.Concurrent;
using System.Diagnostics;

namespace Stampede.Engine;

/// <summary>
/// One thread that runs users: their sockets, their timers, usually their code. In turn: timers that are due, work posted by other
/// threads, the ready queue, deadlines (every 100 ms), then the sockets. Nothing that runs here may block; who does is found by the
/// run's monitor from <see cref="Step"/> and <see cref="Running"/>.
/// </summary>
internal abstract class EventLoop : IDisposable
{
    /// <summary>How often deadlines are looked at; a timeout is late by at most this.</summary>
    public const int SweepMilliseconds = 100;

    private readonly ConcurrentQueue<ILoopWork> _posted = new();
    private readonly Queue<ILoopWork> _ready = new();
    private readonly Thread _thread;
    private readonly long _origin = Stopwatch.GetTimestamp();
    private volatile bool _stopping;
    private int _sleeping;
    private long _nextSweep;
    private long _lastTurn;
    private long _worstTurn;
    private long _busy;
    private long _step;
    private volatile object? _running;

    protected EventLoop(int index)
    {
        Index = index;
        Timers = new TimerWheel(0);
        Buffers = new ReceiveBuffers();
        Exchanges = new ExchangeList();
        _thread = new Thread(RunLoop) { IsBackground = true, Name = $"stampede-loop-{index}" };
    }

    public int Index { get; }

    public TimerWheel Timers { get; }

    public ReceiveBuffers Buffers { get; }

    /// <summary>Where requests are written before they are sent: one at a time, on the loop's thread.</summary>
    public byte[] SendBuffer { get; set; } = GC.AllocateUninitializedArray<byte>(8192);

    /// <summary>Exchanges under way on this loop.</summary>
    public ExchangeList Exchanges { get; }

    /// <summary>The calling thread is this loop's.</summary>
    public bool IsCurrent => Environment.CurrentManagedThreadId == _thread.ManagedThreadId;

    /// <summary>Whose code runs just now; null between users. Read by the monitor.</summary>
    public object? Running => _running;

    /// <summary>Grows with each entry into a user's code; unchanged over two looks with <see cref="Running"/> set means a blocked loop.</summary>
    public long Step => Volatile.Read(ref _step);

    /// <summary>Open connections.</summary>
    public int OpenSockets { get; protected internal set; }

    /// <summary>Milliseconds since the loop was made: the time of its timer wheel.</summary>
    public long Now => (MonotonicClock.Ticks - _origin) / MonotonicClock.TicksPerMillisecond;

    /// <summary>The first millisecond of the timer wheel that is not before a time of the monotonic clock.</summary>
    public long SlotOf(long ticks) => (ticks - _origin + MonotonicClock.TicksPerMillisecond - 1) / MonotonicClock.TicksPerMillisecond;

    public abstract LoopSocket NewSocket(ISocketOwner owner);

    public void Start() => _thread.Start();

    /// <summary>Marks whose code runs from here on.</summary>
    public void Enter(object user)
    {
        Volatile.Write(ref _step, _step + 1);
        _running = user;
    }

    public void Leave() => _running = null;

    /// <summary>To the back of the ready queue; from the loop's thread only.</summary>
    public void Enqueue(ILoopWork work)
    {
        Debug.Assert(IsCurrent, "Enqueue is for the loop's own thread; others post.");
        _ready.Enqueue(work);
    }

    /// <summary>To the loop, from any thread.</summary>
    public void Post(ILoopWork work)
    {
        _posted.Enqueue(work);
        if (Interlocked.Exchange(ref _sleeping, 0) == 1)
        {
            Wake();
        }
    }

    /// <summary>The longest turn since the last call, in milliseconds: how long sockets and timers had to wait.</summary>
    public double TakeLag() => (double)Interlocked.Exchange(ref _worstTurn, 0) / MonotonicClock.TicksPerMillisecond;

    /// <summary>How long it has worked so far rather than waited for sockets, in ticks of the monotonic clock.</summary>
    public long Busy => Volatile.Read(ref _busy);

    /// <summary>Ends the thread after its present turn.</summary>
    public void Stop()
    {
        _stopping = true;
        Wake();
    }

    public void Dispose()
    {
        Stop();
        if (!IsCurrent && _thread.IsAlive)
        {
            _thread.Join(TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>Looks at the sockets, and waits for them for at most that long, in ticks of the monotonic clock; 0 or less: not at all.</summary>
    protected abstract void Poll(long ticks);

    /// <summary>Ends a <see cref="Poll"/> that waits.</summary>
    protected abstract void Wake();

    /// <summary>Gives back what the system holds; after the last turn, on the loop's thread.</summary>
    protected abstract void Release();

    private void RunLoop()
    {
        _lastTurn = MonotonicClock.Ticks;
        while (!_stopping)
        {
            // The time of this turn: one look at the clock serves timers and deadlines.
            var now = (_lastTurn - _origin) / MonotonicClock.TicksPerMillisecond;
            Timers.Advance(now);
            RunPosted();
            RunReady();
            Sweep(now);
            var timeout = _ready.Count > 0 || _stopping ? 0 : Timers.UntilNext(SweepMilliseconds);
            if (timeout > 0)
            {
                Volatile.Write(ref _sleeping, 1);
                Interlocked.MemoryBarrier();
                if (!_posted.IsEmpty)
                {
                    timeout = 0;
                }
            }

            // To the beginning of the next timer's millisecond, from what time it is after this turn.
            var ended = MarkTurn();
            Poll(timeout == 0 ? 0 : _origin + (now + timeout) * MonotonicClock.TicksPerMillisecond - ended);
            Volatile.Write(ref _sleeping, 0);
            _lastTurn = MonotonicClock.Ticks;
            DispatchEvents();
        }

        Release();
    }

    /// <summary>Calls the owners of the sockets that <see cref="Poll"/> found ready.</summary>
    protected abstract void DispatchEvents();

    /// <summary>Notes how long the turn took; gives the time.</summary>
    private long MarkTurn()
    {
        var ended = MonotonicClock.Ticks;
        Volatile.Write(ref _busy, _busy + (ended - _lastTurn));
        if (ended - _lastTurn > Volatile.Read(ref _worstTurn))
        {
            Volatile.Write(ref _worstTurn, ended - _lastTurn);
        }

        return ended;
    }

    private void RunPosted()
    {
        // As many as stand there now: work that posts itself again waits for the next turn.
        for (var left = _posted.Count; left > 0 && _posted.TryDequeue(out var work); left--)
        {
            work.Run();
        }
    }

    private void RunReady()
    {
        for (var left = _ready.Count; left > 0; left--)
        {
            _ready.Dequeue().Run();
        }
    }

    private void Sweep(long now)
    {
        if (now >= _nextSweep)
        {
            _nextSweep = now + SweepMilliseconds;
            Exchanges.ExpireUntil(MonotonicClock.Ticks);
        }
    }
}
