namespace Stampede.Auditing;

/// <summary>A request that a user class was to make.</summary>
public sealed record AuditPlanRequest
{
    /// <summary>Its method; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>Its name; <c>{…}</c> stands for one part of a path, <c>*</c> for anything.</summary>
    public required string Name { get; init; }

    /// <summary>Its weight among the requests of the class; default 1.</summary>
    public double Weight { get; init; } = 1;
}
