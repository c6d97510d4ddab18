namespace Stampede.Engine;

/// <summary>Arrivals of the open model: a lane on each loop starts every n-th of them at its time.</summary>
internal sealed class OpenDriver : LoadDriver
{
    private readonly ArrivalLane[] _lanes;
    private readonly long _runStart;
    private bool _isBegun;

    /// <param name="prepared">The load.</param>
    /// <param name="starter">Makes users.</param>
    /// <param name="runStart">When the run started, in ticks of the monotonic clock.</param>
    public OpenDriver(PreparedPart prepared, UserStarter starter, long runStart)
        : base(prepared)
    {
        _runStart = runStart;
        Counts = new ArrivalCounts(prepared.Part.Name);
        var origin = runStart + MonotonicClock.FromTimeSpan(prepared.Part.Start);
        _lanes = [.. starter.Loops.Select(loop => new ArrivalLane(this, starter, loop, origin))];
    }

    public ArrivalCounts Counts { get; }

    public override IEnumerable<UserRunner> Users => _lanes.SelectMany(l => l.Users.All);

    public override TimeSpan? Adjust(TimeSpan now)
    {
        if (!_isBegun)
        {
            // At once, not at its time: the lanes' timers are more exact than the control thread.
            _isBegun = true;
            foreach (var lane in _lanes)
            {
                lane.Loop.Post(lane);
            }
        }

        return Part.End is { } end && end > now ? end : null;
    }

    public override bool IsSpawned(TimeSpan now) => now >= Part.Start;

    public override bool IsDone(TimeSpan now) => now >= Part.Start && _lanes.All(l => l.IsExhausted) && Counts.InFlight == 0;

    public override void AddPlanned(TimeSpan now, int[] counts)
    {
        // Nobody plans how many users arrivals need: those that there are.
        foreach (var lane in _lanes)
        {
            lane.AddUsers(counts);
        }
    }

    public override void Close(TimeSpan now)
    {
        foreach (var lane in _lanes)
        {
            lane.CloseAt(_runStart + MonotonicClock.FromTimeSpan(now));
        }
    }

    public override void ForAll(Action<UserRunner> act)
    {
        foreach (var lane in _lanes)
        {
            lane.Loop.Post(new ForLane(lane, act));
        }
    }

    public override void Reweigh()
    {
        foreach (var lane in _lanes)
        {
            lane.Reweigh();
        }
    }

    public void UserStarted() => Started();

    public void UserEnded() => OneEnded();

    private sealed class ForLane(ArrivalLane lane, Action<UserRunner> act) : ILoopWork
    {
        public void Run()
        {
            foreach (var user in lane.Users.All.ToArray())
            {
                if (!user.Ended.IsCompleted)
                {
                    act(user);
                }
            }
        }
    }
}
