namespace Stampede.Engine;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>P(X &lt;= x).</summary>
    public static double AtMost(double x) => x < 0 ? Above(-x) : 1 - Above(x);

    /// <summary>P(X &gt; x), exact in relative terms far out too.</summary>
    public static double Above(double x)
    {
        if (x < 0)
        {
            return 1 - Above(-x);
        }

        return x < 3 ? 0.5 - Density(x) * Series(x) : Density(x) / Fraction(x);
    }

    /// <summary>The x with P(X &lt;= x) = p; p above 0 and below 1.</summary>
    public static double Quantile(double p)
    {
        if (p > 0.5)
        {
            return -Quantile(1 - p);
        }

        // Newton on ln P(X > x), which is concave: from the right of the root it comes down to it and never overshoots.
        // P(X > x) <= exp(-x² / 2) / 2 gives a start that is to the right.
        var x = Math.Sqrt(Math.Max(0, -2 * Math.Log(2 * p)));
        for (var i = 0; i < 50; i++)
        {
            var above = Above(x);
            var step = (Math.Log(p) - Math.Log(above)) * above / Density(x);
            x -= step;
            if (Math.Abs(step) <= 1e-15 * x)
            {
                break;
            }
        }

        return -x;
    }

    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>x + x³/3 + x⁵/(3·5) + …: (P(X &lt;= x) - 1/2) / density.</summary>
    private static double Series(double x)
    {
        var term = x;
        var sum = x;
        for (var k = 3; term > sum * 1e-17; k += 2)
        {
            term *= x * x / k;
            sum += term;
        }

        return sum;
    }

    /// <summary>x + 1/(x + 2/(x + 3/(x + …))): density / P(X &gt; x).</summary>
    private static double Fraction(double x)
    {
        var value = x;
        for (var k = 150; k > 0; k--)
        {
            value = x + k / value;
        }

        return value;
    }
}
