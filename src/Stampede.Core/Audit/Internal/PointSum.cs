using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>The point of a timeline that is being gathered.</summary>
internal sealed class PointSum
{
    private readonly RequestStats _stats = new();
    private readonly GeneratorWorst _generator = new();
    private TimeSpan _offset;
    private IntervalSnapshot? _last;
    private double? _medianSoFar;
    private long _iterations;
    private long _scheduled;
    private long _late;
    private long _dropped;

    /// <summary>Intervals in it.</summary>
    public int Count { get; private set; }

    /// <summary>Their phase.</summary>
    public Phase Phase { get; private set; }

    /// <summary>How long it is so far.</summary>
    public TimeSpan Length { get; private set; }

    public void Add(IntervalSnapshot interval)
    {
        if (Count++ == 0)
        {
            (_offset, Phase) = (interval.Offset, interval.Phase);
        }

        Length += interval.Length;
        foreach (var stats in interval.Requests.Values)
        {
            _stats.Add(stats);
            _medianSoFar = interval.Requests.Count == 1 ? stats.Reported?.MedianSoFar : null;
        }

        _iterations += interval.Classes.Sum(c => c.Iterations);
        foreach (var arrivals in interval.Arrivals)
        {
            (_scheduled, _late, _dropped) = (_scheduled + arrivals.Scheduled, _late + arrivals.Late, _dropped + arrivals.Dropped);
        }

        _generator.Add(interval.Generator, interval.Length);
        _last = interval;
    }

    /// <summary>The point; what follows is the next one.</summary>
    public AuditPoint Take()
    {
        var classes = _last!.Classes;
        var point = new AuditPoint
        {
            Offset = _offset,
            Length = Length,
            Phase = Phase,
            Settled = _stats.Settled,
            Failed = _stats.Failed,
            Statuses = _stats.Statuses.Count > 0 ? _stats.Statuses.ToDictionary() : null,
            Response = Times(_stats.ResponseTime) ?? Times(_stats.Reported),
            Failures = Times(_stats.FailedResponseTime),
            Service = _stats.ServiceTime is { } service ? Times(service) : null,
            MedianSoFar = _medianSoFar,
            Iterations = _iterations,
            Users = classes.Count > 0 ? classes.Sum(c => c.Running) : null,
            Planned = classes.Count > 0 ? classes.Sum(c => c.Planned) : null,
            UsersOfClasses = [.. classes.Select(c => c.Running)],
            Scheduled = _scheduled,
            Late = _late,
            Dropped = _dropped,
            InFlight = _last.Arrivals.Count > 0 ? _last.Arrivals.Sum(a => a.InFlight) : null,
            Generator = _generator.Take(),
        };
        _stats.Clear();
        (Count, Length, _iterations, _scheduled, _late, _dropped, _last, _medianSoFar) = (0, TimeSpan.Zero, 0, 0, 0, 0, null, null);
        return point;
    }

    private static AuditTimes? Times(Histogram times) => times.Count == 0
        ? null
        : new AuditTimes(times.Count, times.Mean, times.Percentile(50), times.Percentile(99), times.Max);

    private static AuditTimes? Times(ReportedTimes? times) => times is not { Count: > 0 }
        ? null
        : new AuditTimes(times.Count, times.Mean, times.Median ?? Percentile(times, 50), Percentile(times, 99), times.Maximum);

    private static double? Percentile(ReportedTimes times, double percentile) => times.Percentiles.TryGetValue(percentile, out var value) ? value : null;
}
