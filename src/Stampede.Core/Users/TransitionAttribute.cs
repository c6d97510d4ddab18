namespace Stampede;

/// <summary>
/// Marks a task of a <see cref="MarkovTaskSet"/> and says what may follow it; repeated for each that may. <see cref="TaskAttribute"/> is not needed beside it.
/// </summary>
/// <param name="to">The name of a task or nested set of the same set, also its own: <c>nameof(Pay)</c>.</param>
/// <param name="weight">How often it follows compared with the task's other transitions; above 0; default 1.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class TransitionAttribute(string to, double weight = 1) : Attribute
{
    /// <summary>What follows.</summary>
    public string To { get; } = to;

    /// <summary>Its weight among the task's transitions.</summary>
    public double Weight { get; } = weight;
}
