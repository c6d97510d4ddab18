using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>How long a run took by one row of its file: its requests divided by its rate, between two bounds since the rate is rounded.</summary>
internal sealed record RowRate(RequestKey Key, long Requests, double Rate, double? Maximum, double Least, double Most)
{
    private const double Tolerance = 0.005;

    public double Seconds => Requests / Rate;

    public static RowRate[] Of(RunResult run)
    {
        var rows = run.Requests.Where(r => r.Value is { Settled: > 0, Reported.Rate: > 0 }).ToArray();

        // All rates of a file are as exact as the one with the most digits.
        var half = rows.Length == 0 ? 0 : 0.5 * Math.Pow(10, -rows.Max(r => Digits(r.Value.Reported!.Rate!.Value)));
        return [.. rows.Select(r => Of(r.Key, r.Value, half))];
    }

    private static RowRate Of(RequestKey key, RequestStats stats, double half)
    {
        var rate = stats.Reported!.Rate!.Value;
        return new RowRate(
            key, stats.Settled, rate, stats.Reported.Maximum / 1e6,
            stats.Settled / (rate + half) * (1 - Tolerance),
            rate > half ? stats.Settled / (rate - half) * (1 + Tolerance) : double.PositiveInfinity);
    }

    private static int Digits(double value) => Math.Min((byte)15, ((decimal)Math.Min(value, 1e12)).Scale);
}
