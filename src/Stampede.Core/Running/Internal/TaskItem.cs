namespace Stampede.Engine;

/// <summary>What can be chosen next: a task, or a set of tasks to enter.</summary>
/// <param name="name">The method's or class's name.</param>
/// <param name="set">The path of the set that it stands in; null at the top.</param>
/// <param name="weight">Its weight as declared.</param>
/// <param name="tags">Its tags, those of the class and sets around it included; without repetition.</param>
internal abstract class TaskItem(string name, string? set, double weight, IReadOnlyList<string> tags)
{
    public string Name { get; } = name;

    public string? Set { get; } = set;

    /// <summary>Unique within the user class: <c>Browse/Look</c>.</summary>
    public string Path { get; } = set is null ? name : $"{set}/{name}";

    /// <summary>The same as it stands in errors and notes: <c>Browse.Look</c>.</summary>
    public string Where { get; } = set is null ? name : $"{set.Replace('/', '.')}.{name}";

    public double Weight { get; } = weight;

    public IReadOnlyList<string> Tags { get; } = tags;
}
