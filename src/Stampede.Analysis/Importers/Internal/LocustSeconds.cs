using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>Requests and failures per second, as Locust's JSON tells them; no times.</summary>
internal sealed class LocustSeconds
{
    private readonly SortedDictionary<long, Dictionary<RequestKey, RequestStats>> _seconds = [];

    public void Add(RequestKey key, JsonPart entry)
    {
        key = key with { Name = SecretMask.Url(key.Name) };
        foreach (var (second, count) in Counts(entry, "num_reqs_per_sec"))
        {
            Stats(second, key).Settled += count;
        }

        foreach (var (second, count) in Counts(entry, "num_fail_per_sec"))
        {
            Stats(second, key).Failed += count;
        }
    }

    /// <summary>The seconds between two instants, in seconds since 1970, that have requests; their places are those in time.</summary>
    public IReadOnlyList<IntervalSnapshot> Intervals(double start, double end)
    {
        var intervals = new List<IntervalSnapshot>();
        foreach (var (second, requests) in _seconds)
        {
            var from = Math.Max(second, start);
            var to = Math.Min(second + 1, end);
            if (to <= from)
            {
                to = from + 1e-6; // what lies on the very end
            }

            foreach (var stats in requests.Values)
            {
                if (stats.Failed > stats.Settled)
                {
                    throw new FormatException($"second {second} has {stats.Failed} failures of {stats.Settled} requests, which cannot be.");
                }

                stats.Reported = new ReportedTimes { Count = stats.Settled, IncludesFailures = true };
            }

            intervals.Add(new IntervalSnapshot
            {
                Index = intervals.Count,
                Offset = FigureRun.Time(from - start),
                Length = FigureRun.Time(to - from),
                Requests = requests,
                Classes = [],
            });
        }

        return intervals;
    }

    private static IEnumerable<(long Second, long Count)> Counts(JsonPart entry, string member)
    {
        foreach (var second in entry.Members(member))
        {
            if (!long.TryParse(second.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var time) || time > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            {
                throw new FormatException($"\"{member}\" has '{second.Name}', which is no second since 1970.");
            }

            yield return (time, entry[member].Count(second.Name) ?? 0);
        }
    }

    private RequestStats Stats(long second, RequestKey key)
    {
        if (!_seconds.TryGetValue(second, out var requests))
        {
            _seconds.Add(second, requests = []);
        }

        if (!requests.TryGetValue(key, out var stats))
        {
            requests.Add(key, stats = new RequestStats());
        }

        return stats;
    }
}
