using System.Globalization;
using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>How a comparison was judged, in words with its numbers.</summary>
internal static class ComparisonMethod
{
    public static IEnumerable<string> Of(RunComparison comparison)
    {
        var confidence = Percent(comparison.Confidence);
        yield return $"Runs are compared, not requests: {comparison.Baseline.Count} of the baseline with {comparison.Candidate.Count} of the candidate. Below {comparison.FewestRuns} a side nothing is said.";
        yield return $"Means, medians and requests per second have one value a run: the change is Hodges and Lehmann's estimate, its {confidence} interval inverts the Mann-Whitney test at exact ranks. Percentiles are of all requests where every run has its distribution, by a bootstrap over runs and the requests in them (10,000 resamples, seeded), which needs 5 runs a side and 10 requests beyond the percentile; else they have one value a run. Error rates are of all requests, by Fisher's test and Newcombe's interval, the counts divided by how much failures clump within runs.";
        yield return $"{Figures.Plural(comparison.Tested, "metric")} {(comparison.Tested == 1 ? "was" : "were")} tested at once; q is Benjamini and Hochberg's, and counts up to {Percent(comparison.MaxQ)}.";
        yield return $"Regressed or improved: q counts, the interval has no 0, and the change is at least the margin. Unchanged: the whole interval is within the margin. All else is inconclusive, which is no pass. A regression fails from the {comparison.Options.FailOn.ToString().ToLowerInvariant()} level on.";
    }

    /// <summary>A share in percent: <c>98 %</c>.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.###} %");
}
