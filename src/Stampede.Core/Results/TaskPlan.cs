namespace Stampede.Results;

/// <summary>A task of a user class.</summary>
/// <param name="Name">The method's name, after the sets that it stands in: <c>Browse/Look</c>.</param>
/// <param name="Weight">Its weight among the tasks and sets beside it.</param>
public sealed record TaskPlan(string Name, double Weight)
{
    /// <summary>The set that it stands in, as a path; null for a task of the class itself.</summary>
    public string? Set { get; init; }

    /// <summary>Its tags, those of its class and sets included.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>
    /// The share of the class's iterations that is planned to be its, 0 to 1; null in a class with task sets: there it depends on when they are left.
    /// </summary>
    public double? Share { get; init; }

    /// <summary>How many requests one execution makes, as the task says; default 1.</summary>
    public double Requests { get; init; } = 1;
}
