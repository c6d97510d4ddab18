namespace Stampede.Auditing;

/// <summary>A user class as it was planned.</summary>
public sealed record AuditPlanClass
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its weight among the classes without a count of users; default 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>How many users of it; null where its weight decides.</summary>
    public int? Users { get; init; }

    /// <summary>The mean wait between two iterations, in seconds; null where it is not known.</summary>
    public double? MeanWait { get; init; }

    /// <summary>With pacing: the least time from one iteration's start to the next one's, in seconds; else null.</summary>
    public double? Cycle { get; init; }

    /// <summary>Whether it was meant to run; default true. Of a class that ran by mistake (no class was named, so all ran) it is false.</summary>
    public bool IsIntended { get; init; } = true;

    /// <summary>The requests that it makes; empty where they are not known (our own runs know tasks instead).</summary>
    public IReadOnlyList<AuditPlanRequest> Requests { get; init; } = [];
}
