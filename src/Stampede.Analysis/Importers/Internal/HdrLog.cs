using System.Globalization;
using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>The lines of a histogram log: comments that tell the start, a header, and <c>[Tag=x,]start,length,max,histogram</c>.</summary>
internal sealed class HdrLog
{
    /// <summary>Of more intervals than this, two at a time become one.</summary>
    private const int MostIntervals = 4_096;

    private const int MostTags = 2_000;
    private const double Year = 365 * 86_400.0;

    private readonly SortedList<double, HdrInterval> _intervals = [];
    private readonly HashSet<string> _tags = [];
    private readonly HashSet<double> _units = [];
    private double? _startTime;
    private double? _baseTime;
    private double _shortest;
    private bool _isFolded;
    private bool _isConverted;
    private long _tooLong;

    public bool HasHistograms => _intervals.Count > 0;

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is none of a histogram log.</exception>
    /// <exception cref="InvalidDataException">Its histogram cannot be read.</exception>
    /// <exception cref="OverflowException">Its values are too large.</exception>
    public void Read(string line)
    {
        if (line.StartsWith('#'))
        {
            _startTime ??= Comment(line, "StartTime:");
            _baseTime ??= Comment(line, "BaseTime:");
            return;
        }

        if (line.Length == 0 || line.StartsWith("\"StartTimestamp\"", StringComparison.Ordinal))
        {
            return;
        }

        var tag = "";
        if (line.StartsWith("Tag=", StringComparison.Ordinal) && line.IndexOf(',') is > 0 and var comma)
        {
            (tag, line) = (line[4..comma], line[(comma + 1)..]);
        }

        if (line.Split(',') is not [var start, var length, var max, var histogram])
        {
            throw new FormatException("a line of a histogram log is 'start,length,max,histogram', with 'Tag=name,' before it where it has a tag; this has other fields, or other separators than commas.");
        }

        Add(tag, Seconds(start), Seconds(length), Seconds(max), histogram.Trim());
    }

    /// <summary>Adds everything that was read to a run.</summary>
    public void AddTo(FigureRun run)
    {
        Notes(run);
        foreach (var (key, stats) in _intervals.Values.SelectMany(i => i.Requests))
        {
            if (run.Requests.TryGetValue(key, out var sum))
            {
                sum.Add(stats);
            }
            else
            {
                var copy = new RequestStats();
                copy.Add(stats);
                run.Add(key, copy);
            }
        }

        if (_intervals.Count == 0)
        {
            return;
        }

        // Without a base time, small times are since the start and large ones since 1970.
        var first = _intervals.Keys[0];
        var offset = _baseTime ?? (_startTime is { } told && first < told - Year ? told : 0);
        var start = offset + first;
        run.Started = start > Year && start < DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.UnixEpoch.AddSeconds(start) : null;
        run.Seconds = _intervals.Values.Max(i => i.End) - first;
        run.Intervals = Intervals(first);
        run.HasIntervalNames = true;
    }

    private List<IntervalSnapshot> Intervals(double first)
    {
        var intervals = new List<IntervalSnapshot>();
        for (var i = 0; i < _intervals.Count; i++)
        {
            var interval = _intervals.Values[i];
            var end = i + 1 < _intervals.Count ? Math.Min(interval.End, _intervals.Keys[i + 1]) : interval.End;
            intervals.Add(new IntervalSnapshot
            {
                Index = i,
                Offset = FigureRun.Time(Math.Min(interval.Start - first, Year * 100)),
                Length = FigureRun.Time(Math.Clamp(end - interval.Start, 1e-6, Year * 100)),
                Requests = interval.Requests,
                Classes = [],
            });
        }

        return intervals;
    }

    private void Notes(FigureRun run)
    {
        if (_units.Count > 1)
        {
            run.Note("UNITS-DIFFER", NoteSeverity.Warning, "Some lines are in another unit than others, judged by the largest value that each states: times may be wrong by powers of ten.");
        }
        else if (_units.Count == 1)
        {
            var unit = _units.First() switch { 1e3 => "milliseconds", 1 => "microseconds", _ => "nanoseconds" };
            run.Note("UNIT-ASSUMED", NoteSeverity.Note, $"The file does not say the unit of its values: they are taken as {unit}, as the largest of each line stands beside it in what should be milliseconds.");
        }

        if (_isConverted)
        {
            run.Note("HISTOGRAMS-CONVERTED", NoteSeverity.Note, "The histograms are of another unit or resolution than 1 µs with 3 digits: each value was taken as the middle of its bucket, which is within the precision of the file and 0.1 % more.");
        }

        if (_isFolded)
        {
            run.Note("INTERVALS-FOLDED", NoteSeverity.Note, "The file is large: some of its intervals were joined to longer ones. No value is lost by it.");
        }

        if (_tooLong > 0)
        {
            run.Note("TIMES-TOO-LONG", NoteSeverity.Warning, FormattableString.Invariant($"{_tooLong} response times were above one hour, and are counted as one hour."));
        }
    }

    private void Add(string tag, double start, double length, double max, string text)
    {
        var decoded = HistogramCodec.Decode(text);
        var key = Key(tag);
        var interval = Interval(start, start + length);
        if (!interval.Requests.TryGetValue(key, out var stats))
        {
            interval.Requests.Add(key, stats = new RequestStats());
        }

        if (decoded.Counts.Count == 0)
        {
            return;
        }

        var unit = Unit(decoded.Layout.High(decoded.Counts[^1].Index), max);
        _units.Add(unit);
        var histogram = decoded.Layout is { Lowest: 1, Digits: 3 } && unit == 1 ? Histogram.Decode(text) : Converted(decoded, unit);
        stats.ResponseTime.Add(histogram);
        stats.Settled += histogram.Count;
    }

    // Microseconds in a unit of the values, whose largest stands beside them in milliseconds.
    private static double Unit(long largest, double milliseconds) => milliseconds <= 0 ? 1e-3 : Math.Round(Math.Log10(largest / milliseconds)) switch
    {
        <= 1 => 1e3,
        <= 4 => 1,
        _ => 1e-3,
    };

    private Histogram Converted(DecodedHistogram decoded, double unit)
    {
        _isConverted = true;
        var histogram = new Histogram();
        foreach (var (index, count) in decoded.Counts)
        {
            var value = Math.Round(decoded.Layout.Median(index) * unit);
            _tooLong += value > Histogram.Largest ? count : 0;
            histogram.Record(value >= Histogram.Largest ? Histogram.Largest : (long)value, count);
        }

        return histogram;
    }

    private RequestKey Key(string tag)
    {
        if (tag.Length == 0)
        {
            return RequestKey.All;
        }

        if (!_tags.Contains(tag) && _tags.Count >= MostTags)
        {
            return RequestKey.Other;
        }

        _tags.Add(tag);
        return new RequestKey("", SecretMask.Url(tag));
    }

    // Lines of several tags belong to one interval, though their times differ a little.
    private HdrInterval Interval(double start, double end)
    {
        for (var i = _intervals.Count - 1; i >= 0 && i >= _intervals.Count - 8; i--)
        {
            var known = _intervals.Values[i];
            if (Math.Abs(start - known.Start) <= Math.Max(known.End - known.Start, _shortest) / 2)
            {
                known.End = Math.Max(known.End, end);
                return known;
            }
        }

        if (_intervals.TryGetValue(start, out var same))
        {
            same.End = Math.Max(same.End, end);
            return same;
        }

        if (_intervals.Count >= MostIntervals)
        {
            Fold();
        }

        var interval = new HdrInterval(start, end);
        _intervals.Add(start, interval);
        return interval;
    }

    private void Fold()
    {
        _isFolded = true;
        var old = _intervals.Values.ToArray();
        _intervals.Clear();
        for (var i = 0; i < old.Length; i += 2)
        {
            _intervals.Add(old[i].Start, old[i]);
            if (i + 1 < old.Length)
            {
                old[i].Add(old[i + 1]);
            }

            _shortest = Math.Max(_shortest, old[i].End - old[i].Start);
        }
    }

    private static double? Comment(string line, string name)
    {
        var at = line.IndexOf(name, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var text = line.AsSpan(at + name.Length).Trim();
        var end = text.IndexOfAny(" ,(]");
        return Seconds((end < 0 ? text : text[..end]).ToString());
    }

    private static double Seconds(string text) => double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1e12
        ? seconds : throw new FormatException($"'{text}' is no number of 0 or more.");
}
