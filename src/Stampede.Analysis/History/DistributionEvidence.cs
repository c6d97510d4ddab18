namespace Stampede.Analysis;

/// <summary>What the second detector says about a change.</summary>
/// <param name="Index">The first run that it takes for one of the new regime.</param>
/// <param name="P">How likely so great a difference is by chance in the runs that were looked at together.</param>
/// <param name="Q">The same among all services: the rate of false discoveries at which it would be one.</param>
/// <param name="Value">The response time in milliseconds at which the distributions before and after differ most.</param>
/// <param name="ShareBefore">The mean share of requests that took no longer than that before, 0 to 1.</param>
/// <param name="ShareAfter">The same after.</param>
public sealed record DistributionEvidence(int Index, double P, double Q, double Value, double ShareBefore, double ShareAfter);
