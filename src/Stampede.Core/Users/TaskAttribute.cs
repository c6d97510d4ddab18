namespace Stampede;

/// <summary>
/// Marks a method of a user class or task set as a task: what a user does in one iteration. It returns <see cref="ValueTask"/>, <see cref="Task"/> or
/// nothing and takes no parameters. On a class that stands inside a user class or set and derives from <see cref="TaskSet"/>: a set to enter.
/// </summary>
/// <param name="weight">How often it is chosen compared with the other tasks and sets beside it; 1 or more; default 1.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class TaskAttribute(int weight = 1) : Attribute
{
    /// <summary>Its weight among the tasks and sets beside it.</summary>
    public int Weight { get; } = weight;

    /// <summary>
    /// How many requests one execution makes, on average; 0 or more, default 1. Used only to say before a run that a threshold on requests per second
    /// cannot be reached. Without a meaning on a set.
    /// </summary>
    public double Requests { get; init; } = 1;
}
