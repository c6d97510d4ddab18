namespace Stampede.Engine;

/// <summary>Which tasks run: those with one of the included tags (all where none is given), without those that have one of the excluded.</summary>
internal sealed class TagSelection(IReadOnlyList<string> include, IReadOnlyList<string> exclude)
{
    public bool IsAll => include.Count == 0 && exclude.Count == 0;

    /// <summary>What is selected of a group; null where nothing is.</summary>
    public TaskGroup? Of(TaskGroup group) => IsAll ? group : group.With([.. group.Items.Select(Of).OfType<TaskItem>()]);

    /// <summary>Tags that no task has, and a selection without a task, each as a sentence that names the tags there are.</summary>
    /// <param name="groups">All tasks there are, by user class.</param>
    /// <param name="isEmpty">Nothing of them is selected.</param>
    public IEnumerable<string> Problems(IReadOnlyList<TaskGroup> groups, bool isEmpty)
    {
        if (IsAll || groups.Count == 0)
        {
            yield break;
        }

        var known = groups.SelectMany(g => g.Leaves).SelectMany(t => t.Tags).Distinct().Order(StringComparer.Ordinal).ToArray();
        var there = known.Length == 0 ? "no task has a tag" : $"there are {string.Join(", ", known)}";
        var unknown = include.Select(t => (Option: "--tags", Tag: t)).Concat(exclude.Select(t => (Option: "--exclude-tags", Tag: t)))
            .Where(t => !known.Contains(t.Tag)).Distinct().ToArray();
        foreach (var (option, tag) in unknown)
        {
            yield return $"{option}: no task has the tag '{tag}'; {there}.";
        }

        if (unknown.Length == 0 && isEmpty)
        {
            yield return $"--tags {Words(include)} and --exclude-tags {Words(exclude)} leave no task to run; {there}.";
        }
    }

    private static string Words(IReadOnlyList<string> tags) => tags.Count == 0 ? "(none)" : string.Join(' ', tags);

    private TaskItem? Of(TaskItem item)
    {
        if (item is not UserTaskSet set || set.Group.Order is MarkovOrder)
        {
            return (include.Count == 0 || include.Any(item.Tags.Contains)) && !exclude.Any(item.Tags.Contains) ? item : null;
        }

        var some = Of(set.Group);
        return some is null ? null : some == set.Group ? set : set.With(some);
    }
}
