using System.Text.Json;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The tables of requests and transactions: a row per name, with what it opens into.</summary>
internal static class PageRows
{
    private static readonly string[] Columns =
    [
        "method", "name", "settled", "failed", "accepted", "times", "interval", "failedTimes", "serviceTimes", "firstByte", "connect", "tls",
        "statuses", "kinds", "sent", "received", "connections", "resent", "series", "shape",
    ];

    // Those with a confidence interval.
    private static readonly double[] Percentiles = [50, 95, 99, 99.9];

    private static readonly double[] Curve =
        [1, 5, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 97.5, 98, 99, 99.5, 99.8, 99.9, 99.95, 99.98, 99.99, 99.999, 99.9999];

    public static void Write(Utf8JsonWriter json, RunResult result, PageSeries series)
    {
        json.WriteStrings("columns", Columns);
        json.WriteStartArray("percentiles");
        foreach (var percentile in Percentiles)
        {
            json.WriteStartArray();
            json.WriteNumberValue(percentile);
            json.WriteNumberValue(PercentileInterval.FewestValues(percentile));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WritePropertyName("curve");
        json.WriteNumbers(Curve.Select(p => (double?)p));
        var intervals = new IntervalCache();
        json.WritePropertyName("total");
        WriteRow(json, new RequestKey("", "Total"), result.Total(), null, intervals, hasShape: true);
        json.WriteStartArray("requests");
        foreach (var (key, stats) in SummaryText.Ordered(result.Requests))
        {
            var charted = series.Requests.GetValueOrDefault(key);
            WriteRow(json, key with { Name = SecretMask.Url(key.Name) }, stats, charted, intervals, charted is not null);
        }

        json.WriteEndArray();
        json.WriteStartArray("transactions");
        foreach (var (name, stats) in result.Transactions.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var charted = series.Transactions.GetValueOrDefault(name);
            WriteRow(json, new RequestKey("", SecretMask.Url(name)), stats, charted, intervals, charted is not null);
        }

        json.WriteEndArray();
    }

    /// <summary>Settled, failed, the points that have times (empty: all that have successes), then the times of these points.</summary>
    public static void WriteSeries(Utf8JsonWriter json, TimesSeries series)
    {
        json.WriteStartArray();
        json.WriteNumbers(series.Settled);
        json.WriteNumbers(series.Failed);
        var successes = Enumerable.Range(0, series.Settled.Count).Where(i => series.Settled[i] > series.Failed[i]);
        json.WriteNumbers(series.Timed.SequenceEqual(successes) ? [] : series.Timed.Select(i => (long)i));
        foreach (var column in series.Times)
        {
            json.WriteNumbers(column);
        }

        json.WriteEndArray();
    }

    /// <summary>n, sum, min, p50, p95, p99, p99.9, max; null without values. One of them is null where an imported file does not tell it.</summary>
    public static void WriteTimes(Utf8JsonWriter json, Histogram? times)
    {
        if (times is not { Count: > 0 })
        {
            json.WriteNullValue();
            return;
        }

        json.WriteNumbers([times.Count, times.Sum, times.Min, .. Percentiles.Select(times.Percentile), times.Max]);
    }

    // Of an imported run what its file tells: sums and percentiles that it lacks are null.
    private static void WriteTimes(Utf8JsonWriter json, RequestStats stats)
    {
        var times = new TimeFigures(stats);
        if (stats.Reported is null || times.Count == 0)
        {
            WriteTimes(json, stats.ResponseTime);
            return;
        }

        json.WriteNumbers([times.Count, times.Mean * times.Count, times.Minimum, .. Percentiles.Select(times.Percentile), times.Maximum]);
    }

    private static void WriteRow(
        Utf8JsonWriter json, RequestKey key, RequestStats stats, TimesSeries? series, IntervalCache intervals, bool hasShape)
    {
        json.WriteStartArray();
        json.WriteStringValue(key.Method);
        json.WriteStringValue(key.Name);
        json.WriteNumberValue(stats.Settled);
        json.WriteNumberValue(stats.Failed);
        json.WriteNumberValue(stats.Accepted);
        WriteTimes(json, stats);
        WriteIntervals(json, stats.ResponseTime, intervals);
        WriteTimes(json, stats.FailedResponseTime);
        WriteTimes(json, stats.ServiceTime);
        WriteTimes(json, stats.FirstByte);
        WriteTimes(json, stats.Connect);
        WriteTimes(json, stats.Tls);
        json.WriteNumbers(stats.Statuses.SelectMany(s => new[] { s.Key, s.Value }));
        json.WriteStartArray();
        foreach (var (kind, count) in stats.FailureKinds)
        {
            json.WriteStringValue(kind.ToString());
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.WriteNumberValue(stats.BytesSent);
        json.WriteNumberValue(stats.BytesReceived);
        json.WriteNumberValue(stats.ConnectionsOpened);
        json.WriteNumberValue(stats.Resent);
        if (series is null)
        {
            json.WriteNullValue();
        }
        else
        {
            WriteSeries(json, series);
        }

        WriteShape(json, hasShape ? stats.ResponseTime : null);
        json.WriteEndArray();
    }

    // Lower and upper end per percentile.
    private static void WriteIntervals(Utf8JsonWriter json, Histogram times, IntervalCache intervals)
    {
        if (times.Count == 0)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        foreach (var percentile in Percentiles)
        {
            var ranks = intervals.Of(times.Count, percentile);
            json.WriteNumberOrNull(ranks.Lower is { } lower ? times.ValueAtRank(lower) : null);
            json.WriteNumberOrNull(ranks.Upper is { } upper ? times.ValueAtRank(upper) : null);
        }

        json.WriteEndArray();
    }

    // The curve as far as there are values for it, then the coarse counts.
    private static void WriteShape(Utf8JsonWriter json, Histogram? times)
    {
        if (times is not { Count: > 0 })
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        json.WriteNumbers(Curve.Where(p => times.Count * (100 - p) / 100 >= 1 || p <= 50).Select(times.Percentile));
        json.WriteNumbers(LogBuckets.Counts(times));
        json.WriteEndArray();
    }

    // Many rows have the same count; a binomial distribution is not cheap.
    private sealed class IntervalCache
    {
        private readonly Dictionary<(long, double), PercentileInterval> _known = [];

        public PercentileInterval Of(long count, double percentile)
        {
            if (!_known.TryGetValue((count, percentile), out var interval))
            {
                _known.Add((count, percentile), interval = PercentileInterval.Of(count, percentile));
            }

            return interval;
        }
    }
}
