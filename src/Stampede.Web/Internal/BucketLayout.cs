using System.Globalization;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>The fixed buckets of a metric, and how a histogram of ours is measured in them.</summary>
internal sealed class BucketLayout
{
    private readonly long[] _bounds;

    /// <summary>Makes one.</summary>
    /// <param name="bounds">Upper bounds, inclusive, rising, in the metric's unit; one without bound follows.</param>
    /// <param name="scale">How many of the histogram's units are one of the metric's.</param>
    public BucketLayout(IReadOnlyList<double> bounds, double scale)
    {
        _bounds = [.. bounds.Select(b => (long)Math.Round(b * scale))];
        Scale = scale;
        Texts = [.. bounds.Select(Text), "+Inf"];
    }

    /// <summary>Of times in microseconds, exported in seconds.</summary>
    public static BucketLayout Times { get; } = new(FixedBuckets.Seconds, 1e6);

    /// <summary>Of the test's own trends, which are kept in thousandths of their unit.</summary>
    public static BucketLayout Trends { get; } = new(FixedBuckets.Trends, 1e3);

    public double Scale { get; }

    /// <summary>The bounds as labels, the last one <c>+Inf</c>.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Adds a histogram's counts, each to the bucket that its values fall into.</summary>
    /// <param name="values">The histogram.</param>
    /// <param name="counts">One per bucket, not cumulative.</param>
    public void Fold(Histogram values, long[] counts)
    {
        var at = 0;
        foreach (var bucket in values.Buckets)
        {
            // A bucket of the histogram that reaches over the bound counts below it: it is 0.1 % wide.
            while (at < _bounds.Length && bucket.Low > _bounds[at])
            {
                at++;
            }

            counts[at] += bucket.Count;
        }
    }

    // The same text in both formats, or a change of format would make other series of them: OpenMetrics wants "1.0".
    private static string Text(double bound)
    {
        var text = bound.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.') ? text : text + ".0";
    }
}
