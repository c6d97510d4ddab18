using Stampede.Results;

namespace DetectorRuns;

/// <summary>A line of the log: one run that was made.</summary>
/// <param name="Comparison">The comparison's number.</param>
/// <param name="Run">From 0, in the order in which they were made.</param>
/// <param name="Slower">By how many percent the comparison's candidate is slower.</param>
/// <param name="Side">Which side it is of.</param>
/// <param name="Verdict">What the run came to.</param>
/// <param name="Started">When.</param>
/// <param name="Requests">Settled requests, the log-ins among them.</param>
/// <param name="Failed">Of those, the failed ones.</param>
/// <param name="Findings">The audit's, each as severity and rule; empty for none.</param>
internal sealed record RecordedRun(
    int Comparison, int Run, int Slower, Side Side, Verdict Verdict, DateTimeOffset Started, long Requests, long Failed, IReadOnlyList<string> Findings)
{
    /// <summary>What the run's metrics are called in the folder of the runs.</summary>
    public string File => FormattableString.Invariant($"{Comparison:000}/{Run + 1:00}-{(Side == Side.Baseline ? "baseline" : "candidate")}.json");

    public override string ToString() => FormattableString.Invariant(
        $"{Comparison}\t{Run}\t{Slower}\t{Side}\t{Verdict}\t{Started:O}\t{Requests}\t{Failed}\t{string.Join(' ', Findings)}");

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static RecordedRun Parse(string line) => line.Split('\t') is [var comparison, var run, var slower, var side, var verdict, var started, var requests, var failed, var findings]
        ? new(
            int.Parse(comparison), int.Parse(run), int.Parse(slower), Enum.Parse<Side>(side), Enum.Parse<Verdict>(verdict), DateTimeOffset.Parse(started),
            long.Parse(requests), long.Parse(failed), findings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        : throw new FormatException($"'{line}' is no line of a log of runs.");
}
