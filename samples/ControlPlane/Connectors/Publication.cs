using ControlPlane.Deployments;
using ControlPlane.Storage;

namespace ControlPlane.Connectors;

/// <summary>A deployment's being brought to some devices of a plane: once, however often it is asked for under its key.</summary>
internal sealed record Publication : IRow<Publication>
{
    public const string DeploymentField = "deployment_id";

    public static readonly Field<Publication>[] Fields = [new(DeploymentField, row => Deployment.KeyOf(row.DeploymentId))];

    /// <summary>Plane and idempotency key.</summary>
    public required string Key { get; init; }

    public required Guid DeploymentId { get; init; }

    public required ConnectorType Plane { get; init; }

    public required Ring Ring { get; init; }

    public required int TargetCount { get; init; }

    public required PublicationState State { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }
}
