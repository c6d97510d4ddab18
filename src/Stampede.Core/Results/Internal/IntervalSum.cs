using Stampede.Metrics;

namespace Stampede.Results;

/// <summary>Adds intervals up: to a longer interval, or to the totals of a run.</summary>
internal sealed class IntervalSum
{
    private const int SamplesPerFailure = 3;

    private readonly Dictionary<RequestKey, RequestStats> _requests = [];
    private readonly Dictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>> _selections = [];
    private readonly Dictionary<string, RequestStats> _transactions = [];
    private readonly Dictionary<string, CustomMetricStats> _metrics = [];
    private readonly Dictionary<FailureKey, FailureStats> _failures = [];
    private readonly Dictionary<string, CheckStats> _checks = [];
    private readonly Dictionary<(string, string, string, string), UserErrorInterval> _errors = [];
    private readonly List<ClassSum> _classes = [];
    private readonly List<ArrivalSample> _arrivals = [];
    private readonly GeneratorSum _generator = new();

    /// <summary>Intervals added.</summary>
    public int Count { get; private set; }

    /// <summary>Index of the first one.</summary>
    public int Index { get; private set; }

    /// <summary>Start of the first one.</summary>
    public TimeSpan Offset { get; private set; }

    /// <summary>End of the last one; zero without any.</summary>
    public TimeSpan End { get; private set; }

    public IReadOnlyDictionary<RequestKey, RequestStats> Requests => _requests;

    public IReadOnlyDictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>> Selections => _selections;

    public IReadOnlyDictionary<string, RequestStats> Transactions => _transactions;

    public IReadOnlyDictionary<string, CustomMetricStats> Metrics => _metrics;

    public IReadOnlyList<FailureInterval> Failures => [.. _failures.Select(f => new FailureInterval(f.Key, f.Value))];

    public IReadOnlyDictionary<string, CheckStats> Checks => _checks;

    public IReadOnlyList<UserErrorInterval> UserErrors => [.. _errors.Values];

    public IReadOnlyList<UserClassSample> Classes => [.. _classes.Select(c => c.ToSample())];

    public IReadOnlyList<ArrivalSample> Arrivals => [.. _arrivals];

    /// <summary>Adds the next interval. It stays as it is, and shares nothing with the sum.</summary>
    public void Add(IntervalSnapshot interval)
    {
        if (Count++ == 0)
        {
            (Index, Offset) = (interval.Index, interval.Offset);
        }

        End = interval.Offset + interval.Length;
        Add(_requests, interval.Requests);
        Add(_transactions, interval.Transactions);
        foreach (var (selection, requests) in interval.Selections)
        {
            if (!_selections.TryGetValue(selection, out var sum))
            {
                _selections.Add(selection, sum = new Dictionary<RequestKey, RequestStats>());
            }

            Add((Dictionary<RequestKey, RequestStats>)sum, requests);
        }

        foreach (var (name, stats) in interval.Metrics)
        {
            if (!_metrics.TryGetValue(name, out var sum))
            {
                _metrics.Add(name, sum = new CustomMetricStats { Kind = stats.Kind });
            }

            sum.Add(stats);
        }

        foreach (var (name, stats) in interval.Checks)
        {
            _checks[name] = _checks.GetValueOrDefault(name) + stats;
        }

        foreach (var failure in interval.Failures)
        {
            Add(failure);
        }

        foreach (var error in interval.UserErrors)
        {
            Add(error);
        }

        for (var i = 0; i < interval.Classes.Count; i++)
        {
            if (i == _classes.Count)
            {
                _classes.Add(new ClassSum());
            }

            _classes[i].Add(interval.Classes[i]);
        }

        foreach (var arrivals in interval.Arrivals)
        {
            Add(arrivals);
        }

        if (interval.Generator is not null)
        {
            _generator.Add(interval.Generator, interval.Length);
        }
    }

    /// <summary>All of them as one interval.</summary>
    public IntervalSnapshot ToInterval() => new()
    {
        Index = Index,
        Offset = Offset,
        Length = End - Offset,
        Requests = _requests,
        Selections = _selections,
        Transactions = _transactions,
        Metrics = _metrics,
        Failures = Failures,
        Checks = _checks,
        UserErrors = UserErrors,
        Classes = Classes,
        Arrivals = Arrivals,
        Generator = _generator.ToSample(),
    };

    private void Add(ArrivalSample arrivals)
    {
        var index = _arrivals.FindIndex(a => a.Load == arrivals.Load);
        if (index < 0)
        {
            _arrivals.Add(arrivals with { StartDelay = arrivals.StartDelay?.Copy() });
            return;
        }

        var sum = _arrivals[index];
        _arrivals[index] = arrivals with
        {
            Scheduled = sum.Scheduled + arrivals.Scheduled,
            Started = sum.Started + arrivals.Started,
            Late = sum.Late + arrivals.Late,
            Dropped = sum.Dropped + arrivals.Dropped,
            StartDelay = sum.StartDelay ?? arrivals.StartDelay?.Copy(),
        };
        if (sum.StartDelay is { } delays && arrivals.StartDelay is { } further)
        {
            delays.Add(further);
        }
    }

    private static void Add<TKey>(Dictionary<TKey, RequestStats> sums, IReadOnlyDictionary<TKey, RequestStats> requests)
        where TKey : notnull
    {
        foreach (var (key, stats) in requests)
        {
            if (!sums.TryGetValue(key, out var sum))
            {
                sums.Add(key, sum = new RequestStats());
            }

            sum.Add(stats);
        }
    }

    private void Add(FailureInterval failure)
    {
        if (!_failures.TryGetValue(failure.Key, out var sum))
        {
            _failures.Add(failure.Key, sum = new FailureStats { First = failure.Stats.First, Last = failure.Stats.Last });
        }

        sum.Count += failure.Stats.Count;
        sum.First = sum.First < failure.Stats.First ? sum.First : failure.Stats.First;
        sum.Last = sum.Last > failure.Stats.Last ? sum.Last : failure.Stats.Last;
        if (sum.Samples.Count < SamplesPerFailure && failure.Stats.Samples.Count > 0)
        {
            sum.Samples = [.. sum.Samples.Concat(failure.Stats.Samples).Take(SamplesPerFailure)];
        }
    }

    private void Add(UserErrorInterval error)
    {
        var key = (error.Class, error.Where, error.Type, error.Message);
        _errors[key] = _errors.TryGetValue(key, out var sum)
            ? sum with { Count = sum.Count + error.Count, StackTrace = sum.StackTrace.Length > 0 ? sum.StackTrace : error.StackTrace }
            : error;
    }
}
