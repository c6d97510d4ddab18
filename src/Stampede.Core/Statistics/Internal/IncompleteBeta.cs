namespace Stampede.Engine;

/// <summary>The regularised incomplete beta function, on which the binomial distribution and Student's stand.</summary>
internal static class IncompleteBeta
{
    /// <summary>The regularised incomplete beta function I_x(a, b), with y = 1 - x.</summary>
    public static double Of(double a, double b, double x, double y)
    {
        var front = Math.Exp(LogGamma.Of(a + b) - LogGamma.Of(a) - LogGamma.Of(b) + a * Math.Log(x) + b * Math.Log(y));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(a, b, x) / a : 1 - front * Fraction(b, a, y) / b;
    }

    /// <summary>
    /// The continued fraction of I_x(a, b) by Lentz's method; it converges in about the root of the larger of a and b steps where x is on the side
    /// that <see cref="Of"/> chooses.
    /// </summary>
    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        var c = 1.0;
        var d = 1 / NotZero(1 - (a + b) * x / (a + 1));
        var value = d;
        for (var m = 1; m < 1_000_000; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            value *= d * c;

            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            value *= d * c;
            if (Math.Abs(d * c - 1) < 1e-15)
            {
                break;
            }
        }

        return value;

        static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }
}
