using ControlPlane.Deployments;
using ControlPlane.Monitoring;
using Samples;

namespace ControlPlane.Connectors;

/// <summary>A connector a plane.</summary>
internal sealed class ConnectorSet(TimeProvider clock, TimeSpan? reset, IReadOnlyList<PlaneFault> faults, ServiceMetrics metrics)
{
    private const int FailMax = 5;

    private static readonly TimeSpan DefaultReset = TimeSpan.FromSeconds(60);

    public IReadOnlyList<Connector> All { get; } =
    [
        .. Enum.GetValues<ConnectorType>().Select(type =>
            new Connector(type, new CircuitBreaker(clock, FailMax, reset ?? DefaultReset), faults.LastOrDefault(fault => fault.Plane == type), metrics)),
    ];

    public Connector this[ConnectorType type] => All[(int)type];

    /// <summary>By its name, in small or capital letters; null where there is none.</summary>
    public Connector? Find(string name) => WireEnum<ConnectorType>.Parse(name.ToLowerInvariant()) is { } type ? this[type] : null;
}
