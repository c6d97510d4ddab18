namespace Stampede.Results;

/// <summary>What is known when a run starts.</summary>
/// <param name="Plan">What it will do.</param>
/// <param name="Environment">Where it runs.</param>
/// <param name="Started">When, UTC.</param>
public sealed record RunStart(RunPlan Plan, RunEnvironment Environment, DateTimeOffset Started);
