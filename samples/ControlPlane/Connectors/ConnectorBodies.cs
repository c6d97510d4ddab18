using System.Text.Json.Serialization;
using ControlPlane.Deployments;

namespace ControlPlane.Connectors;

/// <summary>What the endpoints of connectors answer.</summary>
internal static class ConnectorBodies
{
    internal sealed record Published(string Status, Guid CorrelationId, string Message, int DevicesTargeted);

    internal sealed record Remediated(string Status, Guid CorrelationId);

    internal sealed record Problem(string Error, int StatusCode, ErrorClass ErrorClass, string CorrelationId);

    internal sealed record Telemetry(Guid CorrelationId, DeploymentStatus Status, IReadOnlyList<PlaneTelemetry> Planes);

    internal sealed record PlaneTelemetry(
        ConnectorType TargetPlane, Ring Ring, int DevicesTargeted, int Installed, int Pending, double SuccessRate, DateTimeOffset PublishedAt);

    internal sealed record Listed(IReadOnlyList<Item> Connectors, int Total);

    internal sealed record Item(ConnectorType Type, string Name, string Status);

    internal sealed record Health(ConnectorType ConnectorType, string Status, string Message, HealthDetails Details);

    internal sealed record HealthDetails(BreakerState CircuitBreaker, int Failures);

    internal sealed record Deployed(ConnectorType ConnectorType, string Status, string Message, string? ConnectorObjectId, DeployDetails Details);

    internal sealed record DeployDetails(ErrorClass? ErrorClass, int? StatusCode);

    internal sealed record Breakers([property: JsonPropertyName("breakers")] IReadOnlyDictionary<string, Breaker> All, BreakerSummary Summary);

    internal sealed record Breaker(BreakerState State, int FailCounter, int FailMax, DateTimeOffset? Opened, double ResetTimeout);

    internal sealed record BreakerSummary(int Total, int Open, int Closed);
}
