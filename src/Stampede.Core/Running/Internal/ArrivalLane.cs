namespace Stampede.Engine;

/// <summary>
/// One loop's share of the arrivals of a load: of n lanes, lane k has the arrivals k, k + n, k + 2n and so on. An arrival takes the user that became
/// free last, or a new one. All on the loop's thread, but for what says otherwise.
/// </summary>
internal sealed class ArrivalLane : TimerEntry, ILoopWork, IUserSource
{
    /// <summary>An arrival that starts later than this is late.</summary>
    private static readonly long LateTicks = 10 * MonotonicClock.TicksPerMillisecond;

    /// <summary>After so long the sockets come first again, however many arrivals are due.</summary>
    private static readonly long MostTicks = 2 * MonotonicClock.TicksPerMillisecond;

    private readonly OpenDriver _driver;
    private readonly IReadOnlyList<UserClass> _classes;
    private readonly UserStarter _starter;
    private readonly Stack<UserRunner>[] _idle;
    private readonly int[] _users;
    private readonly IEnumerator<TimeSpan> _arrivals;
    private readonly long _origin;
    private readonly PreparedPart _prepared;
    private readonly StartDelays _delays;
    private FairSequence _mix;
    private long _next = long.MaxValue;
    private long _index = -1;
    private int _class;
    private long _end;
    private volatile bool _isExhausted;
    private volatile bool _isReweighed;

    public ArrivalLane(OpenDriver driver, UserStarter starter, EventLoop loop, long origin)
    {
        _driver = driver;
        _prepared = driver.Prepared;
        _delays = driver.Counts.NewDelays();
        _classes = _prepared.Classes;
        _starter = starter;
        Loop = loop;
        _origin = origin;
        _idle = [.. _classes.Select(_ => new Stack<UserRunner>())];
        _users = new int[_classes.Count];
        _mix = Mix();
        var part = driver.Part;
        _arrivals = ((OpenLoad)part.Load).Arrivals(SeedOf(_prepared.Index, starter.Setup.Plan.Seed)).GetEnumerator();
        _end = part.End is { } end ? origin + MonotonicClock.FromTimeSpan(end - part.Start) : long.MaxValue;
    }

    public EventLoop Loop { get; }

    public bool IsOpen => true;

    public UserList Users { get; } = new();

    /// <summary>Nothing will arrive any more. From any thread.</summary>
    public bool IsExhausted => _isExhausted;

    /// <summary>Begins; posted to the loop before the load's start.</summary>
    public void Run()
    {
        FindNext();
        Schedule();
    }

    public override void Fire()
    {
        Arrive();
        Schedule();
    }

    /// <summary>The run stops at that time: what was due before is accounted for, nothing arrives after. From any thread.</summary>
    public void CloseAt(long ticks) => Loop.Post(new Closing(this, ticks));

    /// <summary>Weights have changed. From any thread.</summary>
    public void Reweigh() => _isReweighed = true;

    /// <summary>Adds the users there are, per class. From any thread.</summary>
    public void AddUsers(int[] counts)
    {
        for (var c = 0; c < _classes.Count; c++)
        {
            counts[_classes[c].Index] += Volatile.Read(ref _users[c]);
        }
    }

    public bool MayIterate(long done) => done < _prepared.IterationsPerUser && _prepared.Requests is not { IsExhausted: true };

    public void IterationOver(UserRunner user)
    {
        _driver.Counts.Over();
        if (MayIterate(user.IterationsDone) && !user.IsFinishing)
        {
            _idle[_prepared.PlaceOf(user.Class)].Push(user);
        }
    }

    public void Ended(UserRunner user)
    {
        Interlocked.Decrement(ref _users[_prepared.PlaceOf(user.Class)]);
        _driver.UserEnded();
    }

    private void Arrive()
    {
        var now = MonotonicClock.Ticks;
        var begun = now;
        while (_next <= now && !_isExhausted)
        {
            Arrive(_next, now);
            FindNext();
            now = MonotonicClock.Ticks;
            if (now - begun > MostTicks)
            {
                return;
            }
        }
    }

    private void Arrive(long intended, long now)
    {
        if (!_driver.Counts.TryStart(_prepared.InFlight, now - intended > LateTicks))
        {
            return;
        }

        _delays.Record(now - intended);
        while (_idle[_class].TryPop(out var free))
        {
            if (!free.IsFinishing)
            {
                free.Arrive(intended);
                return;
            }
        }

        var user = _starter.Next(_classes[_class], this, _prepared, Loop);
        Interlocked.Increment(ref _users[_class]);
        Users.Add(user);
        _driver.UserStarted();
        user.Context.Intend(intended);
        user.Run();
    }

    /// <summary>Goes on to the lane's next arrival, past those of the other lanes.</summary>
    private void FindNext()
    {
        if (_isReweighed)
        {
            _isReweighed = false;
            _mix = Mix();
        }

        do
        {
            _index++;
            if (_prepared.IsExhausted || !_arrivals.MoveNext())
            {
                Exhaust();
                return;
            }

            _class = _mix.Next();
        }
        while (_index % _starter.Loops.Count != Loop.Index);

        _next = _origin + MonotonicClock.FromTimeSpan(_arrivals.Current);
        if (_next >= _end || _prepared.Iterations?.TryTake() == false)
        {
            Exhaust();
        }
    }

    private void Exhaust()
    {
        _next = long.MaxValue;
        _isExhausted = true;
    }

    private void Schedule()
    {
        if (!_isExhausted)
        {
            Loop.Timers.Add(this, Loop.SlotOf(_next));
        }
    }

    // Two Poisson loads of one run must not arrive at the same moments. The step is that of splitmix64: 2^64 ÷ the golden ratio.
    private static ulong SeedOf(int load, ulong seed) => seed + (ulong)load * 0x9E3779B97F4A7C15;

    private FairSequence Mix() => new([.. _classes.Select(c => c.Weight)]);

    private sealed class Closing(ArrivalLane lane, long ticks) : ILoopWork
    {
        public void Run()
        {
            lane._end = Math.Min(lane._end, ticks);
            lane.Loop.Timers.Remove(lane);
            while (!lane._isExhausted && lane._next < lane._end)
            {
                lane.Arrive(lane._next, MonotonicClock.Ticks);
                lane.FindNext();
            }

            lane.Exhaust();
        }
    }
}
