using Stampede.Engine;

namespace Stampede.Analysis;

/// <summary>A series and the test whether two neighbouring stretches of it differ: Student's, with one variance for both.</summary>
internal sealed class Regimes(double[] series, bool useSampleDeviation)
{
    public int Count => series.Length;

    /// <summary>Compares members start to split - 1 with split to end - 1. The range of suspects is left to be found.</summary>
    public ChangePoint Compare(int start, int split, int end)
    {
        var left = series.AsSpan(start..split);
        var right = series.AsSpan(split..end);
        var (before, after) = (Samples.Mean(left), Samples.Mean(right));
        var (varianceBefore, varianceAfter) = (Variance(left, before), Variance(right, after));
        return new ChangePoint(
            split, P(before, varianceBefore, left.Length, after, varianceAfter, right.Length), before, after, Math.Sqrt(varianceBefore),
            Math.Sqrt(varianceAfter), split, split);
    }

    private static double P(double before, double varianceBefore, int n, double after, double varianceAfter, int m)
    {
        var freedom = n + m - 2;
        if (freedom == 0 || before == after)
        {
            return 1;
        }

        var variance = ((n - 1) * varianceBefore + (m - 1) * varianceAfter) / freedom;
        if (variance == 0)
        {
            // Certain, if both sides stay where they are; but one run that is another says nothing about whether it stays so.
            return n == 1 || m == 1 ? 1 : 0;
        }

        return StudentT.TwoSided((after - before) / Math.Sqrt(variance * (1.0 / n + 1.0 / m)), freedom);
    }

    private double Variance(ReadOnlySpan<double> values, double mean) =>
        values.Length < 2 ? 0 : Samples.SquaredDistances(values, mean) / (useSampleDeviation ? values.Length - 1 : values.Length);
}
