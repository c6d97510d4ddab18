using Stampede.Baselines;
using Stampede.Baselines.Internal;

namespace Stampede.Analysis;

/// <summary>Since which commits a metric is worse: by the history where it saw the change, else between the baseline and now.</summary>
internal static class SuspectCommits
{
    private const int ShortLength = 7;

    /// <summary>For a title: <c>abc1234..def5678</c>; null where a side has no commit.</summary>
    public static string? Short(IssueGroup group)
    {
        var seen = group.Counted is [var metric] && Seen(group, metric) is { } change ? (Cut(change.Before), Cut(change.After)) : (null, null);
        var (before, after) = seen is ({ }, { }) ? seen : (Latest(group.Comparison.Baseline), Latest(group.Comparison.Candidate));
        return before is null || after is null ? null : before == after ? after : $"{before}..{after}";
    }

    /// <summary>For a body, a line each.</summary>
    public static IEnumerable<string> Lines(IssueGroup group)
    {
        var (old, now) = (Commits(group.Comparison.Baseline), Commits(group.Comparison.Candidate));
        if (old.Length == 1 && old.SequenceEqual(now))
        {
            yield return $"- {Name(old[0])} on both sides: the cause is in no commit of this repository. Look at the system's own version and configuration, its data, its machine.";
            yield break;
        }

        var seen = false;
        foreach (var metric in group.Regressed)
        {
            if (Seen(group, metric) is not var (before, after, change))
            {
                continue;
            }

            seen = true;
            var what = group.Service is null ? $"{IssueProse.Name(metric.Service)} {metric.Metric.Title()}" : metric.Metric.Title();
            yield return $"- {what}: after {Run(before)}, with {Run(after)} at the latest; likeliest with {Run(group.History!.Runs[change.Index])} (the history's change point)";
        }

        if (old.Length == 0 && now.Length == 0)
        {
            yield return "- The runs do not say of which commit they are: they were made outside of a repository, or come from another tool.";
        }
        else
        {
            yield return $"- Baseline: {Listed(old)}. Now: {Listed(now)}."
                + (seen ? "" : group.History is null ? " Which of the commits in between it was, `stampede history` may say." : " The history sees no change point of it yet.");
        }

        if (old.Concat(now).Any(c => CommitText.IsDirty(c)))
        {
            yield return "- `-dirty`: there were changes that are in no commit.";
        }
    }

    private static (HistoryEntry Before, HistoryEntry After, MetricChange Change)? Seen(IssueGroup group, MetricComparison metric) =>
        group.Changes(metric).LastOrDefault(c => c.State == ChangeState.Lasting) is { } change && group.History is { } history
        && change.SuspectAfter >= 0 && change.SuspectLast < history.Runs.Count && change.Index < history.Runs.Count
            ? (history.Runs[change.SuspectAfter], history.Runs[change.SuspectLast], change) : null;

    private static string Run(HistoryEntry entry) => entry.Manifest.Commit is { } commit ? Name(commit) : $"run {IssueProse.Name(entry.Id)}";

    // As it is where it is one: forges make it a link, which they do not within code.
    private static string Name(string commit) =>
        CommitText.IsHash(commit) && CommitText.Clean(commit).Length >= ShortLength ? commit : IssueProse.Name(commit);

    private static string[] Commits(IEnumerable<ComparedRun> runs) => [.. runs.Select(r => r.Manifest.Commit).OfType<string>().Distinct()];

    private static string Listed(string[] commits) => commits.Length == 0 ? "not known"
        : string.Join(", ", commits.Take(5).Select(Name)) + (commits.Length > 5 ? $" and {commits.Length - 5} more" : "");

    private static string? Latest(IEnumerable<ComparedRun> runs) => Cut(runs.OrderBy(r => r.Manifest.Started).Select(r => r.Manifest).LastOrDefault(m => m.Commit is not null));

    private static string? Cut(HistoryEntry entry) => Cut(entry.Manifest);

    // A commit is hexadecimal; what is something else has no place in a title.
    private static string? Cut(RunManifest? manifest) =>
        manifest?.Commit is { Length: >= ShortLength } commit && commit.Take(ShortLength).All(char.IsAsciiHexDigit) ? commit[..ShortLength] : null;
}
