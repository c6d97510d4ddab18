namespace Stampede.Analysis;

/// <summary>A change as a detector found it. Indexes are of values, not of runs.</summary>
/// <param name="Index">The first value of the new regime.</param>
/// <param name="P">Its P in the test that found it.</param>
/// <param name="PAnywhere">P of as much anywhere in the series, runs shuffled.</param>
/// <param name="SuspectFirst">The first value that may have been the first.</param>
/// <param name="SuspectLast">The last such value.</param>
/// <param name="Distribution">What the second detector found; null of the first.</param>
internal sealed record FoundChange(int Index, double P, double PAnywhere, int SuspectFirst, int SuspectLast, DistributionChange? Distribution = null)
{
    /// <summary>The rate of false discoveries at which it would be one.</summary>
    public double Q { get; init; } = 1;
}
