using ControlPlane.Deployments;

namespace ControlPlane.Connectors;

/// <summary>What is to be published.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Plane">Where to.</param>
/// <param name="Ring">Which devices there; null for those of the deployment.</param>
/// <param name="TargetCount">How many of them.</param>
/// <param name="IdempotencyKey">The caller's; null where what is ordered is the key.</param>
/// <param name="Actor">Who orders it.</param>
internal sealed record PublishOrder(Deployment Deployment, ConnectorType Plane, Ring? Ring, int TargetCount, string? IdempotencyKey, string Actor)
{
    public Ring TargetRing => Ring ?? Deployment.TargetRing;

    public string Key => $"{Plane}:{IdempotencyKey ?? $"{Deployment.CorrelationId}:{TargetRing}:{TargetCount}"}";
}
