namespace Stampede.Results;

/// <summary>
/// How a run ends for whoever started it (docs/reference/exit-codes.md). Where several apply, the first of 7, 2, 5, 3, 6, 4, 1 is taken.
/// </summary>
public static class ExitCode
{
    /// <summary>Every threshold holds, or there is none and nothing failed.</summary>
    public const int Passed = 0;

    /// <summary>Requests failed, or users crashed or were lost, and no threshold covers failures; <c>--exit-code-on-error</c> changes it.</summary>
    public const int Errors = 1;

    /// <summary>The command line or the load test is wrong; nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>A threshold does not hold.</summary>
    public const int ThresholdFailed = 3;

    /// <summary>A threshold had nothing to measure, no request was made at all, or a comparison is inconclusive.</summary>
    public const int NoData = 4;

    /// <summary>The audit says that the numbers must not be believed.</summary>
    public const int Invalid = 5;

    /// <summary>A metric got worse than allowed against the baseline.</summary>
    public const int Regression = 6;

    /// <summary>An error in Stampede, or a file of its own that cannot be read or written.</summary>
    public const int Crashed = 7;

    /// <summary>A second Ctrl-C ended the process at once; nothing was judged.</summary>
    public const int Killed = 130;

    private static readonly int[] Order = [Killed, Crashed, Usage, Invalid, ThresholdFailed, Regression, NoData];

    /// <summary>The gravest of several, <see cref="Passed"/> for none: the first of 130, 7, 2, 5, 3, 6, 4, then any other that is not 0.</summary>
    public static int Worst(params IEnumerable<int> codes)
    {
        var all = codes.ToHashSet();
        var worst = Array.FindIndex(Order, all.Contains);
        return worst >= 0 ? Order[worst] : all.Where(c => c != Passed).DefaultIfEmpty(Passed).Min();
    }
}
