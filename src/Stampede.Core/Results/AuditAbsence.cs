namespace Stampede.Results;

/// <summary>A rule of the audit that could not be applied to a run.</summary>
/// <param name="Rule">The rule's identifier.</param>
/// <param name="Reason">Which data it lacks, or why the run is not of its kind: half a sentence.</param>
public sealed record AuditAbsence(string Rule, string Reason);
