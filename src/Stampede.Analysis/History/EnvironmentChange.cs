namespace Stampede.Analysis;

/// <summary>Something about where a run ran that was another in the run before.</summary>
/// <param name="Index">The run, 0 the oldest of the history.</param>
/// <param name="What">machine, cores, runtime, optimised, Stampede.</param>
/// <param name="Before">What it was.</param>
/// <param name="After">What it is from this run on.</param>
public sealed record EnvironmentChange(int Index, string What, string Before, string After);
