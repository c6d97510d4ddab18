namespace Stampede;

/// <summary>All users that are planned at the most have been started: what <see cref="Hooks.SpawningComplete"/> gets.</summary>
/// <param name="Users">How many have been started.</param>
/// <param name="Classes">How many of each class: its name → users.</param>
/// <param name="Elapsed">Since the start of the run.</param>
public sealed record SpawningComplete(int Users, IReadOnlyDictionary<string, int> Classes, TimeSpan Elapsed);
