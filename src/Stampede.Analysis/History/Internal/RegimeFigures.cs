using Stampede.Engine;

namespace Stampede.Analysis;

/// <summary>What is said about the runs of a regime, and of two that follow each other.</summary>
internal static class RegimeFigures
{
    /// <summary>The quantile of both ends of a 98 % interval.</summary>
    private const double Upper = 1 - (1 - LocationShift.DefaultConfidence) / 2;

    /// <summary>A regime of some values.</summary>
    /// <param name="values">One a run.</param>
    /// <param name="first">The first run.</param>
    /// <param name="last">The last run.</param>
    public static Regime Of(ReadOnlySpan<double> values, int first, int last)
    {
        var mean = Samples.Mean(values);
        if (values.Length < 2)
        {
            return new Regime(first, last, values.Length, mean, null, null);
        }

        var half = StudentT.Quantile(Upper, values.Length - 1) * Math.Sqrt(Variance(values, mean) / values.Length);
        return new Regime(first, last, values.Length, mean, mean - half, mean + half);
    }

    /// <summary>The interval of the relative change of the mean, on the logarithmic scale, where deviations need not be equal (Welch).</summary>
    public static (double? Low, double? High) Change(ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        if (before.Length < 2 || after.Length < 2)
        {
            return (null, null);
        }

        var (from, to) = (Samples.Mean(before), Samples.Mean(after));
        if (from <= 0 || to <= 0)
        {
            return (null, null);
        }

        var (a, b) = (Variance(before, from) / before.Length / (from * from), Variance(after, to) / after.Length / (to * to));
        if (a + b == 0)
        {
            return (to / from - 1, to / from - 1);
        }

        var freedom = (a + b) * (a + b) / (a * a / (before.Length - 1) + b * b / (after.Length - 1));
        var factor = Math.Exp(StudentT.Quantile(Upper, freedom) * Math.Sqrt(a + b));
        return (to / from / factor - 1, to / from * factor - 1);
    }

    /// <summary>The interval of the difference of the means (Welch); null where a side is one run.</summary>
    public static (double? Low, double? High) Difference(ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        if (before.Length < 2 || after.Length < 2)
        {
            return (null, null);
        }

        var (from, to) = (Samples.Mean(before), Samples.Mean(after));
        var (a, b) = (Variance(before, from) / before.Length, Variance(after, to) / after.Length);
        var half = a + b == 0 ? 0 : StudentT.Quantile(Upper, (a + b) * (a + b) / (a * a / (before.Length - 1) + b * b / (after.Length - 1))) * Math.Sqrt(a + b);
        return (to - from - half, to - from + half);
    }

    /// <summary>Whether 0 is not in that interval.</summary>
    public static bool Differ(ReadOnlySpan<double> before, ReadOnlySpan<double> after) => Difference(before, after) is ( > 0, _) or (_, < 0);

    /// <summary>How far from its mean a single run of a regime lies at most, in 98 of 100 cases; 0 of one run.</summary>
    public static double Reach(ReadOnlySpan<double> values) => values.Length < 2
        ? 0
        : StudentT.Quantile(Upper, values.Length - 1) * Math.Sqrt(Variance(values, Samples.Mean(values)) * (1 + 1.0 / values.Length));

    private static double Variance(ReadOnlySpan<double> values, double mean) => Samples.SquaredDistances(values, mean) / (values.Length - 1);
}
