using Stampede.Analysis;
using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>Hunter's algorithm once more, literally as it is described and as slow as that is: both have to find the same.</summary>
public class HunterDefinitionTests
{
    [Theory]
    [InlineData(50, 0.001, 0)]
    [InlineData(10, 0.01, 0)]
    [InlineData(7, 0.05, 0.05)]
    [InlineData(20, 0.2, 0)]
    [InlineData(5, 0.6, 0)]
    public void Series_of_steps_in_noise_have_the_indexes_of_the_definition(int window, double maxP, double minMagnitude)
    {
        var random = new Random(30);
        var found = 0;
        for (var round = 0; round < 25; round++)
        {
            double[] series = Steps(random, random.Next(3, 36));
            var points = ChangePoints.Find([.. series.Select(v => (double?)v)], new ChangePointOptions { Window = window, MaxP = maxP, MinMagnitude = minMagnitude });

            Assert.Equal(Hunter(series, window, maxP, minMagnitude), points.Select(p => p.Index));
            found += points.Count;
        }

        Assert.True(found > 5);
    }

    private static double[] Steps(Random random, int count)
    {
        var (level, noise) = (100.0, random.NextDouble() * 10);
        return [.. Enumerable.Range(0, count).Select(_ => (level *= random.Next(12) == 0 ? 0.7 + random.NextDouble() * 0.7 : 1) + noise * Draws.Normal(random))];
    }

    private static List<int> Hunter(double[] series, int window, double maxP, double minMagnitude)
    {
        var weakP = maxP < 0.05 ? 10 * maxP : maxP < 0.5 ? 2 * maxP : maxP;
        var indexes = new List<int>();
        for (var start = 0; start < series.Length;)
        {
            int[] found = [.. Divisive(series[start..Math.Min(start + window, series.Length)], weakP).Select(i => start + i)];
            indexes.AddRange(found);
            start = Math.Max(found.LastOrDefault(), start + window / 2);
        }

        var points = indexes.Select((index, i) => (Index: index, Test: Test(series, i == 0 ? 0 : indexes[i - 1], index, i + 1 < indexes.Count ? indexes[i + 1] : series.Length))).ToList();
        while (points.Count > 0)
        {
            var weakest = points.MaxBy(p => p.Test.P);
            if (weakest.Test.P < maxP && (weakest = points.MinBy(p => p.Test.Magnitude)).Test.Magnitude > minMagnitude)
            {
                break;
            }

            var at = points.FindIndex(p => p.Index == weakest.Index);
            points.RemoveAt(at);
            for (var i = at; i < Math.Min(at + 2, points.Count); i++)
            {
                points[i] = (points[i].Index, Test(series, i == 0 ? 0 : points[i - 1].Index, points[i].Index, i + 1 < points.Count ? points[i + 1].Index : series.Length));
            }
        }

        return [.. points.Select(p => p.Index)];
    }

    private static List<int> Divisive(double[] series, double maxP)
    {
        var borders = new List<int> { 0, series.Length };
        while (true)
        {
            var best = borders.Zip(borders.Skip(1)).SelectMany(s => Candidates(series, s.First, s.Second)).DefaultIfEmpty((Tau: -1, Start: 0, End: 0, Q: 0)).MaxBy(c => c.Q);
            if (best.Tau < 0 || Test(series, best.Start, best.Tau, best.End).P > maxP)
            {
                return borders[1..^1];
            }

            borders.Add(best.Tau);
            borders.Sort();
        }
    }

    private static IEnumerable<(int Tau, int Start, int End, double Q)> Candidates(double[] series, int start, int end)
    {
        for (var tau = start + 1; tau < end; tau++)
        {
            for (var kappa = tau + 1; kappa <= end; kappa++)
            {
                yield return (tau, start, end, Q(series[start..tau], series[tau..kappa]));
            }
        }
    }

    private static double Q(double[] x, double[] y)
    {
        double n = x.Length, m = y.Length;
        return 2 / (n + m) * x.Sum(a => y.Sum(b => Math.Abs(a - b)))
            - (n > 1 ? 2 * m / ((n + m) * (n - 1)) * Within(x) : 0)
            - (m > 1 ? 2 * n / ((n + m) * (m - 1)) * Within(y) : 0);
    }

    private static double Within(double[] values) => values.Select((a, i) => values[(i + 1)..].Sum(b => Math.Abs(a - b))).Sum();

    // Student's, pooled, of the deviations of populations.
    private static (double P, double Magnitude) Test(double[] series, int start, int split, int end)
    {
        double[] left = series[start..split], right = series[split..end];
        var (before, after) = (left.Average(), right.Average());
        var freedom = left.Length + right.Length - 2;
        var pooled = ((left.Length - 1) * left.Average(v => (v - before) * (v - before)) + (right.Length - 1) * right.Average(v => (v - after) * (v - after))) / freedom;
        var p = freedom == 0 ? 1 : StudentT.TwoSided((after - before) / Math.Sqrt(pooled * (1.0 / left.Length + 1.0 / right.Length)), freedom);
        return (p, Math.Max(Math.Abs(after / before - 1), Math.Abs(before / after - 1)));
    }
}
