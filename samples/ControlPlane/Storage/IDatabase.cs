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

    /// <summary>One for each application and ring that ever had a change.</summary>
    ITable<ActiveChange> ActiveChanges { get; }

    IEventLog Events { get; }

    /// <summary>Keeps calls from it while it is away; null where there is nothing to be away.</summary>
    CircuitBreaker? Breaker { get; }

    /// <summary>The most connections that it has; null where it has none.</summary>
    int? PoolSize { get; }

    /// <summary>Whether it answers.</summary>
    ValueTask<bool> IsUp(CancellationToken cancellationToken);
}
