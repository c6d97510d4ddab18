namespace Stampede;

/// <summary>What one run changes about a user class, for <see cref="RunOptions.ClassOptions"/>. Null leaves what the class says.</summary>
/// <param name="Name">The class's name, without its namespace.</param>
public sealed record UserClassOptions(string Name)
{
    /// <summary>How many users are of the class compared with other classes; 0 or more.</summary>
    public double? Weight { get; init; }

    /// <summary>How many users are of the class before weights count; 0 or more.</summary>
    public int? FixedCount { get; init; }

    /// <summary>The base address of the class's requests; <see cref="RunOptions.Host"/> beats it.</summary>
    public string? Host { get; init; }

    /// <summary>Names of the tasks and sets that the class's users choose from; their weights stay.</summary>
    public IReadOnlyList<string>? Tasks { get; init; }
}
