using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>What a run was to do, as far as somebody said so: the plan of our own run, or what a claims file declares about another tool's.</summary>
public sealed record AuditPlan
{
    /// <summary>The highest number of users; null where it is not known, or where the run is of the open model only.</summary>
    public int? Users { get; init; }

    /// <summary>Users started per second; null where it is not known.</summary>
    public double? SpawnRate { get; init; }

    /// <summary>How long it was to take, ramp included; null where it is not known.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The user classes; empty where they are not known.</summary>
    public IReadOnlyList<AuditPlanClass> Classes { get; init; } = [];

    /// <summary>The goals, as thresholds: <c>requests_per_second &gt;= 50</c>.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The plan of a run of our own; null for an imported one.</summary>
    public static AuditPlan? Of(RunResult run) => run.Imported is not null || run.Plan.Classes.Count == 0 ? null : new AuditPlan
    {
        Users = run.Plan.Load.Parts.Count > 0 && run.Plan.Load.Parts.All(p => p.IsOpen) ? null : run.Plan.Load.Users,
        SpawnRate = run.Plan.Load.SpawnRate,
        Duration = run.Plan.Load.Duration,
        Classes = [.. run.Plan.Classes.Select(c => new AuditPlanClass
        {
            Name = c.Name,
            Weight = c.Weight,
            Users = c.FixedCount > 0 ? c.FixedCount : null,
            MeanWait = c.MeanWait,
            Cycle = c.CycleSeconds,
        })],
        Targets = run.Plan.Thresholds,
    };
}
