using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>Whether two error rates differ, and by how much. Differences are rates, -1 to 1; times 100 they are percentage points.</summary>
/// <param name="Difference">The candidate's rate less the baseline's.</param>
/// <param name="Low">The lower end of the difference's interval (Newcombe's, from both rates' Wilson intervals).</param>
/// <param name="High">The upper end.</param>
/// <param name="P">How likely so great a difference is where there is none.</param>
/// <param name="IsExact">Whether P is Fisher's exact one; otherwise that of the score test, where counts are large.</param>
/// <param name="Clustering">
/// By how much failures clump within runs: the variance between runs over that of independent requests, 1 or more; 1 where only totals are known. The
/// counts were divided by it before they were compared (Rao and Scott), for a run that fails as a whole is one event, not a thousand; and Student's tails
/// taken, for it is an estimate.
/// </param>
public sealed record TwoProportions(double Difference, double Low, double High, double P, bool IsExact, double Clustering)
{
    private const long MostForExact = 20_000;

    /// <summary>Compares totals, as if all requests were independent of each other.</summary>
    /// <param name="baseline">Of how many; a total above 0.</param>
    /// <param name="candidate">Of how many; a total above 0.</param>
    /// <param name="confidence">Above 0 and below 1; default 0.98, both ends together.</param>
    /// <param name="alternative">Default: different, either way.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or above its total, a total 0, or the confidence out of its range.</exception>
    public static TwoProportions Of(
        Proportion baseline, Proportion candidate, double confidence = LocationShift.DefaultConfidence, Alternative alternative = Alternative.Different)
    {
        baseline.Check(nameof(baseline));
        candidate.Check(nameof(candidate));
        var (p, isExact) = Test(baseline, candidate, alternative);
        var (low, high) = Interval(baseline, candidate, Normal.Quantile(Upper(confidence)), 1);
        return new TwoProportions(candidate.Rate - baseline.Rate, low, high, p, isExact, 1);
    }

    /// <summary>Compares runs, which may differ more from each other than independent requests would.</summary>
    /// <param name="baseline">One a run, each with a total above 0; at least one.</param>
    /// <param name="candidate">One a run, each with a total above 0; at least one.</param>
    /// <param name="confidence">Above 0 and below 1; default 0.98, both ends together.</param>
    /// <param name="alternative">Default: different, either way.</param>
    /// <exception cref="ArgumentException">A side has no runs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or above its total, a total 0, or the confidence out of its range.</exception>
    public static TwoProportions OfRuns(
        IReadOnlyList<Proportion> baseline, IReadOnlyList<Proportion> candidate, double confidence = LocationShift.DefaultConfidence,
        Alternative alternative = Alternative.Different)
    {
        var (before, after) = (Sum(baseline, nameof(baseline)), Sum(candidate, nameof(candidate)));
        var (clustering, freedom) = RunClustering.Of([baseline, candidate], [before, after]);
        if (clustering == 1)
        {
            return Of(before, after, confidence, alternative);
        }

        // How much they clump is known from few runs only: Student's tails, or one in twenty would be a discovery where one in fifty is asked for.
        var (low, high) = Interval(before, after, StudentT.Quantile(Upper(confidence), freedom), clustering);
        return new TwoProportions(after.Rate - before.Rate, low, high, Score(before, after, alternative, clustering, z => StudentT.TwoSided(z, freedom) / 2), false, clustering);
    }

    private static (double P, bool IsExact) Test(Proportion baseline, Proportion candidate, Alternative alternative)
    {
        var failures = baseline.Count + candidate.Count;
        return Hypergeometric.Possible(candidate.Total, baseline.Total, failures) <= MostForExact
            ? (Hypergeometric.P(candidate.Count, candidate.Total, baseline.Total, failures, alternative), true)
            : (Score(baseline, candidate, alternative, 1, Normal.Above), false);
    }

    // above: how likely so large a positive z is.
    private static double Score(Proportion baseline, Proportion candidate, Alternative alternative, double clustering, Func<double, double> above)
    {
        var rate = (double)(baseline.Count + candidate.Count) / (baseline.Total + candidate.Total);
        var deviation = Math.Sqrt(clustering * rate * (1 - rate) * (1.0 / baseline.Total + 1.0 / candidate.Total));
        var z = deviation > 0 ? (candidate.Rate - baseline.Rate) / deviation : 0;
        return alternative switch
        {
            Alternative.Less => z < 0 ? above(-z) : 1 - above(z),
            Alternative.Greater => z > 0 ? above(z) : 1 - above(-z),
            _ => Math.Min(1, 2 * above(Math.Abs(z))),
        };
    }

    // Newcombe, Statistics in Medicine 17 (1998), method 10: each end takes the side of both Wilson intervals that makes the difference so.
    private static (double Low, double High) Interval(Proportion baseline, Proportion candidate, double z, double clustering)
    {
        var before = Wilson.Of(baseline.Rate, baseline.Total / clustering, z);
        var after = Wilson.Of(candidate.Rate, candidate.Total / clustering, z);
        var difference = candidate.Rate - baseline.Rate;
        return (
            Math.Max(-1, difference - double.Hypot(candidate.Rate - after.Low, before.High - baseline.Rate)),
            Math.Min(1, difference + double.Hypot(after.High - candidate.Rate, baseline.Rate - before.Low)));
    }

    private static double Upper(double confidence) => 0.5 + Engine.Confidence.Check(confidence) / 2;

    private static Proportion Sum(IReadOnlyList<Proportion> runs, string name)
    {
        if (runs.Count == 0)
        {
            throw new ArgumentException("There are no runs: a comparison needs at least one a side.", name);
        }

        var sum = default(Proportion);
        foreach (var run in runs)
        {
            run.Check(name);
            sum = new Proportion(sum.Count + run.Count, sum.Total + run.Total);
        }

        return sum;
    }
}
