namespace Stampede.Engine;

/// <summary>A task, ready to be called.</summary>
/// <param name="name">The method's name.</param>
/// <param name="set">The path of the set that it stands in; null at the top.</param>
/// <param name="weight">Its weight as declared.</param>
/// <param name="tags">Its tags, inherited ones included.</param>
/// <param name="invoke">Calls it on a user, or set, of its class.</param>
internal sealed class UserTask(string name, string? set, double weight, IReadOnlyList<string> tags, Func<object, ValueTask> invoke)
    : TaskItem(name, set, weight, tags)
{
    public Func<object, ValueTask> Invoke { get; } = invoke;

    /// <summary>Requests of one execution, as declared.</summary>
    public double Requests { get; init; } = 1;

    /// <summary>Its index within the plan: tasks of all classes in one row. Given by the class when it is known which tasks run.</summary>
    public int Index { get; set; } = -1;
}
