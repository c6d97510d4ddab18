namespace Stampede.Results;

/// <summary>A number that a finding is based on.</summary>
/// <param name="Name">What it is, in a few words: <c>CPU above 80 %</c>.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit: <c>ms</c>, <c>s</c>, <c>%</c>, <c>/s</c>, <c>bytes</c>; empty for a count or a ratio.</param>
public readonly record struct AuditNumber(string Name, double Value, string Unit = "");
