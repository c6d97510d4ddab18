namespace Stampede.Engine;

/// <summary>How one user goes through its tasks once, for debugging: each in order of declaration, sets entered where they stand.</summary>
/// <param name="Trace">Follows it.</param>
/// <param name="Waits">Whether pauses between tasks are kept; else they are left out.</param>
internal sealed record OnePass(IUserTrace Trace, bool Waits);
