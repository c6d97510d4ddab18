using Stampede.Analysis;
using Stampede.Baselines;

namespace DetectorRuns;

/// <summary>A recorded comparison, and what is said of it with the defaults.</summary>
/// <param name="Planned">What was compared.</param>
/// <param name="Runs">Its runs.</param>
/// <param name="Comparison">What is said.</param>
internal sealed record JudgedComparison(PlannedComparison Planned, IReadOnlyList<RecordedRun> Runs, RunComparison Comparison)
{
    /// <summary>Whether it was told that the build is slower: in any of its metrics.</summary>
    public bool IsCalledRegressed => Comparison.Gating.Any(m => m.Verdict == ChangeVerdict.Regressed);

    /// <summary>What the comparison comes to, in a word.</summary>
    public string Outcome => Comparison.Outcome switch
    {
        ComparisonOutcome.Invalid => "invalid",
        ComparisonOutcome.NotComparable or ComparisonOutcome.NoData => "not comparable",
        ComparisonOutcome.Regressed => "regressed",
        ComparisonOutcome.Inconclusive => "inconclusive",
        _ => "passed",
    };

    /// <summary>Compares the two sides of a comparison; the random numbers of percentiles are its own.</summary>
    public static async Task<JudgedComparison> Of(RunLog log, PlannedComparison planned, IReadOnlyList<RecordedRun> runs)
    {
        var baseline = new Baseline { Name = "baseline", Runs = await Metrics(Side.Baseline) };
        var candidate = await Metrics(Side.Candidate);
        var comparison = RunComparison.Of(
            baseline,
            [.. candidate.Select(m => new CandidateRun(m))],
            ComparisonMargins.Default,
            new ComparisonOptions(),
            new Random(planned.Number),
            runs[^1].Started);
        return new JudgedComparison(planned, runs, comparison);

        async Task<RunMetrics[]> Metrics(Side side)
        {
            var found = new List<RunMetrics>();
            foreach (var run in runs.Where(r => r.Side == side))
            {
                found.Add(await log.Metrics(run));
            }

            return [.. found];
        }
    }
}
