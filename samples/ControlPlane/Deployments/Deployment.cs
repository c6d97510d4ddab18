namespace ControlPlane.Deployments;

/// <summary>A version of an application on its way to a ring of devices.</summary>
internal sealed record Deployment
{
    public required Guid CorrelationId { get; init; }

    public required string AppName { get; init; }

    public required string Version { get; init; }

    public required Ring TargetRing { get; init; }

    public required DeploymentStatus Status { get; init; }

    /// <summary>0 to 100.</summary>
    public required int RiskScore { get; init; }

    public required bool RequiresCabApproval { get; init; }

    public required string Submitter { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
