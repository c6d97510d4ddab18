using Stampede.Metrics;

namespace Stampede.Reporting;

/// <summary>
/// A request name's figures over time. A point's percentiles come from the merged histogram of all of its intervals; only the open point has
/// one, so a long run takes no more memory than a short one.
/// </summary>
internal sealed class TimesSeries
{
    private readonly Histogram _times = new();
    private readonly Histogram _service = new();
    private readonly bool _differs;
    private long _settled;
    private long _failed;
    private double? _reported;
    private long _reportedCount;

    /// <summary>Makes an empty one.</summary>
    /// <param name="differs">Whether service times differ from response times, and are kept.</param>
    public TimesSeries(bool differs) => _differs = differs;

    /// <summary>Settled requests per point.</summary>
    public List<long> Settled { get; } = [];

    /// <summary>Of those, the failed ones.</summary>
    public List<long> Failed { get; } = [];

    /// <summary>The points that have response times, by index.</summary>
    public List<int> Timed { get; } = [];

    /// <summary>Percentiles and maximum, a value per point that has response times: p50, p95, p99, max; with service times their p50 and p99.</summary>
    public List<long>[] Times { get; private set; } = [];

    /// <summary>
    /// Where an imported run has means in place of distributions: the mean per point, null where there is none. Empty where no point has one.
    /// </summary>
    public List<double?> Means { get; } = [];

    /// <summary>Coarse counts of the response times per point, where they are kept.</summary>
    public List<long[]>? Heat { get; init; }

    /// <summary>Adds what an interval has to the open point.</summary>
    public void Add(RequestStats stats)
    {
        _settled += stats.Settled;
        _failed += stats.Failed;
        _times.Add(stats.ResponseTime);
        if (stats.Reported is { Count: > 0, Mean: { } mean } reported)
        {
            _reported = (_reported ?? 0) + (mean * reported.Count);
            _reportedCount += reported.Count;
        }

        if (_differs)
        {
            _service.Add(stats.ServiceTime ?? stats.ResponseTime);
        }
    }

    /// <summary>Ends the open point. Points at which the name had no request are filled in.</summary>
    /// <param name="point">The open point's index.</param>
    public void Close(int point)
    {
        if (_settled == 0)
        {
            return;
        }

        Fill(point);
        Settled.Add(_settled);
        Failed.Add(_failed);
        Heat?.Add(LogBuckets.Counts(_times));
        if (_times.Count > 0)
        {
            Timed.Add(point);
            long[] values = [_times.Percentile(50), _times.Percentile(95), _times.Percentile(99), _times.Max,
                .. _differs ? new[] { _service.Percentile(50), _service.Percentile(99) } : []];
            if (Times.Length == 0)
            {
                Times = [.. values.Select(_ => new List<long>())];
            }

            for (var i = 0; i < values.Length; i++)
            {
                Times[i].Add(values[i]);
            }
        }

        if (_reported is not null)
        {
            while (Means.Count < point)
            {
                Means.Add(null);
            }

            Means.Add(_reported / _reportedCount);
        }

        (_settled, _failed, _reported, _reportedCount) = (0, 0, null, 0);
        _times.Clear();
        _service.Clear();
    }

    /// <summary>Brings it to a number of points.</summary>
    public void Fill(int points)
    {
        while (Settled.Count < points)
        {
            Settled.Add(0);
            Failed.Add(0);
            Heat?.Add([]);
        }

        while (Means.Count > 0 && Means.Count < points)
        {
            Means.Add(null);
        }
    }
}
