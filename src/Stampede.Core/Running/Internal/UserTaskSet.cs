namespace Stampede.Engine;

/// <summary>A set of tasks in the place where it is used.</summary>
/// <param name="name">The class's name.</param>
/// <param name="set">The path of the set that it stands in; null at the top.</param>
/// <param name="weight">Its weight as declared.</param>
/// <param name="tags">Its tags, inherited ones included.</param>
/// <param name="group">What is in it.</param>
/// <param name="first">The object that was made to check the class: the first one entered.</param>
/// <param name="make">Makes another.</param>
internal sealed class UserTaskSet(string name, string? set, double weight, IReadOnlyList<string> tags, TaskGroup group, TaskSet? first, Func<TaskSet> make)
    : TaskItem(name, set, weight, tags)
{
    private TaskSet? _first = first;

    public TaskGroup Group { get; } = group;

    /// <summary>How errors and notes name its OnStart, OnStop and WaitTime.</summary>
    public string StartWhere => field ??= $"{Where}.OnStart";

    public string StopWhere => field ??= $"{Where}.OnStop";

    public string WaitWhere => field ??= $"{Where}.WaitTime";

    public TaskSet Make() => Interlocked.Exchange(ref _first, null) ?? make();

    /// <summary>The same with fewer tasks.</summary>
    public UserTaskSet With(TaskGroup some) => new(Name, Set, Weight, Tags, some, Interlocked.Exchange(ref _first, null), make);
}
