namespace Stampede;

/// <summary>Marks a method of a user class as a task: what a user does in one iteration. It returns <see cref="ValueTask"/>, <see cref="Task"/> or nothing and takes no parameters.</summary>
/// <param name="weight">How often it is chosen compared with the class's other tasks; 1 or more; default 1.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TaskAttribute(int weight = 1) : Attribute
{
    /// <summary>Its weight among the class's tasks.</summary>
    public int Weight { get; } = weight;
}
