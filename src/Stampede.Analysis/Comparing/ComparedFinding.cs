using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>What the audit found in a run that is compared.</summary>
/// <param name="Rule">The rule's identifier: <c>GEN-CPU</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Text">The finding in one line, without rule and severity.</param>
/// <param name="IsAccepted">Whether the test accepts it, so that it does not make the run invalid.</param>
public sealed record ComparedFinding(string Rule, NoteSeverity Severity, string Text, bool IsAccepted = false);
