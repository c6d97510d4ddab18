using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>How often which status was answered, per request: all answers where statuses are known, else the failures whose text tells one.</summary>
internal sealed class AnswerStatuses
{
    private AnswerStatuses(bool areCounted, List<AnswerStatus> all) => (AreCounted, All) = (areCounted, all);

    /// <summary>Whether they are of all answers; else of those failures only whose text tells a status.</summary>
    public bool AreCounted { get; }

    public IReadOnlyList<AnswerStatus> All { get; }

    public static AnswerStatuses Of(RunResult run)
    {
        if (run.Knows(UnknownParts.Statuses))
        {
            return new AnswerStatuses(true, [.. run.Requests.SelectMany(r => r.Value.Statuses.Select(s => new AnswerStatus(r.Key, s.Key, s.Value)))]);
        }

        var told = run.Failures.Select(f => (f.Key.Request, Status: FailureText.Status(f.Key.Text), f.Stats.Count)).Where(f => f.Status is not null);
        return new AnswerStatuses(false, [.. told.GroupBy(f => (f.Request, f.Status)).Select(g => new AnswerStatus(g.Key.Request, g.Key.Status!.Value, g.Sum(f => f.Count)))]);
    }

    public long Count(Func<int, bool> which) => All.Where(s => which(s.Status)).Sum(s => s.Count);

    /// <summary>Per name, those that differ in ids only as one: how many answers had one of some statuses; the most first.</summary>
    public IEnumerable<(RequestKey Request, long Count)> ByName(IdNames names, Func<int, bool> which) => All
        .Where(s => which(s.Status))
        .GroupBy(s => names.Of(s.Request))
        .Select(g => (g.Key, g.Sum(s => s.Count)))
        .OrderByDescending(g => g.Item2)
        .ThenBy(g => g.Key.ToString(), StringComparer.Ordinal);
}
