namespace DetectorRuns;

/// <summary>One comparison to make: which build it is that the baseline is compared with, and the order of its runs.</summary>
/// <param name="Number">From 1, in the order in which they are recorded.</param>
/// <param name="Slower">By how many percent the candidate's service is slower; 0 compares equal builds.</param>
internal sealed record PlannedComparison(int Number, int Slower)
{
    public const int RunsASide = 7;

    /// <summary>Two sides.</summary>
    public const int Runs = 2 * RunsASide;

    /// <summary>Equal builds twice as often as each size, and all of them spread over the whole time: what is there when it is stopped says something of each.</summary>
    private static readonly int[] Turn = [0, 10, 0, 5, 20];

    /// <summary>40 of equal builds, 20 of each size.</summary>
    public static IReadOnlyList<PlannedComparison> All { get; } =
        [.. Enumerable.Range(0, 20 * Turn.Length).Select(i => new PlannedComparison(i + 1, Turn[i % Turn.Length]))];

    /// <summary>Which side a run is of: ABBAABBA…, so that neither side is always the first of a pair, and a drift meets both.</summary>
    /// <param name="run">From 0.</param>
    public static Side SideOf(int run) => run % 4 is 0 or 3 ? Side.Baseline : Side.Candidate;
}
