using Stampede.Baselines;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>Runs held against a baseline: a verdict for each metric of each service, and what follows.</summary>
public sealed record RunComparison
{
    /// <summary>The load test's name.</summary>
    public required string Plan { get; init; }

    /// <summary>The baseline's name.</summary>
    public required string BaselineName { get; init; }

    /// <summary>When they were compared.</summary>
    public required DateTimeOffset Compared { get; init; }

    /// <summary>The baseline's runs.</summary>
    public required IReadOnlyList<ComparedRun> Baseline { get; init; }

    /// <summary>The runs that were held against it.</summary>
    public required IReadOnlyList<ComparedRun> Candidate { get; init; }

    /// <summary>All metrics of all services of the baseline, in order.</summary>
    public required IReadOnlyList<MetricComparison> Metrics { get; init; }

    /// <summary>How the two sides differ apart from what they measured, allowed or not.</summary>
    public required IReadOnlyList<ManifestDifference> Differences { get; init; }

    /// <summary>Why nothing is comparable, each without a full stop: invalid runs first, then differences that are not allowed. Empty where it is.</summary>
    public required IReadOnlyList<string> Obstacles { get; init; }

    /// <summary>Services of the candidate that the baseline has not; they were not compared.</summary>
    public required IReadOnlyList<string> WithoutBaseline { get; init; }

    /// <summary>Requests of the candidate that no service has.</summary>
    public required IReadOnlyList<string> Unmapped { get; init; }

    /// <summary>What is worth knowing although it does not decide; each a sentence or two, some with the audit rule's identifier before it.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How many metrics were tested at once, of which <see cref="MetricComparison.Q"/> takes account.</summary>
    public required int Tested { get; init; }

    /// <summary>The confidence of the intervals.</summary>
    public required double Confidence { get; init; }

    /// <summary>The share of false discoveries among all that is called changed.</summary>
    public required double MaxQ { get; init; }

    /// <summary>Runs a side below which nothing is said.</summary>
    public required int FewestRuns { get; init; }

    /// <summary>What was asked of the comparison.</summary>
    public required ComparisonOptions Options { get; init; }

    /// <summary>The command line that repeats it, secrets masked; null where it is not known.</summary>
    public string? Command { get; init; }

    /// <summary>The metrics that decide the outcome.</summary>
    public IEnumerable<MetricComparison> Gating => Metrics.Where(m => m.Gates);

    /// <summary>What it comes to: the gravest of its metrics.</summary>
    public ComparisonOutcome Outcome => Baseline.Concat(Candidate).Any(r => r.IsInvalid) ? ComparisonOutcome.Invalid
        : Gating.Any(m => m.Verdict == ChangeVerdict.Regressed && m.Level >= Options.FailOn) ? ComparisonOutcome.Regressed
        : Obstacles.Count > 0 || Gating.Any(m => m.Verdict == ChangeVerdict.NotComparable) ? ComparisonOutcome.NotComparable
        : !Gating.Any(m => m is { Baseline: not null, Candidate: not null }) ? ComparisonOutcome.NoData
        : Gating.Any(m => m.Verdict == ChangeVerdict.Inconclusive && (m.IsLost || !Options.AllowsInconclusive)) ? ComparisonOutcome.Inconclusive
        : Gating.Any(m => m.Verdict == ChangeVerdict.Regressed) ? ComparisonOutcome.Warning
        : ComparisonOutcome.Passed;

    /// <summary>How the comparison ends for whoever started it: 5 invalid, 6 regressed, 4 for what is no pass, else 0.</summary>
    public int ExitCode => Outcome switch
    {
        ComparisonOutcome.Passed or ComparisonOutcome.Warning => Results.ExitCode.Passed,
        ComparisonOutcome.Regressed => Results.ExitCode.Regression,
        ComparisonOutcome.Invalid => Results.ExitCode.Invalid,
        _ => Results.ExitCode.NoData,
    };

    /// <summary>Compares. Means, medians and rates have one value a run, error rates are of all requests, percentiles of all requests' distributions.</summary>
    /// <param name="baseline">What the runs are held against; best seven runs or more.</param>
    /// <param name="candidate">The runs; best as many.</param>
    /// <param name="margins">From what size on a change matters; <see cref="ComparisonMargins.Default"/> where nothing else is said.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="random">Where the draws for percentiles come from; seeded, the result is the same each time.</param>
    /// <param name="now">The time, for the baseline's validity and age.</param>
    /// <exception cref="ArgumentException">A figure is negative, NaN or infinite, or a setting is out of its range.</exception>
    public static RunComparison Of(
        Baseline baseline, IReadOnlyList<CandidateRun> candidate, ComparisonMargins margins, ComparisonOptions options, Random random, DateTimeOffset now) =>
        new RunComparer(baseline, candidate, margins, options, now).Compare(random);
}
