namespace Stampede.Engine;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    /// <summary>P(|T| &gt;= |t|) with as many degrees of freedom, above 0 and not necessarily whole.</summary>
    public static double TwoSided(double t, double freedom) =>
        double.IsInfinity(t) ? 0 : IncompleteBeta.Of(freedom / 2, 0.5, freedom / (freedom + t * t), t * t / (freedom + t * t));

    /// <summary>The t with P(T &lt;= t) = p; p above 0 and below 1.</summary>
    public static double Quantile(double p, double freedom)
    {
        if (p < 0.5)
        {
            return -Quantile(1 - p, freedom);
        }

        // Out until the tail is small enough, then halving: 60 steps are exact to the last digits.
        var (low, high) = (0.0, 1.0);
        while (TwoSided(high, freedom) > 2 * (1 - p))
        {
            (low, high) = (high, 2 * high);
        }

        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = TwoSided(middle, freedom) > 2 * (1 - p) ? (middle, high) : (low, middle);
        }

        return high;
    }
}
