using Stampede.Baselines;
using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>Takes a metric's change from the figures of both sides, by the test that fits it.</summary>
internal static class MetricMeasure
{
    // How many requests of a run have to lie beyond a percentile that is one value a run, as TailRatio asks of a side.
    private const double FewestBeyond = 10;

    /// <summary>Compares.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="before">The service in the baseline's runs.</param>
    /// <param name="after">The service in the candidate's runs.</param>
    /// <param name="margin">In whose unit the change is wanted.</param>
    /// <param name="confidence">Of the interval.</param>
    /// <param name="random">For percentiles of distributions.</param>
    public static Measured Of(
        ComparedMetric metric, IReadOnlyList<ServiceMetrics> before, IReadOnlyList<ServiceMetrics> after, Margin margin, double confidence, Random random)
    {
        double[] baseline = [.. before.Select(s => Value(s, metric)).OfType<double>()], candidate = [.. after.Select(s => Value(s, metric)).OfType<double>()];
        var measured = new Measured
        {
            Baseline = Median(baseline),
            Candidate = Median(candidate),
            BaselineRuns = baseline,
            CandidateRuns = candidate,
            IsLost = baseline.Length == before.Count && candidate.Length < after.Count,
            Missing = Unknown(metric, (baseline.Length, before.Count), (candidate.Length, after.Count)),
        };
        return measured.Missing is not null ? measured
            : metric == ComparedMetric.ErrorRate ? Rates(measured, before, after, margin, confidence)
            : Percentile(metric) is not { } percentile ? measured with { Effect = Effect.OfLocation(baseline, candidate, margin.Unit, confidence) }
            : before.Concat(after).All(s => s.Times is { Count: > 0 }) ? Tails(measured, [.. before.Select(s => s.Times!)], [.. after.Select(s => s.Times!)], percentile, margin, confidence, random)
            : Figures(measured, metric, before.Concat(after), percentile, margin, confidence);
    }

    private static Measured Rates(Measured measured, IReadOnlyList<ServiceMetrics> before, IReadOnlyList<ServiceMetrics> after, Margin margin, double confidence)
    {
        if (before.Concat(after).Any(s => s is not { Requests: > 0, Failures: not null }))
        {
            return measured with { Missing = "How many requests the error rates are of is unknown, and so what is chance." };
        }

        Proportion[] baseline = [.. before.Select(Of)], candidate = [.. after.Select(Of)];
        return measured with
        {
            Baseline = Pooled(baseline),
            Candidate = Pooled(candidate),
            Effect = Effect.OfProportions(baseline, candidate, margin.Unit, confidence),
        };

        static Proportion Of(ServiceMetrics service) => new(service.Failures!.Value, service.Requests!.Value);
        static double Pooled(Proportion[] runs) => 100.0 * runs.Sum(r => r.Count) / runs.Sum(r => r.Total);
    }

    private static Measured Tails(Measured measured, Histogram[] before, Histogram[] after, double percentile, Margin margin, double confidence, Random random)
    {
        var (baseline, candidate) = (Merged(before), Merged(after));
        var effect = Effect.OfTail(before, after, percentile, random, confidence);
        return measured with
        {
            Baseline = baseline,
            Candidate = candidate,

            // The bootstrap is of the ratio; in milliseconds that is so much of the baseline's percentile.
            Effect = margin.Unit == ChangeUnit.Relative ? effect
                : effect with { Estimate = effect.Estimate * baseline, Low = effect.Low * baseline, High = effect.High * baseline },
        };

        double Merged(Histogram[] runs)
        {
            var all = runs[0].Copy();
            foreach (var run in runs.Skip(1))
            {
                all.Add(run);
            }

            return all.Percentile(percentile) / 1_000.0;
        }
    }

    private static Measured Figures(Measured measured, ComparedMetric metric, IEnumerable<ServiceMetrics> runs, double percentile, Margin margin, double confidence)
    {
        var needed = (long)Math.Ceiling(FewestBeyond / (1 - percentile / 100) - 1e-6);
        var fewest = runs.Min(r => r.Requests ?? 0);
        return fewest < needed
            ? measured with { Missing = $"{metric.Key()} of a run of {Metrics.Figures.Plural(fewest, "request")}; without the distributions each run needs at least {Metrics.Figures.Count(needed)}." }
            : measured with { Effect = Effect.OfLocation(measured.BaselineRuns, measured.CandidateRuns, margin.Unit, confidence) };
    }

    private static string? Unknown(ComparedMetric metric, (int Known, int Runs) baseline, (int Known, int Runs) candidate)
    {
        var title = metric.Title();
        return (baseline.Known, candidate.Known) switch
        {
            (0, 0) => $"The {title} is unknown on both sides: it is not compared.",
            ( > 0 and var b, > 0 and var c) when b == baseline.Runs && c == candidate.Runs => null,
            (0, _) => $"The {title} is unknown in the baseline: it is not compared.",
            (_, 0) => $"The {title} is unknown in the candidate: it is not compared.",
            _ => $"The {title} is unknown in {Of(baseline, "baseline")}{(baseline.Known < baseline.Runs && candidate.Known < candidate.Runs ? " and " : "")}{Of(candidate, "candidate")}: it is not compared.",
        };

        static string Of((int Known, int Runs) side, string name) => side.Known == side.Runs ? "" : $"{side.Runs - side.Known} of {Metrics.Figures.Plural(side.Runs, "run")} of the {name}";
    }

    /// <summary>A metric's value in a run; null where it is unknown.</summary>
    /// <exception cref="ArgumentException">It is negative, NaN or infinite.</exception>
    public static double? Value(ServiceMetrics service, ComparedMetric metric)
    {
        var value = metric switch
        {
            ComparedMetric.Mean => service.Mean,
            ComparedMetric.Median => service.Median,
            ComparedMetric.P95 => service.P95,
            ComparedMetric.P99 => service.P99,
            ComparedMetric.ErrorRate => service.ErrorRate,
            _ => service.RequestsPerSecond,
        };
        return value is null or >= 0 and < double.PositiveInfinity ? value : throw new ArgumentException(
            FormattableString.Invariant($"The {metric.Title()} of '{service.Service}' is {value}; no metric of a run is negative, NaN or infinite."));
    }

    private static double? Percentile(ComparedMetric metric) => metric switch { ComparedMetric.P95 => 95, ComparedMetric.P99 => 99, _ => null };

    private static double? Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
