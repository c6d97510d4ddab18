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

    public int Running { get; private set; }

    public int Lost { get; private set; }

    public Dictionary<RequestKey, RequestProgress> Requests { get; } = [];

    public RequestProgress Total { get; } = new();

    /// <summary>Failures and errors of users' code: text → occurrences.</summary>
    public Dictionary<string, long> Errors { get; } = [];

    /// <summary>Length of the recent time in seconds.</summary>
    public double RecentSeconds { get; private set; }

    public void Add(IntervalSnapshot interval)
    {
        Elapsed = interval.Offset + interval.Length;
        (Planned, Running, Lost) = (interval.Classes.Sum(c => c.Planned), interval.Classes.Sum(c => c.Running), interval.Classes.Sum(c => c.Lost));
        var counts = new List<(RequestKey, long, long)>();
        foreach (var (key, stats) in interval.Requests)
        {
            if (!Requests.TryGetValue(key, out var request))
            {
                Requests[key] = request = new RequestProgress();
            }

            request.Add(stats);
            Total.Add(stats);
            counts.Add((key, stats.Settled, stats.Failed));
        }

        foreach (var failure in interval.Failures)
        {
            Count($"{failure.Key.Request}: {failure.Key.Text}", failure.Stats.Count);
        }

        foreach (var error in interval.UserErrors)
        {
            Count($"{error.Class}.{error.Where} threw {error.Type}: {error.Message}", error.Count);
        }

        AddRecent(interval.Length.TotalSeconds, counts);
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
            var request = Requests[key];
            request.Recent = (request.Recent.Settled + settled, request.Recent.Failed + failed);
            Total.Recent = (Total.Recent.Settled + settled, Total.Recent.Failed + failed);
        }
    }
}
