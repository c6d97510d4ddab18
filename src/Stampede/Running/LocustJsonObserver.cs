using System.Globalization;
using System.Text.Json;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>The statistics as Locust's <c>--json</c> prints them: failed requests count in all figures, times are in milliseconds.</summary>
internal sealed class LocustJsonObserver : IRunObserver
{
    private readonly Dictionary<RequestKey, SortedDictionary<long, (long Settled, long Failed)>> _seconds = [];
    private DateTimeOffset _started;
    private DateTimeOffset? _counted;
    private RunResult? _result;

    /// <inheritdoc />
    public ValueTask Started(RunStart start, CancellationToken cancellationToken)
    {
        _started = start.Started;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken)
    {
        if (interval.Phase != Phase.Steady)
        {
            return ValueTask.CompletedTask; // as if statistics had been reset
        }

        _counted ??= _started + interval.Offset;
        var second = (_started + interval.Offset).ToUnixTimeSeconds();
        foreach (var (key, stats) in interval.Requests)
        {
            if (!_seconds.TryGetValue(key, out var seconds))
            {
                _seconds[key] = seconds = [];
            }

            var (settled, failed) = seconds.GetValueOrDefault(second);
            seconds[second] = (settled + stats.Settled, failed + stats.Failed);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask Ended(RunResult result, CancellationToken cancellationToken)
    {
        _result = result;
        return ValueTask.CompletedTask;
    }

    /// <summary>The JSON, without a line end after it.</summary>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, IndentSize = 4, NewLine = "\n" }))
        {
            json.WriteStartArray();
            foreach (var (key, stats) in SummaryText.Ordered(_result?.Requests ?? new Dictionary<RequestKey, RequestStats>()))
            {
                WriteEntry(json, key, stats);
            }

            json.WriteEndArray();
        }

        return stream.ToArray();
    }

    /// <summary>Locust's buckets, in milliseconds: two significant digits, halves to the even neighbour.</summary>
    public static long Bucket(double milliseconds)
    {
        var step = milliseconds switch { < 100 => 1, < 1_000 => 10, < 10_000 => 100, _ => 1_000 };
        return (long)Math.Round(milliseconds / step, MidpointRounding.ToEven) * step;
    }

    private void WriteEntry(Utf8JsonWriter json, RequestKey key, RequestStats stats)
    {
        var times = stats.ResponseTime.Copy();
        times.Add(stats.FailedResponseTime);
        var seconds = _seconds.GetValueOrDefault(key) ?? [];
        json.WriteStartObject();
        json.WriteString("name", key.Name);
        json.WriteString("method", key.Method);
        json.WriteNumber("last_request_timestamp", seconds.Count == 0 ? 0 : seconds.Keys.Last() + 1);
        json.WriteNumber("start_time", (_counted ?? _started).ToUnixTimeMilliseconds() / 1e3);
        json.WriteNumber("num_requests", stats.Settled);
        json.WriteNumber("num_none_requests", 0);
        json.WriteNumber("num_failures", stats.Failed);
        json.WriteNumber("total_response_time", times.Sum / 1e3);
        json.WriteNumber("max_response_time", times.Max / 1e3);
        json.WriteNumber("min_response_time", times.Min / 1e3);
        json.WriteNumber("total_content_length", stats.BodyBytes);
        WriteCounts(json, "response_times", Buckets(times));
        WriteCounts(json, "num_reqs_per_sec", seconds.Select(s => (s.Key, s.Value.Settled)));
        WriteCounts(json, "num_fail_per_sec", seconds.Select(s => (s.Key, s.Value.Failed)));
        json.WriteEndObject();
    }

    private static IEnumerable<(long, long)> Buckets(Histogram times) =>
        times.Buckets.GroupBy(b => Bucket((b.Low + b.High) / 2_000.0)).Select(g => (g.Key, g.Sum(b => b.Count)));

    private static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<(long Key, long Count)> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts.Where(c => c.Count > 0))
        {
            json.WriteNumber(key.ToString(CultureInfo.InvariantCulture), count);
        }

        json.WriteEndObject();
    }
}
