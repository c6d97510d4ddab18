using System.Globalization;
using System.Text.Json;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The figures of one name, of all, or of one interval in report.json. What is unknown is absent.</summary>
internal static class JsonFigures
{
    private static readonly double[] OfIntervals = [50, 95, 99];

    /// <summary>The members of an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, RunResult result, RequestStats stats, bool withIntervals = false)
    {
        json.WriteNumber("settled", stats.Settled);
        var knowsFailed = result.Knows(UnknownParts.Outcomes);
        if (knowsFailed)
        {
            json.WriteNumber("failed", stats.Failed);
            json.WriteIfKnown("failureRate", stats.Settled > 0 ? (double)stats.Failed / stats.Settled : (double?)null);
        }

        json.WriteIfKnown("requestsPerSecond", ReportText.PerSecond(result, stats.Settled));
        json.WriteIfKnown("failuresPerSecond", knowsFailed ? ReportText.PerSecond(result, stats.Failed) : null);
        WriteTimes(json, stats, TimeFigures.Percentiles);
        if (withIntervals)
        {
            WriteConfidence(json, stats);
        }

        if (result.Knows(UnknownParts.Statuses))
        {
            json.WriteNumber("accepted", stats.Accepted);
            json.WriteStartObject("statuses");
            foreach (var (status, count) in stats.Statuses)
            {
                json.WriteNumber(status.ToString(CultureInfo.InvariantCulture), count);
            }

            json.WriteEndObject();
        }

        if (result.Knows(UnknownParts.Bytes))
        {
            json.WriteNumber("bytesSent", stats.BytesSent);
            json.WriteNumber("bytesReceived", stats.BytesReceived);
        }

        if (result.Knows(UnknownParts.Bodies))
        {
            json.WriteNumber("bodyBytes", stats.BodyBytes);
        }
    }

    /// <summary>One interval, all names together.</summary>
    public static void Write(Utf8JsonWriter json, RunResult result, IntervalSnapshot interval)
    {
        var total = new RequestStats();
        foreach (var stats in interval.Requests.Values)
        {
            total.Add(stats);
        }

        json.WriteStartObject();
        json.WriteSeconds("offsetSeconds", interval.Offset);
        json.WriteSeconds("lengthSeconds", interval.Length);
        json.WriteEnum("phase", interval.Phase);
        if (result.Knows(UnknownParts.Users))
        {
            json.WriteNumber("users", interval.Classes.Sum(c => c.Running));
        }

        json.WriteNumber("settled", total.Settled);
        if (result.Knows(UnknownParts.Outcomes))
        {
            json.WriteNumber("failed", total.Failed);
        }

        WriteTimes(json, total, OfIntervals);
        json.WriteEndObject();
        total.Clear();
    }

    private static void WriteTimes(Utf8JsonWriter json, RequestStats stats, IReadOnlyList<double> percentiles)
    {
        var times = new TimeFigures(stats);
        if (times.Count == 0)
        {
            return;
        }

        json.WriteStartObject("responseTimeUs");
        json.WriteNumber("count", times.Count);
        json.WriteBoolean("includesFailures", stats.Reported?.IncludesFailures ?? false);
        json.WriteIfKnown("mean", times.Mean);
        json.WriteIfKnown("min", times.Minimum);
        foreach (var percentile in percentiles)
        {
            json.WriteIfKnown(SummaryText.PercentileName(percentile), times.Percentile(percentile));
        }

        json.WriteIfKnown("max", times.Maximum);
        json.WriteEndObject();
    }

    private static void WriteConfidence(Utf8JsonWriter json, RequestStats stats)
    {
        var times = new TimeFigures(stats);
        if (times.Count == 0 || stats.Reported is not null)
        {
            return;
        }

        json.WriteStartObject("confidence95Us");
        foreach (var percentile in TimeFigures.Percentiles)
        {
            var (low, high) = times.Interval(percentile);
            json.WriteStartObject(SummaryText.PercentileName(percentile));
            json.WriteIfKnown("low", low);
            json.WriteIfKnown("high", high);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
