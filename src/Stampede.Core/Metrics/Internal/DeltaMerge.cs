using System.Runtime.InteropServices;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>Adds up what the shards recorded in one interval, by id, and names it at the end.</summary>
internal sealed class DeltaMerge
{
    private readonly SortedDictionary<int, RequestStats> _requests = [];
    private readonly Tally _failures = new();
    private readonly Tally _checksPassed = new();
    private readonly Tally _checksFailed = new();
    private readonly Tally _tasksStarted = new();
    private readonly Tally _iterationsDone = new();
    private readonly Dictionary<UserErrorKey, UserErrorStats> _userErrors = [];

    public void Add(ShardInterval interval)
    {
        var requests = interval.Requests;
        for (var id = 0; id < requests.Length; id++)
        {
            if (requests[id] is { Settled: > 0 } request)
            {
                request.AddTo(Request(id));
            }
        }

        _failures.Add(interval.Failures);
        _checksPassed.Add(interval.ChecksPassed);
        _checksFailed.Add(interval.ChecksFailed);
        _tasksStarted.Add(interval.TasksStarted);
        _iterationsDone.Add(interval.IterationsDone);
        foreach (var (key, errors) in interval.UserErrors)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_userErrors, key, out _);
            sum ??= new UserErrorStats();
            sum.Count += errors.Count;
            sum.StackTrace = sum.StackTrace.Length > 0 ? sum.StackTrace : errors.StackTrace;
        }
    }

    public MetricsDelta ToDelta(RequestNames names, FailureTable failures, CheckNames checks, DateTimeOffset now)
    {
        var counted = Failures(failures, now);
        var requests = new Dictionary<RequestKey, RequestStats>(_requests.Count);
        foreach (var (id, stats) in _requests)
        {
            requests.Add(names[id], stats);
        }

        foreach (var (key, failure) in counted)
        {
            if (requests.TryGetValue(key.Request, out var stats))
            {
                stats.FailureKinds[key.Kind] = stats.FailureKinds.GetValueOrDefault(key.Kind) + failure.Count;
            }
        }

        return new MetricsDelta
        {
            Requests = requests,
            Failures = counted,
            Checks = Checks(checks),
            TasksStarted = _tasksStarted.Values.ToArray(),
            IterationsDone = _iterationsDone.Values.ToArray(),
            UserErrors = _userErrors,
        };
    }

    private RequestStats Request(int id)
    {
        if (!_requests.TryGetValue(id, out var stats))
        {
            _requests[id] = stats = new RequestStats();
        }

        return stats;
    }

    private Dictionary<FailureKey, FailureStats> Failures(FailureTable table, DateTimeOffset now)
    {
        var failures = new Dictionary<FailureKey, FailureStats>();
        for (var id = 0; id < _failures.Length; id++)
        {
            if (_failures.Values[id] is > 0 and var count)
            {
                failures.Add(table.Key(id), new FailureStats { Count = count, First = now, Last = now, Samples = table.TakeSamples(id) });
            }
        }

        return failures;
    }

    private Dictionary<string, CheckStats> Checks(CheckNames names)
    {
        var checks = new Dictionary<string, CheckStats>();
        for (var id = 0; id < Math.Max(_checksPassed.Length, _checksFailed.Length); id++)
        {
            var stats = new CheckStats(
                id < _checksPassed.Length ? _checksPassed.Values[id] : 0, id < _checksFailed.Length ? _checksFailed.Values[id] : 0);
            if (stats != default)
            {
                checks.Add(names[id], stats);
            }
        }

        return checks;
    }
}
