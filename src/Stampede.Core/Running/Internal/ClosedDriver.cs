namespace Stampede.Engine;

/// <summary>
/// Users of the closed model. Invariant: slot i holds the i-th user of the load, of the class that the mix gives to i; users are added at the end
/// and finished from the end, each with its present task. A user that ends by itself keeps its slot: it is not replaced.
/// </summary>
internal sealed class ClosedDriver : LoadDriver, IUserSource
{
    private readonly Lock _gate = new();
    private readonly UserStarter _starter;
    private readonly IReadOnlyList<UserClass> _classes;
    private readonly IUserSchedule _schedule;
    private readonly int _peak;
    private readonly List<UserRunner> _slots = [];
    private readonly UserList _users = new();
    private readonly int[] _counts;
    private ClassMix _mix;
    private bool _isMixed = true;
    private bool _isClosed;
    private int _change;

    public ClosedDriver(PreparedPart prepared, UserStarter starter)
        : base(prepared)
    {
        var load = (ClosedLoad)prepared.Part.Load;
        _starter = starter;
        _classes = prepared.Classes;
        _schedule = load.NewSchedule();
        _peak = load.PeakUsers;
        _counts = new int[_classes.Count];
        _mix = Mix();
    }

    public bool IsOpen => false;

    public override IEnumerable<UserRunner> Users => _users.All;

    /// <summary>Whether users may be added by hand just now.</summary>
    public bool IsActive(TimeSpan now) => !_isClosed && now >= Part.Start && !IsPast(now);

    /// <summary>Plans so many users more, or fewer, from here on.</summary>
    /// <returns>The change that it came to: there are never fewer users than none.</returns>
    public int Add(int change, TimeSpan now)
    {
        lock (_gate)
        {
            var before = Wanted(now);
            _change = Math.Max(-Planned(now), _change + change);
            return Wanted(now) - before;
        }
    }

    public override TimeSpan? Adjust(TimeSpan now)
    {
        if (now < Part.Start)
        {
            return Part.Start;
        }

        lock (_gate)
        {
            if (_isClosed)
            {
                return null;
            }

            if (IsPast(now) || _schedule.IsOverAt(now - Part.Start))
            {
                _isClosed = true;
                Resize(0, now);
                return null;
            }

            if (Prepared.IsExhausted)
            {
                // Nobody may begin anything: those that wait need not.
                _isClosed = true;
                ForAll(static u => u.Finish());
                return null;
            }

            Resize(Wanted(now), now);
            var next = _schedule.NextChange(now - Part.Start) is { } change ? Part.Start + change : Part.End;
            return Part.End < next ? Part.End : next;
        }
    }

    public override bool IsSpawned(TimeSpan now)
    {
        lock (_gate)
        {
            return now >= Part.Start && (_slots.Count >= Math.Min(Math.Max(_peak, 1), _mix.Limit) || _schedule.NextChange(now - Part.Start) is null);
        }
    }

    public override bool IsDone(TimeSpan now)
    {
        if (Live > 0 || now < Part.Start)
        {
            return false;
        }

        lock (_gate)
        {
            return _isClosed || (_slots.Count > 0 && _slots.Count >= Wanted(now) && _schedule.NextChange(now - Part.Start) is null);
        }
    }

    public override void AddPlanned(TimeSpan now, int[] counts)
    {
        lock (_gate)
        {
            var users = _isClosed || now < Part.Start || IsPast(now) ? 0 : PlannedOrKept(now);
            for (var c = 0; c < _classes.Count; c++)
            {
                counts[_classes[c].Index] += _counts[c];
            }

            // The plan of that moment, not what was started: a late generator shows.
            for (var i = _slots.Count; i < users; i++)
            {
                counts[_classes[_mix.ClassOf(i)].Index]++;
            }

            for (var i = users; i < _slots.Count; i++)
            {
                counts[_slots[i].Class.Index]--;
            }
        }
    }

    public override void Close(TimeSpan now)
    {
        // Only Adjust starts users, and it is not called any more.
    }

    public override void ForAll(Action<UserRunner> act) => ForUsers.Post(_users.All, act);

    public override void Reweigh()
    {
        lock (_gate)
        {
            _mix = Mix();
            var counts = _mix.CountsAt(_slots.Count);
            var missing = new Queue<int>(Enumerable.Range(0, _counts.Length).SelectMany(c => Enumerable.Repeat(c, Math.Max(0, counts[c] - _counts[c]))));
            for (var i = _slots.Count - 1; i >= 0 && missing.Count > 0; i--)
            {
                var surplus = Prepared.PlaceOf(_slots[i].Class);
                if (_counts[surplus] > counts[surplus])
                {
                    Finish(_slots[i]);
                    _slots[i] = Start(missing.Dequeue());
                }
            }
        }
    }

    public bool MayIterate(long done) =>
        done < Prepared.IterationsPerUser && Prepared.Requests is not { IsExhausted: true } && (Prepared.Iterations is null || Prepared.Iterations.TryTake());

    public void IterationOver(UserRunner user)
    {
    }

    public void Ended(UserRunner user) => OneEnded();

    private ClassMix Mix() => new([.. _classes.Select(c => new ClassShare(c.Weight, c.FixedCount))]);

    private int Planned(TimeSpan now) => _schedule.UsersAt(now - Part.Start);

    /// <summary>A shape that fails ends the run on the control thread; here its users stay as they are.</summary>
    private int PlannedOrKept(TimeSpan now)
    {
        try
        {
            return Wanted(now);
        }
        catch (LoadShapeException)
        {
            return _slots.Count;
        }
    }

    private int Wanted(TimeSpan now) => Math.Min((int)Math.Clamp((long)Planned(now) + _change, 0, int.MaxValue), _mix.Limit);

    private void Resize(int users, TimeSpan now)
    {
        var chosen = _schedule.ClassesAt(now - Part.Start);
        _isMixed &= chosen is null;
        while (_slots.Count < users)
        {
            _slots.Add(Start(_isMixed ? _mix.ClassOf(_slots.Count) : Lagging(chosen)));
        }

        while (_slots.Count > users)
        {
            var last = _slots[^1];
            _slots.RemoveAt(_slots.Count - 1);
            Finish(last);
        }
    }

    /// <summary>Of the classes that a shape has chosen, the one with the fewest users for its weight.</summary>
    private int Lagging(IReadOnlyList<Type>? chosen)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        for (var c = 0; c < _classes.Count; c++)
        {
            var share = (_counts[c] + 0.5) / _classes[c].Weight;
            if (share < least && (chosen is null || chosen.Contains(_classes[c].Type)))
            {
                (best, least) = (c, share);
            }
        }

        return best >= 0 ? best : throw new InvalidOperationException(
            $"The load '{Part.Name}' chose {string.Join(", ", chosen!.Select(t => t.Name))}; it has {string.Join(", ", _classes.Select(c => c.Name))}.");
    }

    private UserRunner Start(int place)
    {
        var user = _starter.Next(_classes[place], this, Prepared);
        _counts[place]++;
        _users.Add(user);
        Started();
        user.Context.Loop.Post(user);
        return user;
    }

    private void Finish(UserRunner user)
    {
        _counts[Prepared.PlaceOf(user.Class)]--;
        ForUsers.Post([user], static u => u.Finish());
    }
}
