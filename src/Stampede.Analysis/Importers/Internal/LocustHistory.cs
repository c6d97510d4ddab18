using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>What <c>_stats_history.csv</c> holds, whose counts are sums from the start, as intervals of what was added.</summary>
internal sealed class LocustHistory
{
    private readonly Dictionary<RequestKey, (long Settled, long Failed, double? Time)> _sums = [];
    private readonly List<(Step Step, bool HasNames)> _steps = [];
    private bool _wasReset;

    /// <summary>When it begins; null without a row.</summary>
    public DateTimeOffset? Started { get; private set; }

    /// <summary>The most users that a row tells; null where none does.</summary>
    public int? MostUsers { get; private set; }

    /// <summary>Whether it has rows per name (<c>--csv-full-history</c>).</summary>
    public bool HasNames => _steps.Any(s => s.HasNames);

    public IEnumerable<RunNote> Notes => _wasReset
        ? [new RunNote("HISTORY-RESET", NoteSeverity.Warning, "The counts of the history go down: statistics were reset, or several runs stand in one file.")]
        : [];

    public async ValueTask Read(CsvTable table, CancellationToken cancellationToken)
    {
        Step? step = null;
        await foreach (var row in table.Rows([["Timestamp"], LocustNames.Name], cancellationToken))
        {
            var second = row.Count("Timestamp") ?? throw row.Error("the time is missing.");
            if (second > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            {
                throw row.Error($"'Timestamp' must be in seconds since 1970, but is '{second}'.");
            }

            if (step is not null && second < step.Second)
            {
                throw row.Error("the time goes back: rows must be in the order of time.");
            }

            if (step is null || second > step.Second)
            {
                step = new Step(second, step?.Second);
                _steps.Add((step, false));
            }

            var key = LocustNames.Key(row);
            var isTotal = LocustNames.IsTotal(key);
            var delta = Delta(row, isTotal ? RequestKey.All : key);
            step.Add(isTotal ? RequestKey.All : key, delta);
            step.Users = (int?)row.Count("User Count") ?? step.Users;
            MostUsers = step.Users is { } users ? Math.Max(users, MostUsers ?? 0) : MostUsers;
            if (!isTotal)
            {
                _steps[^1] = (step, true);
            }
        }

        Started = _steps.Count == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(_steps[0].Step.Start);
    }

    /// <summary>The intervals: with names where the history has them, else with the sum over them.</summary>
    public IReadOnlyList<IntervalSnapshot> Intervals()
    {
        var intervals = new List<IntervalSnapshot>();
        var hasNames = HasNames;
        foreach (var (step, _) in _steps)
        {
            if (step.End == step.Start)
            {
                continue; // the row of the start: nothing has happened
            }

            intervals.Add(new IntervalSnapshot
            {
                Index = intervals.Count,
                Offset = TimeSpan.FromSeconds(step.Start - _steps[0].Step.Start),
                Length = TimeSpan.FromSeconds(step.End - step.Start),
                Requests = step.Requests.Where(r => (r.Key == RequestKey.All) != hasNames && r.Value.Settled > 0).ToDictionary(),
                Classes = step.Users is { } users ? [Sample(users)] : [],
            });
        }

        return intervals;
    }

    /// <summary>All users as one class: which they are of is not told, nor how many were planned.</summary>
    public static UserClassSample Sample(int running) =>
        new() { Name = "(all)", Planned = running, Running = running, Lost = 0, Iterations = 0, TasksStarted = [] };

    private RequestStats Delta(TableRow row, RequestKey key)
    {
        var settled = row.Count(LocustNames.TotalRequests) ?? 0;
        var failed = row.Count(LocustNames.TotalFailures) ?? 0;
        var time = row.Number(LocustNames.TotalMean) * 1_000 * settled;
        var before = _sums.GetValueOrDefault(key, (0, 0, 0));
        if (settled < before.Settled || failed < before.Failed)
        {
            _wasReset = true;
            before = (0, 0, 0);
        }

        _sums[key] = (settled, failed, time);
        var count = settled - before.Settled;
        var mean = count == 0 ? null : (time - before.Time) / count;
        return new RequestStats
        {
            Settled = count,
            Failed = failed - before.Failed,
            Reported = new ReportedTimes { Count = count, IncludesFailures = true, Mean = mean >= 0 ? mean : null, MedianSoFar = row.Number(LocustNames.TotalMedian) * 1_000 },
        };
    }

    // The rows of one time. The first one's requests, where it has any, are those of the second before.
    private sealed class Step(long second, long? before)
    {
        private bool _hasRequests;

        public long Second => second;

        public long Start => before ?? (_hasRequests ? second - 1 : second);

        public long End => second;

        public int? Users { get; set; }

        public Dictionary<RequestKey, RequestStats> Requests { get; } = [];

        public void Add(RequestKey key, RequestStats stats)
        {
            _hasRequests |= stats.Settled > 0;
            if (!Requests.TryAdd(key, stats))
            {
                Requests[key].Add(stats);
            }
        }
    }
}
