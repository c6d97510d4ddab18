using System.Text.Json.Serialization;

namespace ControlPlane.Health;

/// <summary>What the endpoints of health answer.</summary>
internal static class HealthBodies
{
    internal sealed record Live(string Service, string Status);

    internal sealed record Ready(string Service, string Database, string Cache, string Status);

    internal sealed record Check(string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Open);

    internal sealed record Checks(Check Database, Check Redis, Check Celery, Check Minio, Check CircuitBreakers);

    internal sealed record Overview(string Service, string Status, DateTimeOffset Timestamp, Checks Checks);
}
