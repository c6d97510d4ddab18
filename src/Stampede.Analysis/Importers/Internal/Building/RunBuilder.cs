using System.Runtime.InteropServices;
using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Makes a run of rows that hold a request each, in one pass and bounded memory: seconds are kept compressed once rows have gone on (<see cref="IntervalStore"/>).
/// Rows may come in any order; the nearer to that of time, the faster. Instants are microseconds since 1970, times microseconds.
/// </summary>
/// <param name="limit">Bytes that finished seconds may take before they are folded into longer intervals; default 32 MB.</param>
internal sealed class RunBuilder(long limit = 32 << 20)
{
    /// <summary>So many seconds are open at once for rows that come late.</summary>
    private const int MostOpen = 16;

    /// <summary>So many names in all of them together.</summary>
    private const int MostOpenNames = 2_048;

    private const int MostKnownNames = 20_000;

    private static readonly long Earliest = Micros(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private static readonly long Latest = Micros(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly MetricsRecorder _recorder = new(new MetricsLimits());
    private readonly IntervalStore _store = new(limit);
    private readonly IntervalSum _totals = new();
    private readonly Dictionary<long, OpenBucket> _open = [];
    private readonly Stack<OpenBucket> _free = new();
    private readonly Dictionary<(string Method, string Name), int> _known = [];
    private readonly List<(string Name, UserSeries Users)> _classes = [];
    private readonly HashSet<string> _openLoads = new(StringComparer.Ordinal);
    private readonly List<(long First, long Last)> _failureTimes = [];
    private OpenBucket? _current;
    private long _currentFrom;
    private long _currentTo;
    private long _touches;
    private long _openNames;
    private long _start = long.MaxValue;
    private long _end = long.MinValue;
    private long _tooLong;
    private bool _hasUsers;

    /// <summary>Requests so far.</summary>
    public long Requests { get; private set; }

    /// <summary>Whether an instant can be one: of this century. Nothing else may be given to this builder.</summary>
    public static bool IsInstant(long at) => at >= Earliest && at < Latest;

    /// <summary>An instant in microseconds since 1970.</summary>
    public static long Micros(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The number that a request's name stands for: of those beyond 2,000 that of "(other)". Secrets in it are masked.</summary>
    public int RequestId(string method, string name)
    {
        if (_known.TryGetValue((method, name), out var id))
        {
            return id;
        }

        id = _recorder.RequestId(method, SecretMask.Url(name));
        if (_known.Count < MostKnownNames)
        {
            _known.Add((method, name), id);
        }

        return id;
    }

    /// <summary>Counts a request, in the second in which it ended.</summary>
    public void Add(in RequestRow row)
    {
        var sample = new RequestSample
        {
            RequestId = row.Request,
            FailureId = row.Failure == FailureKind.None ? -1 : _recorder.FailureId(row.Request, row.Failure, row.Text ?? Text(row.Failure, row.Status)),
            ResponseTime = row.Elapsed,
            ServiceTime = row.Elapsed,
            FirstByte = row.FirstByte,
            Connect = row.Connect,
            Tls = row.Tls,
            Status = row.Status,
            Sent = row.Sent,
            Received = row.Received,
            Body = row.Body,
            Accepted = row.Failure == FailureKind.None && row.Status >= 400,
            Opened = row.Opened,
        };
        Requests++;
        if (row.Elapsed > Histogram.Largest)
        {
            _tooLong++;
        }

        Seen(row.End - row.Elapsed);
        var shard = Bucket(row.End).Shard;
        var names = shard.Requests.Length;
        shard.Request(row.Request).Record(in sample);
        _openNames += shard.Requests.Length - names;
        if (sample.FailureId >= 0)
        {
            shard.Failures.Add(sample.FailureId);
            Failed(sample.FailureId, row.End);
        }
    }

    /// <summary>Counts a transaction, whose requests are counted as well.</summary>
    /// <param name="name">Its name; of one within another both: <c>checkout / pay</c>.</param>
    /// <param name="end">When it ended.</param>
    /// <param name="elapsed">What it took.</param>
    /// <param name="failed">Whether it failed.</param>
    public void Transaction(string name, long end, long elapsed, bool failed)
    {
        Seen(end - elapsed);
        var sample = new RequestSample
        {
            FailureId = failed ? 0 : -1,
            ResponseTime = elapsed,
            ServiceTime = elapsed,
            FirstByte = -1,
            Connect = -1,
            Tls = -1,
            Status = RequestSample.NoStatus,
        };
        Bucket(end).Shard.Transaction(_recorder.TransactionId(TransactionNames.None, name)).Record(in sample);
    }

    /// <summary>Counts a check.</summary>
    public void Check(string name, long at, bool passed)
    {
        var shard = Bucket(at).Shard;
        (passed ? shard.ChecksPassed : shard.ChecksFailed).Add(_recorder.CheckId(name));
    }

    /// <summary>The number that a metric of the test's own stands for.</summary>
    /// <exception cref="InvalidOperationException">The name is that of a metric of another kind.</exception>
    public int MetricId(CustomMetricKind kind, string name) => _recorder.MetricId(kind, name);

    /// <summary>Takes a sample of a metric of the test's own; of a rate 1 for true and 0 for false.</summary>
    public void Metric(int id, CustomMetricKind kind, long at, double value)
    {
        if (kind == CustomMetricKind.Trend && value > CustomMetricStats.LargestTrend)
        {
            _recorder.ClampedTrend(id);
        }

        Bucket(at).Shard.Metric(id).Record(kind, value);
    }

    /// <summary>Counts iterations that ended.</summary>
    public void Iterations(string userClass, long at, long count = 1) => Bucket(at).Shard.IterationsDone.Add(Class(userClass), count);

    /// <summary>Says how many users of a class are running from an instant on.</summary>
    public void Users(string userClass, long at, int running)
    {
        _hasUsers = true;
        Seen(at);
        _classes[Class(userClass)].Users.Add(at, running);
    }

    /// <summary>Counts arrivals of a load, which is one of the open model if any was dropped; of another nothing is kept.</summary>
    public void Arrivals(string load, long at, long started, long dropped)
    {
        if (dropped > 0)
        {
            _openLoads.Add(load);
        }

        Bucket(at).Arrive(load, started, dropped);
    }

    /// <summary>Says that the run was going on at an instant.</summary>
    public void Seen(long at)
    {
        _start = Math.Min(_start, at);
        _end = Math.Max(_end, at);
    }

    /// <summary>The run of all that was given. The builder is done with then.</summary>
    public RunResult Result(RunFacts facts)
    {
        foreach (var bucket in _open.Values.ToArray())
        {
            Close(bucket);
        }

        var isKnown = _start <= _end;
        var start = facts.Started is { } told ? Micros(told) : isKnown ? _start : 0;
        var end = facts.Duration is { } length ? Math.Max(start + (long)length.TotalMicroseconds, _end) : isKnown ? _end : start;
        var parts = _store.Finish(start, end);
        var intervals = new EncodedIntervals(parts, _store.Seconds, start, end, _classes, _openLoads);
        return new RunResult
        {
            Plan = ImportedPlan.Of(facts.Name, _classes.Sum(c => c.Users.Highest), facts.Host),
            Imported = new ImportedRun
            {
                Format = facts.Format,
                Files = facts.Files,
                Unknown = facts.Unknown
                    | (_hasUsers ? 0 : UnknownParts.Users)
                    | (isKnown || facts.Started is not null ? 0 : UnknownParts.Started)
                    | (isKnown || facts.Duration is not null ? 0 : UnknownParts.Duration),
            },
            Started = DateTimeOffset.UnixEpoch.AddMicroseconds(start),
            Duration = facts.Duration ?? TimeSpan.FromMicroseconds(end - start),
            Ending = RunEnding.Completed,
            Requests = _totals.Requests,
            Transactions = _totals.Transactions,
            Metrics = _totals.Metrics,
            Arrivals = [.. _totals.Arrivals.Where(a => _openLoads.Contains(a.Load))],
            Failures = Failures(),
            Checks = _totals.Checks,
            UserErrors = [],
            Classes = [.. _classes.Select((c, i) => EncodedIntervals.Class(c.Name, c.Users.At(end), i < _totals.Classes.Count ? _totals.Classes[i].Iterations : 0))],
            Intervals = intervals,
            Notes = [.. facts.Notes, .. BuilderNotes.Of(_recorder, _store.Seconds, parts, Requests, _tooLong)],
        };
    }

    private static string Text(FailureKind kind, int status) => kind == FailureKind.Status && status > 0 ? StatusText.Of(status) : "failed, and the file does not say why";

    private OpenBucket Bucket(long at)
    {
        if (at >= _currentFrom && at < _currentTo)
        {
            _end = Math.Max(_end, at);
            _start = Math.Min(_start, at);
            return _current!;
        }

        Seen(at);
        if (_store.IsFull)
        {
            // Longer intervals have other places: none is open meanwhile.
            foreach (var open in _open.Values.ToArray())
            {
                Close(open);
            }

            _store.Fold();
        }

        var length = _store.Seconds * 1_000_000L;
        var index = at / length;
        ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(_open, index, out var isOpen);
        if (!isOpen)
        {
            bucket = _free.TryPop(out var free) ? free : new OpenBucket();
            bucket.Index = index;
        }

        (_current, _currentFrom, _currentTo) = (bucket!, index * length, (index + 1) * length);
        _current.Touched = ++_touches;
        while (_open.Count > MostOpen || _openNames > MostOpenNames && _open.Count > 1)
        {
            Close(_open.Values.MinBy(b => b.Touched)!);
        }

        return _current;
    }

    private void Close(OpenBucket bucket)
    {
        if (bucket == _current)
        {
            (_currentFrom, _currentTo) = (0, 0);
        }

        _open.Remove(bucket.Index);
        _openNames -= bucket.Shard.Requests.Length;
        var time = DateTimeOffset.UnixEpoch.AddSeconds(bucket.Index * _store.Seconds);
        var delta = _recorder.Delta(bucket.Shard, time);
        var interval = new IntervalSnapshot
        {
            Index = 0,
            Offset = TimeSpan.Zero,
            Length = TimeSpan.Zero,
            Requests = delta.Requests,
            Transactions = delta.Transactions,
            Metrics = delta.Metrics,
            Failures = [.. delta.Failures.Select(f => new FailureInterval(f.Key, f.Value))],
            Checks = delta.Checks,
            Classes = [.. _classes.Select((c, i) => EncodedIntervals.Class(c.Name, 0, i < delta.IterationsDone.Count ? delta.IterationsDone[i] : 0))],
            Arrivals = [.. bucket.Arrivals.Select(a => new ArrivalSample
            {
                Load = a.Key, Scheduled = a.Value.Started + a.Value.Dropped, Started = a.Value.Started, Late = 0, Dropped = a.Value.Dropped, InFlight = 0,
            })],
        };
        _totals.Add(interval);
        _store.Add(bucket.Index, interval);
        IntervalStore.Release(interval);
        bucket.Clear();
        if (bucket.IsReusable)
        {
            _free.Push(bucket);
        }
    }

    private int Class(string name)
    {
        for (var i = 0; i < _classes.Count; i++)
        {
            if (_classes[i].Name == name)
            {
                return i;
            }
        }

        _classes.Add((name, new UserSeries()));
        return _classes.Count - 1;
    }

    private void Failed(int failureId, long at)
    {
        while (_failureTimes.Count <= failureId)
        {
            _failureTimes.Add((long.MaxValue, long.MinValue));
        }

        var (first, last) = _failureTimes[failureId];
        if (at < first || at > last)
        {
            _failureTimes[failureId] = (Math.Min(first, at), Math.Max(last, at));
        }
    }

    // With the instants at which they were seen, not the seconds of the intervals.
    private IReadOnlyList<FailureInterval> Failures()
    {
        var times = new Dictionary<FailureKey, (long First, long Last)>();
        for (var id = 0; id < _failureTimes.Count; id++)
        {
            times[_recorder.Failure(id)] = _failureTimes[id];
        }

        foreach (var (key, stats) in _totals.Failures)
        {
            if (times.TryGetValue(key, out var seen))
            {
                (stats.First, stats.Last) = (DateTimeOffset.UnixEpoch.AddMicroseconds(seen.First), DateTimeOffset.UnixEpoch.AddMicroseconds(seen.Last));
            }
        }

        return _totals.Failures;
    }
}
