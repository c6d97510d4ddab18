namespace Stampede;

/// <summary>What a <see cref="LoadShape"/> asks for at a moment.</summary>
/// <param name="Users">How many users there should be; 0 or more.</param>
/// <param name="SpawnRate">Users started, or stopped, per second until there are as many; above 0. The first of a change starts at once.</param>
public sealed record LoadTick(int Users, double SpawnRate)
{
    /// <summary>The user classes that users are of from here on; default null, all of the load.</summary>
    public IReadOnlyList<Type>? Classes { get; init; }
}
