using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads what Locust writes with <c>--json</c>: a list with an object per name, failed requests included in all times. Its distribution is rounded to two
/// digits, so it gives the percentiles that Locust itself would print, held within the exact smallest and largest time, and no histogram.
/// </summary>
public sealed class LocustJsonImporter : IResultImporter
{
    /// <inheritdoc />
    public string Name => "locust-json";

    /// <inheritdoc />
    public string Format => "Locust --json";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.FirstLine.StartsWith('[')
        && head.Lines.Take(40).Any(l => l.Contains("\"num_none_requests\"", StringComparison.Ordinal) || l.Contains("\"num_reqs_per_sec\"", StringComparison.Ordinal));

    /// <inheritdoc />
    public ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default) => JsonFile.Read(path, root => Read(path, root), cancellationToken);

    private RunResult Read(string path, JsonPart root)
    {
        var run = new FigureRun(this, path);
        var seconds = new LocustSeconds();
        var all = new SortedDictionary<long, long>();
        var (total, sum) = (new RequestStats(), 0.0);
        var (start, end) = (double.MaxValue, double.MinValue);
        foreach (var entry in root.Elements())
        {
            var key = new RequestKey(entry.Find("method") is { IsNull: false } method ? method.Text() : "", entry["name"].Text());
            if (LocustNames.IsTotal(key))
            {
                continue; // Locust writes none, but tools that write Locust's JSON may
            }

            var times = LocustTimes.Of(entry);
            var stats = times.Stats(entry);
            total.Add(stats);
            foreach (var (time, count) in times.Counts)
            {
                all[time] = all.GetValueOrDefault(time) + count;
            }

            sum += times.Sum ?? double.NaN;
            run.Add(key, stats);
            seconds.Add(key, entry);
            start = Math.Min(start, entry.Number("start_time") ?? double.MaxValue);
            end = Math.Max(end, entry.Number("last_request_timestamp") ?? double.MinValue);
        }

        total.Reported = new LocustTimes(all, sum, total.Reported?.Minimum, total.Reported?.Maximum).Reported(total.Settled);
        run.Total = total;
        if (start < end && end < DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            run.Started = DateTimeOffset.UnixEpoch.AddSeconds(start);
            run.Seconds = end - start;
            run.Intervals = seconds.Intervals(start, end);
            run.HasIntervalNames = run.Intervals.Count > 0;
        }

        run.Note("TIMES-ROUNDED", NoteSeverity.Note, "Locust keeps its distribution rounded to two digits: percentiles are as exact as that; mean, smallest and largest time are exact.");
        return run.Result(UnknownParts.Statuses | UnknownParts.Bytes);
    }
}
