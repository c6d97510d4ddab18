using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What the live view shows: the intervals added up. It copies what it needs, as intervals are not its own.</summary>
internal sealed class RunProgress
{
    /// <summary>Rates are those of the last five intervals.</summary>
    private const int RecentIntervals = 5;

    private readonly Queue<(double Seconds, List<(RequestKey Key, long Settled, long Failed)> Counts)> _recent = [];

    public RunProgress(RunStart start) => Start = start;

    public RunStart Start { get; }

    public TimeSpan Elapsed { get; private set; }

    public int Planned { get; private set; }

    /// <summary>How many users there are to be: of a constant load at its end, also while they are started, else by now. Null where arrivals decide.</summary>
    public int? Wanted => Start.Plan.Load switch
    {
        { Kind: "users" } load => Math.Max(load.Users, Planned),
        { Parts: { Count: > 0 } parts } when parts.All(p => p.IsOpen) => null,
        _ => Planned,
    };

    public int Running { get; private set; }

    public int Lost { get; private set; }

    /// <summary>The present phase. Counts are those of the warm-up while it lasts, then those of the steady phase; a cool-down adds nothing to them.</summary>
    public Phase Phase { get; private set; }

    public Dictionary<RequestKey, RequestProgress> Requests { get; } = [];

    public RequestProgress Total { get; private set; } = new();

    /// <summary>What became of the arrivals of all loads; null without such loads.</summary>
    public ArrivalSample? Arrivals { get; private set; }

    /// <summary>Failures and errors of users' code: text → occurrences.</summary>
    public Dictionary<string, long> Errors { get; } = [];

    /// <summary>Length of the recent time in seconds.</summary>
    public double RecentSeconds { get; private set; }

    public void Add(IntervalSnapshot interval)
    {
        if (Phase == Phase.WarmUp && interval.Phase != Phase.WarmUp)
        {
            Reset();
        }

        Phase = interval.Phase;
        Elapsed = interval.Offset + interval.Length;
        (Planned, Running, Lost) = (interval.Classes.Sum(c => c.Planned), interval.Classes.Sum(c => c.Running), interval.Classes.Sum(c => c.Lost));
        var counts = new List<(RequestKey, long, long)>();
        AddArrivals(interval.Arrivals);
        foreach (var (key, stats) in interval.Requests)
        {
            counts.Add((key, stats.Settled, stats.Failed));
            if (Phase == Phase.CoolDown)
            {
                continue;
            }

            if (!Requests.TryGetValue(key, out var request))
            {
                Requests[key] = request = new RequestProgress();
            }

            request.Add(stats);
            Total.Add(stats);
        }

        if (Phase != Phase.CoolDown)
        {
            AddErrors(interval);
        }

        AddRecent(interval.Length.TotalSeconds, counts);
    }

    private void Reset()
    {
        Requests.Clear();
        Errors.Clear();
        _recent.Clear();
        Total = new RequestProgress();
        Arrivals = null;
    }

    private void AddErrors(IntervalSnapshot interval)
    {
        foreach (var failure in interval.Failures)
        {
            Count($"{failure.Key.Request}: {failure.Key.Text}", failure.Stats.Count);
        }

        foreach (var error in interval.UserErrors)
        {
            Count($"{error.Class}.{error.Where} threw {error.Type}: {error.Message}", error.Count);
        }
    }

    private void AddArrivals(IReadOnlyList<ArrivalSample> samples)
    {
        if (samples.Count == 0)
        {
            return;
        }

        var counts = Phase != Phase.CoolDown;
        Arrivals = new ArrivalSample
        {
            Load = "",
            Scheduled = (Arrivals?.Scheduled ?? 0) + (counts ? samples.Sum(a => a.Scheduled) : 0),
            Started = (Arrivals?.Started ?? 0) + (counts ? samples.Sum(a => a.Started) : 0),
            Late = (Arrivals?.Late ?? 0) + (counts ? samples.Sum(a => a.Late) : 0),
            Dropped = (Arrivals?.Dropped ?? 0) + (counts ? samples.Sum(a => a.Dropped) : 0),
            InFlight = samples.Sum(a => a.InFlight),
        };
    }

    private void Count(string error, long count) => Errors[error] = Errors.GetValueOrDefault(error) + count;

    private void AddRecent(double seconds, List<(RequestKey Key, long Settled, long Failed)> counts)
    {
        _recent.Enqueue((seconds, counts));
        if (_recent.Count > RecentIntervals)
        {
            _recent.Dequeue();
        }

        RecentSeconds = _recent.Sum(r => r.Seconds);
        Total.Recent = default;
        foreach (var request in Requests.Values)
        {
            request.Recent = default;
        }

        foreach (var (key, settled, failed) in _recent.SelectMany(r => r.Counts))
        {
            if (Requests.TryGetValue(key, out var request))
            {
                request.Recent = (request.Recent.Settled + settled, request.Recent.Failed + failed);
            }

            Total.Recent = (Total.Recent.Settled + settled, Total.Recent.Failed + failed);
        }
    }
}
