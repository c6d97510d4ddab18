using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>
/// Judges whether the figures of a run can be believed, in one respect (docs/extending/audit-rule.md). A rule sees data only, so that it judges an imported
/// run as it judges our own; what it needs and the run does not have makes it not applicable, never a finding.
/// </summary>
public interface IAuditRule
{
    /// <summary>A stable identifier in upper case: <c>GEN-CPU</c>.</summary>
    string Id { get; }

    /// <summary>What it looks at, in a few words.</summary>
    string Title { get; }

    /// <summary>Which data it needs, in half a sentence.</summary>
    string Needs { get; }

    /// <summary>The severities that its findings can have, and when.</summary>
    string Severities { get; }

    /// <summary>Judges a run.</summary>
    AuditOutcome Judge(AuditInput input);
}
