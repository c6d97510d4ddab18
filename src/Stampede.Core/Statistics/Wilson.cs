using Stampede.Engine;

namespace Stampede.Metrics;

/// <summary>Wilson's score interval for a rate. It stays within 0 and 1, and says something sensible for 0 of n and n of n.</summary>
/// <param name="Low">The lower end, 0 to 1.</param>
/// <param name="High">The upper end, 0 to 1.</param>
public readonly record struct Wilson(double Low, double High)
{
    /// <summary>The interval for a rate of which <paramref name="count"/> of <paramref name="total"/> were seen; NaN for both ends without any.</summary>
    /// <param name="count">How often it was so; 0 to <paramref name="total"/>.</param>
    /// <param name="total">How often it could have been.</param>
    /// <param name="confidence">Above 0 and below 1; default 0.95, both ends together.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Wilson Of(long count, long total, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, total);
        if (total == 0)
        {
            return new Wilson(double.NaN, double.NaN);
        }

        var interval = Of((double)count / total, total, z: Normal.Quantile(0.5 + Confidence.Check(confidence) / 2));

        // Exactly 0 and 1 at the borders, where rounding would leave a hair.
        return new Wilson(count == 0 ? 0 : interval.Low, count == total ? 1 : interval.High);
    }

    /// <summary>The interval for a rate of as many trials, which need not be a whole number: dependent ones count for fewer; its ends are z deviations away.</summary>
    internal static Wilson Of(double rate, double total, double z)
    {
        var scale = 1 + z * z / total;
        var middle = (rate + z * z / (2 * total)) / scale;
        var half = z / scale * Math.Sqrt(rate * (1 - rate) / total + z * z / (4 * total * total));
        return new Wilson(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
