namespace Stampede;

/// <summary>A stage of <see cref="Load.Stages"/>: how many users there are at its end.</summary>
/// <param name="Users">The level that it goes to, up or down from the stage before (0 before the first); 0 or more.</param>
/// <param name="Duration">How long it takes: a time span above zero, such as <c>30s</c>.</param>
/// <param name="SpawnRate">
/// Users started, or stopped, per second, above 0: the level is reached at that rate, the first user at once, and held. Default null: the users
/// change evenly over the whole stage, and the level is reached at its end.
/// </param>
public sealed record Stage(int Users, string Duration, double? SpawnRate = null);
