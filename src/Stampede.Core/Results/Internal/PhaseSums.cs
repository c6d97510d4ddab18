namespace Stampede.Results;

/// <summary>Adds up the intervals of a run: what is measured to its totals, the other phases to what was left out.</summary>
internal sealed class PhaseSums
{
    private readonly List<PhaseResult> _phases = [];
    private IReadOnlyList<UserClassSample> _last = [];

    public IntervalSum Measured { get; } = new();

    /// <summary>The phases as they were; none where all of the run was measured.</summary>
    public IReadOnlyList<PhaseResult> Phases => _phases.Any(p => p.Phase != Phase.Steady) ? [.. _phases] : [];

    /// <summary>How long was measured.</summary>
    public TimeSpan Duration => new(_phases.Where(p => p.Phase == Phase.Steady).Sum(p => p.Length.Ticks));

    /// <summary>The end of the last interval of all.</summary>
    public TimeSpan End { get; private set; }

    /// <summary>The classes as they were last, with iterations and tasks of what is measured.</summary>
    public IReadOnlyList<UserClassSample> Classes => [.. _last.Select((last, i) => i < Measured.Classes.Count
        ? last with { Iterations = Measured.Classes[i].Iterations, TasksStarted = Measured.Classes[i].TasksStarted }
        : last with { Iterations = 0, TasksStarted = [.. last.TasksStarted.Select(_ => 0L)] })];

    public void Add(IntervalSnapshot interval)
    {
        _last = interval.Classes;
        End = interval.Offset + interval.Length;
        if (interval.Phase == Phase.Steady)
        {
            Measured.Add(interval);
        }

        var (settled, failed) = (interval.Requests.Values.Sum(r => r.Settled), interval.Requests.Values.Sum(r => r.Failed));
        if (_phases.Count > 0 && _phases[^1].Phase == interval.Phase)
        {
            var last = _phases[^1];
            _phases[^1] = last with { Length = End - last.Offset, Settled = last.Settled + settled, Failed = last.Failed + failed };
        }
        else
        {
            _phases.Add(new PhaseResult(interval.Phase, interval.Offset, interval.Length, settled, failed));
        }
    }
}
