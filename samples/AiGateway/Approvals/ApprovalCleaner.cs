namespace AiGateway.Approvals;

/// <summary>Removes expired approvals once a minute, as the recorded server does.</summary>
internal sealed class ApprovalCleaner(ApprovalStore approvals, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(60);

    private readonly ITimer _timer = clock.CreateTimer(_ => approvals.RemoveExpired(), null, Every, Every);

    public void Dispose() => _timer.Dispose();
}
