namespace AiGateway.Approvals;

/// <summary>What administrators were asked. Each approval is good for one call of its tool by its user, until it expires.</summary>
internal sealed class ApprovalStore(TimeSpan timeToLive, TimeProvider clock)
{
    private const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Approval> _approvals = [];

    /// <summary>Those that wait for a decision, the oldest first.</summary>
    public IReadOnlyList<Approval> Pending
    {
        get
        {
            lock (_lock)
            {
                return [.. _approvals.Values.Select(Now).Where(approval => approval.State == ApprovalState.Pending).OrderBy(approval => approval.Created)];
            }
        }
    }

    /// <summary>Asks for one.</summary>
    /// <returns>Null where too many are kept already.</returns>
    public Approval? Ask(string tool, string user)
    {
        var now = clock.GetUtcNow();
        var approval = new Approval(Guid.NewGuid().ToString(), tool, user, now, now + timeToLive, ApprovalState.Pending);
        lock (_lock)
        {
            return _approvals.Count < Capacity && _approvals.TryAdd(approval.Id, approval) ? approval : null;
        }
    }

    public Approval? Find(string id)
    {
        lock (_lock)
        {
            return _approvals.TryGetValue(id, out var approval) ? Now(approval) : null;
        }
    }

    /// <summary>Decides about one that waits.</summary>
    /// <returns>It; null where there is none that waits.</returns>
    public Approval? Decide(string id, bool isApproved) => Move(id, ApprovalState.Pending, isApproved ? ApprovalState.Approved : ApprovalState.Rejected, _ => true);

    /// <summary>Uses one that was approved.</summary>
    public bool TryUse(string id, string tool, string user) =>
        Move(id, ApprovalState.Approved, ApprovalState.Used, approval => approval.Tool == tool && approval.User == user) is not null;

    /// <summary>Forgets what has expired.</summary>
    /// <returns>How many that were.</returns>
    public int RemoveExpired()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            return _approvals.Values.Where(approval => approval.Expires <= now).ToArray().Count(approval => _approvals.Remove(approval.Id));
        }
    }

    private Approval? Move(string id, ApprovalState from, ApprovalState to, Func<Approval, bool> applies)
    {
        lock (_lock)
        {
            return _approvals.TryGetValue(id, out var approval) && Now(approval).State == from && applies(approval) ? _approvals[id] = approval with { State = to } : null;
        }
    }

    private Approval Now(Approval approval) =>
        approval.State is ApprovalState.Pending or ApprovalState.Approved && approval.Expires <= clock.GetUtcNow()
            ? approval with { State = ApprovalState.Expired }
            : approval;
}
