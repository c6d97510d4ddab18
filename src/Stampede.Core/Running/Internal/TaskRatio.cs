namespace Stampede.Engine;

/// <summary>How often something is planned to be chosen: a user class among the users, a task or set among those beside it, as a tree.</summary>
/// <param name="Name">The class's, set's or task's name.</param>
/// <param name="Share">Its share within what is around it, 0 to 1.</param>
/// <param name="Total">The product of the shares down to it: of the whole test, where sets are as long as tasks.</param>
/// <param name="Children">What is inside, in order of declaration; empty for a task.</param>
internal sealed record TaskRatio(string Name, double Share, double Total, IReadOnlyList<TaskRatio> Children)
{
    /// <summary>The ratios of a test.</summary>
    /// <param name="classes">Its user classes.</param>
    /// <param name="users">How many users there are: what is left of them by fixed counts goes by weight.</param>
    public static IReadOnlyList<TaskRatio> Of(IReadOnlyList<UserClass> classes, int users)
    {
        var left = users;
        var counts = new double[classes.Count];
        foreach (var fixedClass in classes.Where(c => c.FixedCount > 0))
        {
            counts[fixedClass.Index] = Math.Min(left, fixedClass.FixedCount);
            left -= (int)counts[fixedClass.Index];
        }

        var weights = classes.Where(c => c.FixedCount == 0).Sum(c => c.Weight);
        foreach (var weighted in classes.Where(c => c.FixedCount == 0 && c.Weight > 0))
        {
            counts[weighted.Index] = left * weighted.Weight / weights;
        }

        var sum = Math.Max(counts.Sum(), double.Epsilon);
        return [.. classes.Select(c => new TaskRatio(c.Name, counts[c.Index] / sum, counts[c.Index] / sum, Of(c.Root, counts[c.Index] / sum)))];
    }

    private static IReadOnlyList<TaskRatio> Of(TaskGroup group, double total) =>
        [.. group.Items.Zip(group.Order.Shares, (item, share) =>
            new TaskRatio(item.Name, share, total * share, item is UserTaskSet set ? Of(set.Group, total * share) : []))];
}
