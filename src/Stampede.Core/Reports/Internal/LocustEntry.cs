using System.Globalization;
using Stampede.Metrics;

namespace Stampede.Reporting;

/// <summary>One row of the statistics, cumulative. Failed requests count in all times, as in Locust.</summary>
internal sealed class LocustEntry
{
    private readonly Histogram _times = new();
    private long _bodies;
    private string[]? _percentiles;

    public long Requests { get; private set; }

    public long Failures { get; private set; }

    /// <summary>Of an imported run what its file tells of times, in place of a distribution; else null.</summary>
    public ReportedTimes? Reported { get; set; }

    public void Add(RequestStats stats)
    {
        Requests += stats.Settled;
        Failures += stats.Failed;
        _bodies += stats.BodyBytes;
        _times.Add(stats.ResponseTime);
        _times.Add(stats.FailedResponseTime);
        Reported = ReportedTimes.Sum(Reported, stats.Reported);
        _percentiles = null;
    }

    public IReadOnlyList<string> Percentiles => Reported is { } reported ? Told(reported) : _percentiles ??= PercentilesOf(_times);

    /// <summary>Median, average, smallest, largest, average size: five columns of both files.</summary>
    public void AddTimes(CsvText csv)
    {
        if (Reported is { Count: > 0 } told)
        {
            csv.Add(Told(told.Median ?? Percentile(told, 50))).Add(Told(told.Mean)).Add(Told(told.Minimum)).Add(Told(told.Maximum));
            csv.Add(PythonNumber.Float((double)_bodies / Requests));
            return;
        }

        csv.Add(Median()).Add(PythonNumber.Float(_times.Count == 0 ? 0 : _times.Sum / 1000.0 / _times.Count));
        csv.Add(Time(_times.Min)).Add(Time(_times.Max));
        csv.Add(Requests == 0 ? "0" : PythonNumber.Float((double)_bodies / Requests));
    }

    /// <summary>Locust's ranks, with exact whole milliseconds in place of its two digits.</summary>
    public static string[] PercentilesOf(Histogram times)
    {
        if (times.Count == 0)
        {
            return LocustColumns.None;
        }

        var fields = new string[LocustColumns.Shares.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            var rank = Math.Min((long)(times.Count * LocustColumns.Shares[i]) + 1, times.Count);
            fields[i] = Whole(times.ValueAtRank(rank)).ToString(CultureInfo.InvariantCulture);
        }

        return fields;
    }

    private static string[] Told(ReportedTimes times) =>
        [.. LocustColumns.Shares.Select((share, i) => Percentile(times, Math.Round(share * 100, 6)) is { } value ? Whole((long)Math.Round(value)).ToString(CultureInfo.InvariantCulture) : LocustColumns.None[i])];

    private static double? Percentile(ReportedTimes times, double percentile) => times.Percentiles.TryGetValue(percentile, out var value) ? value : null;

    private static string Told(double? microseconds) => microseconds is { } known ? PythonNumber.Float(known / 1000.0) : "N/A";

    // The lower median as a whole number, unless that is outside of what was measured.
    private string Median()
    {
        if (_times.Count == 0)
        {
            return "0";
        }

        var median = Whole(_times.ValueAtRank(((_times.Count - 1) / 2) + 1));
        return median * 1000 > _times.Max ? Time(_times.Max)
            : median * 1000 < _times.Min ? Time(_times.Min)
            : median.ToString(CultureInfo.InvariantCulture);
    }

    private static long Whole(long microseconds) => (long)Math.Round(microseconds / 1000.0, MidpointRounding.ToEven);

    private static string Time(long microseconds) => microseconds == 0 ? "0" : PythonNumber.Float(microseconds / 1000.0);
}
