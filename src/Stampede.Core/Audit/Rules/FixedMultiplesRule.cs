using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>
/// Percentiles that are the same multiple of the mean in every row, whole milliseconds cut off or rounded: they were computed from the mean, not measured.
/// What the runs of one system have in common is a shape, but not to the millisecond.
/// </summary>
internal sealed class FixedMultiplesRule : IAuditRule
{
    /// <summary>How narrow the possible factors of a row must be for it to prove anything: short times fit many factors.</summary>
    private const double Narrow = 0.02;

    public string Id => "CONST-MULTIPLE";

    public string Title => "Percentiles made from the mean";

    public string Needs => "means and percentiles of several requests, as a file tells them";

    public string Severities => "invalid: one factor fits all rows, for two percentiles of two or more rows, or one of five";

    public AuditOutcome Judge(AuditInput input)
    {
        var rows = input.Run.Requests.Where(r => r.Value is { Settled: > 1, Reported.Mean: > 0 }).Select(r => r.Value.Reported!).ToArray();
        var means = rows.Select(r => Math.Round(r.Mean!.Value)).Distinct().Count();
        if (means < 2 || rows.All(r => r.Percentiles.Count == 0))
        {
            return AuditOutcome.NotApplicable("the file does not tell means and percentiles of several requests");
        }

        var fixedOnes = rows.SelectMany(r => r.Percentiles.Keys).Distinct().Where(p => p is >= 75 and < 100).Order()
            .Select(p => (Percentile: p, Factor: Factor(rows, p)))
            .Where(f => f.Factor is not null)
            .Select(f => (f.Percentile, Factor: f.Factor!.Value))
            .ToArray();

        // Percentiles of few requests are one value: that two of them fit is then one coincidence.
        var distinct = fixedOnes.Select(f => f.Factor).Distinct().Count();
        return distinct >= 2 || (distinct == 1 && means >= 5) ? AuditOutcome.Found(Finding(rows.Length, fixedOnes)) : AuditOutcome.Clean;
    }

    private AuditFinding Finding(int rows, (double Percentile, double Factor)[] factors) => new()
    {
        Rule = Id,
        Severity = NoteSeverity.Invalid,
        Numbers = [new("rows", rows), .. factors.Select(f => new AuditNumber($"p{f.Percentile.ToString(CultureInfo.InvariantCulture)} ÷ mean", f.Factor))],
        Meaning = $"In all {rows} rows {string.Join(" and ", factors.Take(3).Select(f => $"p{f.Percentile.ToString(CultureInfo.InvariantCulture)} is the mean × {Figures.Number(f.Factor)}"))}: these percentiles were computed from the mean, not measured.",
        Advice = "Discard these percentiles, and take them from a distribution.",
    };

    /// <summary>The factor that fits all rows, the roundest there is; null for none.</summary>
    private static double? Factor(ReportedTimes[] rows, double percentile)
    {
        var (low, high) = (0.0, double.PositiveInfinity);
        foreach (var row in rows)
        {
            if (!row.Percentiles.TryGetValue(percentile, out var time))
            {
                return null;
            }

            // In milliseconds: cut off, it may have been nearly 1 more, rounded half of one less.
            var (ms, mean) = (time / 1e3, row.Mean!.Value / 1e3);
            var (least, most) = ((ms - 0.5) / mean, (ms + 1) / mean);
            if (most - least > Narrow * most)
            {
                return null;
            }

            (low, high) = (Math.Max(low, least), Math.Min(high, most));
        }

        if (low >= high || high < 1.02)
        {
            return null;
        }

        for (var digits = 0; digits < 6; digits++)
        {
            var scale = Math.Pow(10, digits);
            if (Math.Ceiling(low * scale) / scale is var round && round <= high)
            {
                return digits <= 2 ? round : null;
            }
        }

        return null;
    }
}
