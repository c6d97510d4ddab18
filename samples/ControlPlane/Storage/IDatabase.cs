using ControlPlane.Cab;
using ControlPlane.Connectors;
using ControlPlane.Deployments;
using ControlPlane.Events;

namespace ControlPlane.Storage;

/// <summary>All that the service remembers, but for its sessions and throttles.</summary>
internal interface IDatabase : IAsyncDisposable
{
    ITable<Deployment> Deployments { get; }

    /// <summary>Decisions of the legacy contract, one a deployment.</summary>
    ITable<Approval> Approvals { get; }

    ITable<CabRequest> CabRequests { get; }

    ITable<CabException> CabExceptions { get; }

    ITable<Publication> Publications { get; }

    IEventLog Events { get; }

    /// <summary>The most connections that it has; null where it has none.</summary>
    int? PoolSize { get; }

    /// <summary>Whether it answers.</summary>
    ValueTask<bool> IsUp(CancellationToken cancellationToken);
}
