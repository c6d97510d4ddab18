using System.Globalization;
using Stampede.Metrics;

namespace Stampede.Claims;

/// <summary>
/// Response times of a request in microseconds, whether it has distributions or what a file reported. Where they are told apart, those of successes, as every
/// figure of ours; else those of all requests.
/// </summary>
internal static class RunTimes
{
    private static readonly double[] Usual = [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99];

    public static double? Mean(RequestStats stats) => stats.ResponseTime.Count > 0 ? stats.ResponseTime.Mean : stats.Reported?.Mean;

    public static double? Minimum(RequestStats stats) => stats.ResponseTime.Count > 0 ? stats.ResponseTime.Min : stats.Reported?.Minimum;

    public static double? Maximum(RequestStats stats) => stats.ResponseTime.Count > 0 ? stats.ResponseTime.Max : stats.Reported?.Maximum;

    public static double? Percentile(RequestStats stats, double percentile) =>
        stats.ResponseTime.Count > 0 ? stats.ResponseTime.Percentile(percentile)
        : stats.Reported is not { } reported ? null
        : percentile == 50 && reported.Median is { } median ? median
        : reported.Percentiles.TryGetValue(percentile, out var told) ? told : null;

    /// <summary>Successes and failures together, where both are known as distributions; else null.</summary>
    public static Histogram? Both(RequestStats stats)
    {
        if (stats.FailedResponseTime.Count == 0)
        {
            return null;
        }

        var both = stats.ResponseTime.Copy();
        both.Add(stats.FailedResponseTime);
        return both;
    }

    /// <summary>Every figure that somebody may have printed, with what it is.</summary>
    public static IEnumerable<(double Value, string Text)> Figures(RequestStats stats)
    {
        var mixed = stats.ResponseTime.Count == 0 && stats is { Reported.IncludesFailures: true, Failed: > 0 };
        var who = mixed ? " of all requests, failures included" : stats.Failed > 0 ? " of the successes" : "";
        (double? Value, string Text)[] figures =
        [
            (Mean(stats), $"the mean{who}"), (Minimum(stats), $"the smallest{who}"), (Maximum(stats), $"the largest{who}"),
            .. Usual.Select(p => (Percentile(stats, p), $"the {Name(p)}{who}")),
        ];
        var known = figures.Where(f => f.Value is not null).Select(f => (f.Value!.Value, f.Text));
        if (Both(stats) is { } both)
        {
            known = known
                .Concat(Of(stats.FailedResponseTime, " of the failures"))
                .Concat(stats.ResponseTime.Count > 0 ? Of(both, " of all requests, failures included") : []);
        }

        return known;
    }

    public static string Name(double percentile) =>
        percentile == 50 ? "median" : string.Create(CultureInfo.InvariantCulture, $"{percentile}th percentile");

    private static IEnumerable<(double Value, string Text)> Of(Histogram times, string who) =>
        [(times.Mean, $"the mean{who}"), (times.Max, $"the largest{who}"), .. Usual.Select(p => ((double)times.Percentile(p), $"the {Name(p)}{who}"))];
}
