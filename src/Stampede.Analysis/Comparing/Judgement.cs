namespace Stampede.Analysis;

/// <summary>What is said about one metric, and why.</summary>
/// <param name="Verdict">One of four; inconclusive is never a pass.</param>
/// <param name="Level">By which of the margin's levels a metric that regressed is worse.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record Judgement(ChangeVerdict Verdict, ChangeLevel Level, string Reason)
{
    /// <summary>The share of false discoveries among all that are called changed; the default of 0.05.</summary>
    public const double DefaultMaxQ = 0.05;

    /// <summary>The fewest runs a side that a verdict is given on: 5. Of 20 metrics compared at once, five a side can find only what most of them show.</summary>
    public const int DefaultFewestRuns = 5;

    /// <summary>
    /// Judges a change. It counts only if it is certain (q at most <paramref name="maxQ"/> and no zero in the interval) and large (the estimate at least the
    /// margin's warning level). It is none only if the whole interval is smaller than that level. All else is inconclusive.
    /// </summary>
    /// <param name="effect">The change, in the margin's unit.</param>
    /// <param name="q">Its q-value among all metrics compared (<see cref="FalseDiscovery.Adjust"/>), 0 to 1; of a single metric its P.</param>
    /// <param name="margin">From what size on it matters.</param>
    /// <param name="maxQ">Above 0 and below 1; default 0.05.</param>
    /// <param name="fewestRuns">Runs a side below which nothing is said; default 5, at least 2: a single run a side never has a verdict.</param>
    /// <exception cref="ArgumentException">A number is NaN, the interval does not hold the estimate, or a level is out of its range.</exception>
    public static Judgement Of(Effect effect, double q, Margin margin, double maxQ = DefaultMaxQ, int fewestRuns = DefaultFewestRuns)
    {
        margin.Check();
        Check(effect, q, maxQ, fewestRuns);
        if (effect.Runs < fewestRuns)
        {
            return new(ChangeVerdict.Inconclusive, ChangeLevel.None, $"Too few runs a side: {effect.Runs}, at least {fewestRuns} are needed.");
        }

        if (effect.Missing is { } why)
        {
            return new(ChangeVerdict.Inconclusive, ChangeLevel.None, why);
        }

        var (estimate, low, high) = margin.Direction == ChangeDirection.HigherIsWorse
            ? (effect.Estimate, effect.Low, effect.High)
            : (-effect.Estimate, -effect.High, -effect.Low);
        var (warning, failure) = (Margin.Least(margin.Warning), Margin.Least(margin.Failure));
        if (low > -warning && high < warning)
        {
            return new(ChangeVerdict.Unchanged, ChangeLevel.None, "The whole interval is smaller than the warning level.");
        }

        if (q <= maxQ && low > 0 && estimate >= warning)
        {
            return estimate >= failure
                ? new(ChangeVerdict.Regressed, ChangeLevel.Failure, "Worse, certainly, and by the failure level or more.")
                : new(ChangeVerdict.Regressed, ChangeLevel.Warning, "Worse, certainly, and by the warning level or more.");
        }

        if (q <= maxQ && high < 0 && estimate <= -warning)
        {
            return new(ChangeVerdict.Improved, ChangeLevel.None, "Better, certainly, and by the warning level or more.");
        }

        return new(ChangeVerdict.Inconclusive, ChangeLevel.None, q <= maxQ && (low > 0 || high < 0)
            ? "There is a change, but whether it is as large as the warning level is not certain."
            : "Neither a change nor its absence is certain: more runs, or longer ones, are needed.");
    }

    private static void Check(Effect effect, double q, double maxQ, int fewestRuns)
    {
        if (!(effect.Low <= effect.Estimate && effect.Estimate <= effect.High))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A change of {effect.Estimate} is not within its interval, {effect.Low} to {effect.High}."), nameof(effect));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(effect.Runs, nameof(effect));
        if (q is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(q), q, "A q-value is 0 to 1.");
        }

        if (maxQ is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(maxQ), maxQ, "The share of false discoveries is above 0 and below 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(fewestRuns, 2);
    }
}
