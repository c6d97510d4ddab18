using System.Runtime.InteropServices;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>Adds up what the shards recorded in one interval, by id, and names it at the end.</summary>
/// <param name="metrics">The names and kinds of the test's own metrics.</param>
/// <param name="selections">How many selections of requests there are.</param>
internal sealed class DeltaMerge(CustomMetricNames metrics, int selections)
{
    private readonly SortedDictionary<int, RequestStats> _requests = [];
    private readonly SortedDictionary<int, RequestStats> _transactions = [];
    private readonly SortedDictionary<int, RequestStats>[] _selections = [.. Enumerable.Range(0, selections).Select(_ => new SortedDictionary<int, RequestStats>())];
    private readonly SortedDictionary<int, (CustomMetricStats Stats, long LastAt)> _metrics = [];
    private readonly Tally _failures = new();
    private readonly Tally _checksPassed = new();
    private readonly Tally _checksFailed = new();
    private readonly Tally _tasksStarted = new();
    private readonly Tally _iterationsDone = new();
    private readonly Dictionary<UserErrorKey, UserErrorStats> _userErrors = [];

    public void Add(ShardInterval interval)
    {
        Add(interval.Requests, _requests);
        Add(interval.Transactions, _transactions);
        for (var i = 0; i < _selections.Length; i++)
        {
            Add(interval.Selected(i), _selections[i]);
        }

        AddMetrics(interval.Metrics);
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

    public MetricsDelta ToDelta(RequestNames names, FailureTable failures, NameIds checks, TransactionNames transactions, DateTimeOffset now)
    {
        var counted = Failures(failures, now);
        var requests = Named(_requests, names);
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
            Transactions = _transactions.ToDictionary(t => transactions[t.Key], t => t.Value),
            Metrics = _metrics.ToDictionary(m => metrics[m.Key].Name, m => m.Value.Stats),
            Selections = [.. _selections.Select(s => Named(s, names))],
            Checks = Checks(checks),
            TasksStarted = _tasksStarted.Values.ToArray(),
            IterationsDone = _iterationsDone.Values.ToArray(),
            UserErrors = _userErrors,
        };
    }

    private static void Add(ReadOnlySpan<RequestAccumulator?> requests, SortedDictionary<int, RequestStats> sums)
    {
        for (var id = 0; id < requests.Length; id++)
        {
            if (requests[id] is { Settled: > 0 } request)
            {
                if (!sums.TryGetValue(id, out var stats))
                {
                    sums[id] = stats = new RequestStats();
                }

                request.AddTo(stats);
            }
        }
    }

    private static Dictionary<RequestKey, RequestStats> Named(SortedDictionary<int, RequestStats> byId, RequestNames names)
    {
        var requests = new Dictionary<RequestKey, RequestStats>(byId.Count);
        foreach (var (id, stats) in byId)
        {
            requests.Add(names[id], stats);
        }

        return requests;
    }

    private void AddMetrics(ReadOnlySpan<CustomMetricAccumulator?> recorded)
    {
        for (var id = 0; id < recorded.Length; id++)
        {
            if (recorded[id] is not { Count: > 0 } metric)
            {
                continue;
            }

            var kind = metrics[id].Kind;
            var (sum, lastAt) = _metrics.GetValueOrDefault(id, (new CustomMetricStats { Kind = kind }, 0));
            var last = sum.Last;
            sum.Add(metric.ToStats(kind));
            sum.Last = metric.LastAt >= lastAt ? sum.Last : last;
            _metrics[id] = (sum, Math.Max(lastAt, metric.LastAt));
        }
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

    private Dictionary<string, CheckStats> Checks(NameIds names)
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
