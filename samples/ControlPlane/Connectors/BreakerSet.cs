using ControlPlane.Storage;

namespace ControlPlane.Connectors;

/// <summary>All circuit breakers by name: one a plane, and the database's where there is one.</summary>
internal sealed class BreakerSet(ConnectorSet connectors, IDatabase database)
{
    public IReadOnlyList<(string Name, CircuitBreaker Breaker)> All { get; } =
    [
        .. connectors.All.Select(c => (c.Name, c.Breaker)),
        .. database.Breaker is { } breaker ? new[] { ("database", breaker) } : [],
    ];
}
