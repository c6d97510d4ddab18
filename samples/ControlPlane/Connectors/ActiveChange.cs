using ControlPlane.Deployments;
using ControlPlane.Storage;
using Samples;

namespace ControlPlane.Connectors;

/// <summary>Which deployment is being brought to a ring of an application's devices. One row for each application and ring, which whoever wants the place locks.</summary>
internal sealed record ActiveChange : IRow<ActiveChange>
{
    /// <summary>Ring and application.</summary>
    public required string Key { get; init; }

    /// <summary>Who has the place; empty for nobody.</summary>
    public required Guid DeploymentId { get; init; }

    public required DateTimeOffset ClaimedAt { get; init; }

    public static string KeyOf(Deployment deployment) => $"{WireEnum<Ring>.Text(deployment.TargetRing)}:{deployment.AppName}";
}
