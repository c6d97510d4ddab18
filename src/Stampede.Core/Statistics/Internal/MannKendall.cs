namespace Stampede.Engine;

/// <summary>Mann-Kendall's test for a trend, which assumes no distribution, with Sen's slope.</summary>
internal static class MannKendall
{
    /// <summary>More values than this are thinned out evenly: the test looks at every pair.</summary>
    private const int Most = 1_000;

    /// <summary>Tests values in the order of time.</summary>
    /// <returns>The two-sided p-value (1 with fewer than four values), and the median slope per value.</returns>
    public static (double P, double Slope) Test(IReadOnlyList<double> values)
    {
        var step = ((values.Count - 1) / Most) + 1;
        var x = values.Where((_, i) => i % step == 0).ToArray();
        if (x.Length < 4)
        {
            return (1, 0);
        }

        var s = 0L;
        var slopes = new double[x.Length * (x.Length - 1) / 2];
        var count = 0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = i + 1; j < x.Length; j++)
            {
                s += Math.Sign(x[j] - x[i]);
                slopes[count++] = (x[j] - x[i]) / ((j - i) * step);
            }
        }

        double n = x.Length;
        var ties = x.GroupBy(v => v).Sum(g => (double)g.Count() * (g.Count() - 1) * ((2 * g.Count()) + 5));
        var variance = ((n * (n - 1) * ((2 * n) + 5)) - ties) / 18;
        Array.Sort(slopes);
        var slope = (slopes[(slopes.Length - 1) / 2] + slopes[slopes.Length / 2]) / 2;
        return variance <= 0 || s == 0 ? (1, slope) : (2 * Normal.Above((Math.Abs(s) - 1) / Math.Sqrt(variance)), slope);
    }
}
