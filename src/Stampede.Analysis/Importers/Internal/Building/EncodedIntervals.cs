using System.Collections;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>The intervals of a large import: each is read from its compressed line whenever it is asked for, so that a day of them fits.</summary>
/// <param name="parts">Their places in time and their lines, in order; null where nothing happened.</param>
/// <param name="seconds">How long each is.</param>
/// <param name="start">The start of the run, in microseconds since 1970.</param>
/// <param name="end">Its end.</param>
/// <param name="classes">The user classes, in their order.</param>
/// <param name="loads">The loads whose arrivals are shown.</param>
internal sealed class EncodedIntervals(
    IReadOnlyList<(long Index, byte[]? Line)> parts, int seconds, long start, long end, IReadOnlyList<(string Name, UserSeries Users)> classes,
    IReadOnlySet<string> loads) : IReadOnlyList<IntervalSnapshot>
{
    private static readonly Dictionary<RequestKey, RequestStats> Nothing = [];

    public int Count => parts.Count;

    public IntervalSnapshot this[int index]
    {
        get
        {
            var (place, line) = parts[index];
            var length = seconds * 1_000_000L;

            // The first begins with the run, the last ends with it, and no interval is without any length.
            var from = Math.Max(place * length, start);
            var to = Math.Max(index == parts.Count - 1 ? Math.Max(end, place * length) : (place + 1) * length, from + 1);
            var read = line is null ? null : IntervalStore.Decode(line);
            return new IntervalSnapshot
            {
                Index = index,
                Offset = TimeSpan.FromMicroseconds(from - start),
                Length = TimeSpan.FromMicroseconds(to - from),
                Requests = read?.Requests ?? Nothing,
                Failures = read?.Failures ?? [],
                Checks = read?.Checks ?? new Dictionary<string, CheckStats>(),
                Transactions = read?.Transactions ?? new Dictionary<string, RequestStats>(),
                Metrics = read?.Metrics ?? new Dictionary<string, CustomMetricStats>(),
                Arrivals = [.. (read?.Arrivals ?? []).Where(a => loads.Contains(a.Load))],
                Classes = [.. classes.Select((c, i) => Class(c.Name, c.Users.At(to), read is not null && i < read.Classes.Count ? read.Classes[i].Iterations : 0))],
            };
        }
    }

    public IEnumerator<IntervalSnapshot> GetEnumerator()
    {
        for (var i = 0; i < parts.Count; i++)
        {
            yield return this[i];
        }
    }

    /// <summary>A class of which is known how many users run and how many iterations they did.</summary>
    public static UserClassSample Class(string name, int running, long iterations) =>
        new() { Name = name, Planned = running, Running = running, Lost = 0, Iterations = iterations, TasksStarted = [] };

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
