using System.Globalization;
using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>Comparisons in words and figures: the same in every report.</summary>
internal static class ComparisonText
{
    /// <summary>What stands where nothing is known.</summary>
    public const string None = "-";

    /// <summary>A value with its unit: <c>41.2 ms</c>, <c>0.33 %</c>, <c>35.0/s</c>.</summary>
    public static string Value(ComparedMetric metric, double? value) => value is not { } known ? None : metric switch
    {
        ComparedMetric.ErrorRate => $"{Figures.Number(known)} %",
        ComparedMetric.RequestsPerSecond => $"{Figures.Rate(known)}/s",
        _ => Figures.Time(known * 1_000),
    };

    /// <summary>The change in the unit of its margin: <c>+18 %</c>, <c>+0.67 pp</c>, <c>-3.2 ms</c>.</summary>
    public static string Change(MetricComparison metric) => metric.Effect is not { } effect || (effect.Missing is not null && effect is { Estimate: 0, P: 1 }) ? None : Size(metric, effect.Estimate);

    /// <summary>The change's interval: <c>+11 to +26 %</c>.</summary>
    public static string Interval(MetricComparison metric) =>
        metric.Effect is not { Missing: null } effect ? None : $"{Signed(metric, effect.Low)} to {Size(metric, effect.High)}";

    /// <summary>The q-value; <see cref="None"/> where the metric was not tested.</summary>
    public static string Q(MetricComparison metric) => metric.Q switch
    {
        null => None,
        < 0.0001 => "<0.0001",
        { } q => q.ToString(q < 0.01 ? "0.0000" : "0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>Runs of both sides, <c>7 / 7</c>.</summary>
    public static string Runs(MetricComparison metric) => string.Create(CultureInfo.InvariantCulture, $"{metric.BaselineRuns.Count} / {metric.CandidateRuns.Count}");

    /// <summary>The margin's levels, <c>5 / 10 %</c>, with the way that is worse: a sign.</summary>
    public static string Margin(MetricComparison metric)
    {
        var margin = metric.Margin;
        var sign = margin.Direction == ChangeDirection.HigherIsWorse ? "+" : "-";
        var (warning, failure) = (Figures.Number(Scaled(metric, margin.Warning)), Figures.Number(Scaled(metric, margin.Failure)));
        return warning == failure ? $"{sign}{warning}{Unit(metric)}" : $"{sign}{warning} / {failure}{Unit(metric)}";
    }

    /// <summary>The verdict in words: <c>regressed (warning)</c>.</summary>
    public static string Verdict(MetricComparison metric) => metric.Verdict switch
    {
        ChangeVerdict.Regressed when metric.Level == ChangeLevel.Warning => "regressed (warning)",
        ChangeVerdict.NotComparable => "not comparable",
        var verdict => verdict.ToString().ToLowerInvariant(),
    };

    /// <summary>The outcome in a word: <c>REGRESSED</c>.</summary>
    public static string Word(ComparisonOutcome outcome) => outcome switch
    {
        ComparisonOutcome.NotComparable => "NOT COMPARABLE",
        ComparisonOutcome.NoData => "NO DATA",
        _ => outcome.ToString().ToUpperInvariant(),
    };

    private static string Size(MetricComparison metric, double value) => Signed(metric, value) + Unit(metric);

    private static double Scaled(MetricComparison metric, double value) => metric.Margin.Unit == ChangeUnit.Relative ? 100 * value : value;

    private static string Unit(MetricComparison metric) => metric.Margin.Unit switch
    {
        ChangeUnit.Relative => " %",
        ChangeUnit.PercentagePoints => " pp",
        _ => metric.Metric == ComparedMetric.RequestsPerSecond ? "/s" : $" {metric.Metric.Unit()}",
    };

    private static string Signed(MetricComparison metric, double value)
    {
        var size = Math.Abs(Scaled(metric, value));
        var text = double.IsInfinity(size) ? "∞" : metric.Margin.Unit switch
        {
            ChangeUnit.Relative => size.ToString("#,0.0", CultureInfo.InvariantCulture),
            ChangeUnit.PercentagePoints => size.ToString("#,0.00", CultureInfo.InvariantCulture),
            _ => metric.Metric.IsTime() ? Figures.Milliseconds(size * 1_000) : Figures.Rate(size),
        };
        return text.All(c => c is '0' or '.') ? text : (value < 0 ? "-" : "+") + text;
    }
}
