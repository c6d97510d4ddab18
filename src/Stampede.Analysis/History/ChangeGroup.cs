namespace Stampede.Analysis;

/// <summary>Changes that began together: one cause, most likely, seen in several metrics or services.</summary>
/// <param name="Changes">The changes, one or more.</param>
public sealed record ChangeGroup(IReadOnlyList<MetricChange> Changes)
{
    /// <summary>Changes that are so many runs apart belong together.</summary>
    private const int Near = 3;

    /// <summary>The most certain one, whose place is the group's.</summary>
    public MetricChange Surest { get; } = Changes.MinBy(c => (c.Q, c.P))!;

    /// <summary>The one that is shown where one stands for all: a response time that regressed, if there is one.</summary>
    public MetricChange Telling => Changes.FirstOrDefault(c => c.IsRegression && c.Metric.IsTime) ?? Surest;

    /// <summary>Whether one of them is a regression that is still there.</summary>
    public bool IsLasting => Changes.Any(c => c.IsRegression && c.State == ChangeState.Lasting);

    /// <summary>The changes of a plan in groups, in order of the runs.</summary>
    public static IReadOnlyList<ChangeGroup> Of(PlanHistory plan)
    {
        var groups = new List<List<MetricChange>>();
        foreach (var change in plan.Changes)
        {
            if (groups is not [.., var last] || change.Index - last[^1].Index > Near)
            {
                groups.Add(last = []);
            }

            last.Add(change);
        }

        return [.. groups.Select(g => new ChangeGroup(g))];
    }
}
