using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Follows a run for the audit at its end, so that nothing need be kept or read again.</summary>
/// <param name="rules">The rules; null for <see cref="AuditRules.All"/>.</param>
internal sealed class AuditObserver(IReadOnlyList<IAuditRule>? rules = null) : IRunObserver
{
    private readonly TimelineBuilder _builder = new();

    /// <summary>Audits the run that it followed.</summary>
    public AuditResult Audit(RunResult result) =>
        Auditor.Audit(new AuditInput { Run = result, Timeline = _builder.Build(), Plan = AuditPlan.Of(result) }, rules);

    public ValueTask Started(RunStart start, CancellationToken cancellationToken) => default;

    public ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken)
    {
        _builder.Add(interval);
        return default;
    }

    public ValueTask Ended(RunResult result, CancellationToken cancellationToken) => default;
}
