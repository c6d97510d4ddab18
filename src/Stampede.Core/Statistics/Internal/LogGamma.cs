namespace Stampede.Engine;

/// <summary>The logarithm of the gamma function, for arguments above 0.</summary>
internal static class LogGamma
{
    public static double Of(double x)
    {
        // Γ(x) = Γ(x + 1) / x, up to where Stirling's series is exact to the last digits.
        var product = 1.0;
        while (x < 10)
        {
            product *= x++;
        }

        var inverse = 1 / x;
        var square = inverse * inverse;
        var series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188 - square * 691 / 360360)))));
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series - Math.Log(product);
    }

    /// <summary>The logarithm of the number of ways to choose <paramref name="k"/> of <paramref name="n"/>, in any order.</summary>
    public static double OfChoose(long n, long k) => Of(n + 1) - Of(k + 1) - Of(n - k + 1);
}
