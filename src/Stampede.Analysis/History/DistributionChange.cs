namespace Stampede.Analysis;

/// <summary>A place in a history of runs from which on the distribution of the values is another, whatever its mean does.</summary>
/// <param name="Index">The first run of the new regime, 0 the oldest.</param>
/// <param name="P">How likely so great a difference is by chance anywhere in the stretch that was searched.</param>
/// <param name="Value">Where the distributions before and after differ most, in microseconds.</param>
/// <param name="ShareBefore">The mean share of values up to there in runs before, 0 to 1.</param>
/// <param name="ShareAfter">The same after; less than before means that values became greater there.</param>
/// <param name="SuspectFirst">The first run that may have been the first of the new regime.</param>
/// <param name="SuspectLast">The last such run.</param>
public sealed record DistributionChange(int Index, double P, long Value, double ShareBefore, double ShareAfter, int SuspectFirst, int SuspectLast);
