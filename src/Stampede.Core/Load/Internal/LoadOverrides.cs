namespace Stampede.Engine;

/// <summary>What the command line changes about a load. Null leaves a figure as it is.</summary>
/// <param name="Users">Users; for stages and shapes the highest target; for arrivals the limit in flight.</param>
/// <param name="SpawnRate">Users started per second; only where the load has one such figure.</param>
/// <param name="RunTime">How long it takes; for stages and shapes the time axis is scaled.</param>
internal readonly record struct LoadOverrides(int? Users, double? SpawnRate, TimeSpan? RunTime)
{
    public bool IsEmpty => this == default;
}
