namespace Stampede.Analysis;

/// <summary>How often something was so: failures of requests.</summary>
/// <param name="Count">0 to <paramref name="Total"/>.</param>
/// <param name="Total">How often it could have been.</param>
public readonly record struct Proportion(long Count, long Total)
{
    /// <summary>0 to 1; NaN without any.</summary>
    public double Rate => (double)Count / Total;

    internal Proportion Check(string name) => Total > 0 && Count >= 0 && Count <= Total
        ? this
        : throw new ArgumentOutOfRangeException(name, $"{Count} of {Total}", "A proportion is 0 or more of a total that is above 0, and no more than the total.");
}
