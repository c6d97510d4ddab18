using System.Runtime.CompilerServices;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>
/// Names of a run that differ in ids only: <c>/orders/17/</c> and <c>/orders/42/</c> are <c>/orders/{id}/</c>. Folding adds their rows up: counts and histograms,
/// never percentiles. A name that nothing else is like keeps its id.
/// </summary>
public sealed class IdGroups
{
    private readonly IdNames _names;
    private readonly HashSet<RequestKey> _targets;
    private readonly int _all;

    private IdGroups(IReadOnlyCollection<RequestKey> keys)
    {
        _all = keys.Count;
        _names = new IdNames(keys);
        _targets = [.. _names.Targets];
    }

    /// <summary>How many rows would be folded.</summary>
    public int Rows => _names.Rows;

    /// <summary>How many rows they would become.</summary>
    public int Groups => _names.Groups.Count;

    /// <summary>What was found, for people; null where no names differ in ids only.</summary>
    public string? Text => Rows == 0 ? null
        : $"{Figures.Count(Rows)} of {Figures.Count(_all)} names differ in ids only and {(Groups == 1 ? "are one" : $"are {Figures.Count(Groups)}")}: "
        + string.Join(", ", _names.Groups.OrderByDescending(n => n.Rows).Take(5).Select(n => $"{ReportText.Masked(n.Key)} ({Figures.Count(n.Rows)})"))
        + (Groups > 5 ? ", …" : "");

    /// <summary>Finds the groups of a run.</summary>
    public static IdGroups Of(RunResult result) => new([.. result.Requests.Keys]);

    /// <summary>The run with its rows folded, and a note that says so.</summary>
    public RunResult Fold(RunResult result) => Rows == 0 ? result : result with
    {
        Requests = Fold(result.Requests),
        Selections = result.Selections.ToDictionary(s => s.Key, s => Fold(s.Value)),
        Failures = Fold(result.Failures),
        Intervals = [.. result.Intervals.Select(Fold)],
        Notes = [.. result.Notes, new RunNote("IDS-GROUPED", NoteSeverity.Note, $"{Text}. Their rows were folded (--group-ids).{Unknown(result)}")],
    };

    /// <summary>The intervals, each with its rows folded.</summary>
    public async IAsyncEnumerable<IntervalSnapshot> Fold(
        IAsyncEnumerable<IntervalSnapshot> intervals, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var interval in intervals.WithCancellation(cancellationToken))
        {
            yield return Rows == 0 ? interval : Fold(interval);
        }
    }

    private static string Unknown(RunResult result) => result.Requests.Values.Any(r => r.Reported is not null)
        ? " Their percentiles are unknown: those of single rows cannot be added, and the file has no distributions."
        : "";

    private IntervalSnapshot Fold(IntervalSnapshot interval) => interval with
    {
        Requests = Fold(interval.Requests),
        Selections = interval.Selections.ToDictionary(s => s.Key, s => Fold(s.Value)),
        Failures = Fold(interval.Failures),
    };

    private IReadOnlyDictionary<RequestKey, RequestStats> Fold(IReadOnlyDictionary<RequestKey, RequestStats> requests)
    {
        var folded = new Dictionary<RequestKey, RequestStats>();
        foreach (var (key, stats) in requests)
        {
            var to = _names.Of(key);
            if (!_targets.Contains(to))
            {
                folded.Add(key, stats); // as it is
                continue;
            }

            if (!folded.TryGetValue(to, out var sum))
            {
                folded.Add(to, sum = new RequestStats());
            }

            sum.Add(stats);
        }

        return folded;
    }

    private List<FailureInterval> Fold(IReadOnlyList<FailureInterval> failures)
    {
        var folded = new Dictionary<FailureKey, FailureStats>();
        foreach (var (key, stats) in failures)
        {
            var to = key with { Request = _names.Of(key.Request) };
            folded[to] = folded.TryGetValue(to, out var known)
                ? new FailureStats
                {
                    Count = known.Count + stats.Count,
                    First = known.First < stats.First ? known.First : stats.First,
                    Last = known.Last > stats.Last ? known.Last : stats.Last,
                    Samples = [.. known.Samples.Concat(stats.Samples).Take(3)],
                }
                : stats;
        }

        return [.. folded.Select(f => new FailureInterval(f.Key, f.Value))];
    }
}
