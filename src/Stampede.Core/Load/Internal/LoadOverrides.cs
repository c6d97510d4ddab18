namespace Stampede.Engine;

/// <summary>What the command line changes about a load. Null leaves a figure as it is.</summary>
/// <param name="Users">Users; for stages and shapes the highest target; for arrivals the limit in flight.</param>
/// <param name="SpawnRate">Users started per second; only where the load has one such figure.</param>
/// <param name="RunTime">How long it takes; for stages and shapes the time axis is scaled.</param>
internal readonly record struct LoadOverrides(int? Users, double? SpawnRate, TimeSpan? RunTime)
{
    public bool IsEmpty => this == default;

    /// <summary>Whether its figures are such that a load can be scaled to them.</summary>
    public bool CanScale => !(Users < 1) && !(RunTime <= TimeSpan.Zero);

    public void RefuseSpawnRate(string kind, List<string> problems)
    {
        if (SpawnRate is not null)
        {
            problems.Add($"--spawn-rate cannot change the load '{kind}', which has no single spawn rate: leave it out, or change the load in the file; --users and --run-time scale it.");
        }
    }

    public void CheckFigures(List<string> problems)
    {
        if (Users < 1)
        {
            problems.Add($"--users is {Users}: at least 1 is needed.");
        }

        if (RunTime <= TimeSpan.Zero)
        {
            problems.Add($"--run-time is {TimeSpanText.Format(RunTime.Value)}: it must be above zero.");
        }
    }
}
