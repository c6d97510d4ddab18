namespace Stampede;

/// <summary>
/// Gives a task, a task set or a user class tags, by which <see cref="RunOptions.Tags"/> and <see cref="RunOptions.ExcludeTags"/> choose what runs. The tags of a
/// class or set are its tasks' as well. Repeatable. Not within a <see cref="MarkovTaskSet"/>: its tasks stay together.
/// </summary>
/// <param name="names">One or more names; none of them empty.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class TagAttribute(params string[] names) : Attribute
{
    /// <summary>The tags.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
