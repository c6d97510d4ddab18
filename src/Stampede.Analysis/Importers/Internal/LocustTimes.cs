using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>Times of Locust's JSON, in milliseconds: a rounded distribution, and exact sum, smallest and largest.</summary>
internal sealed record LocustTimes(SortedDictionary<long, long> Counts, double? Sum, double? MinimumMicroseconds, double? MaximumMicroseconds)
{
    private const double Milliseconds = 1_000;

    /// <summary>The percentiles of Locust's own tables.</summary>
    private static readonly double[] Shown = [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99];

    public static LocustTimes Of(JsonPart entry)
    {
        var counts = new SortedDictionary<long, long>();
        foreach (var bucket in entry.Members("response_times"))
        {
            if (!double.TryParse(bucket.Name, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var time) || time is < 0 or > 1e12)
            {
                throw new FormatException($"\"response_times\" has '{bucket.Name}', which is no time in milliseconds.");
            }

            counts[(long)time] = counts.GetValueOrDefault((long)time) + (entry["response_times"].Count(bucket.Name) ?? 0);
        }

        return new LocustTimes(counts, entry.Number("total_response_time"), entry.Number("min_response_time") * Milliseconds, entry.Number("max_response_time") * Milliseconds);
    }

    /// <summary>The figures of an entry.</summary>
    public RequestStats Stats(JsonPart entry)
    {
        var requests = entry.Count("num_requests") ?? throw new FormatException("\"num_requests\" is missing.");
        return new RequestStats
        {
            Settled = requests,
            Failed = entry.Count("num_failures") ?? 0,
            BodyBytes = entry.Count("total_content_length") ?? 0,
            Reported = Reported(requests - Math.Min(entry.Count("num_none_requests") ?? 0, requests)),
        };
    }

    /// <summary>The figures as times of so many requests.</summary>
    public ReportedTimes Reported(long count) => new()
    {
        Count = count,
        IncludesFailures = true,
        Mean = count == 0 || Sum is not { } sum || double.IsNaN(sum) ? null : sum * Milliseconds / count,
        Minimum = count == 0 ? null : MinimumMicroseconds,
        Maximum = count == 0 ? null : MaximumMicroseconds,
        Percentiles = Percentiles(),
    };

    // As Locust: the value at place ⌊n × p⌋ of the sorted ones, from 0.
    private Dictionary<double, double> Percentiles()
    {
        var percentiles = new Dictionary<double, double>();
        var total = Counts.Values.Sum();
        foreach (var percentile in total == 0 ? [] : Shown)
        {
            var (place, before) = (Math.Min((long)(total * (percentile / 100)), total - 1), 0L);
            foreach (var (time, count) in Counts)
            {
                before += count;
                if (before > place)
                {
                    percentiles[percentile] = Math.Max(MinimumMicroseconds ?? 0, Math.Min(time * Milliseconds, MaximumMicroseconds ?? double.MaxValue));
                    break;
                }
            }
        }

        return percentiles;
    }
}
