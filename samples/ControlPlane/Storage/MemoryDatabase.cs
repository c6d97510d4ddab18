using ControlPlane.Cab;
using ControlPlane.Connectors;
using ControlPlane.Deployments;
using ControlPlane.Events;

namespace ControlPlane.Storage;

/// <summary>Everything in memory, as much of it as the capacities say.</summary>
internal sealed class MemoryDatabase : IDatabase
{
    private const int Capacity = 100_000;

    public MemoryDatabase(TimeProvider clock)
    {
        var log = new MemoryEventLog(clock);
        Events = log;
        Deployments = new MemoryTable<Deployment>(Capacity, log, Deployment.Fields);
        Approvals = new MemoryTable<Approval>(Capacity, log, Approval.Fields);
        CabRequests = new MemoryTable<CabRequest>(Capacity, log, CabRequest.Fields);
        CabExceptions = new MemoryTable<CabException>(Capacity, log, CabException.Fields);
        Publications = new MemoryTable<Publication>(Capacity, log, Publication.Fields);
        ActiveChanges = new MemoryTable<ActiveChange>(Capacity, log);
    }

    public ITable<Deployment> Deployments { get; }

    public ITable<Approval> Approvals { get; }

    public ITable<CabRequest> CabRequests { get; }

    public ITable<CabException> CabExceptions { get; }

    public ITable<Publication> Publications { get; }

    public ITable<ActiveChange> ActiveChanges { get; }

    public IEventLog Events { get; }

    public CircuitBreaker? Breaker => null;

    public int? PoolSize => null;

    public ValueTask<bool> IsUp(CancellationToken cancellationToken) => new(true);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
