using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>What a rule sees.</summary>
public sealed record AuditInput
{
    /// <summary>The run, its thresholds judged.</summary>
    public required RunResult Run { get; init; }

    /// <summary>How it went over time.</summary>
    public required AuditTimeline Timeline { get; init; }

    /// <summary>What it was to do: of our own runs the plan, of imported ones what a claims file declares; null where nobody said.</summary>
    public AuditPlan? Plan { get; init; }

    /// <summary>What its figures are to be used for; default a verdict on this run.</summary>
    public AuditUse Use { get; init; } = AuditUse.Run;
}
