using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Baselines.Internal;
using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>A comparison as sections that Markdown and the page write in their own way: the figures of both are the same.</summary>
internal static class ComparisonSections
{
    /// <summary>Rows of a table of a report that has to fit a comment or a job's summary.</summary>
    private const int MostRows = 100;

    private const int MostServices = 20;

    /// <summary>Rows of a table of the page, each of which has two drawings.</summary>
    private const int MostPageRows = 3_000;

    /// <summary>The report.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="isPage">Whether it has drawings, and room for more rows.</param>
    public static PhaseReport Of(RunComparison comparison, bool isPage) => new()
    {
        Name = ComparisonHeadline.Of(comparison),
        Verdict = Verdict(comparison),
        Head = [.. Head(comparison)],
        Sections = [.. Sections(comparison, isPage)],
    };

    /// <summary>What it came to.</summary>
    public static VerdictText Verdict(RunComparison comparison) => new(ComparisonText.Word(comparison.Outcome), ComparisonHeadline.Why(comparison), Tone(comparison.Outcome));

    /// <summary>How a metric's verdict is to be taken; null for one that only tells.</summary>
    public static VerdictTone? Tone(MetricComparison metric) => metric.Verdict switch
    {
        _ when !metric.Gates => null,
        ChangeVerdict.Regressed => metric.Level == ChangeLevel.Warning ? VerdictTone.Careful : VerdictTone.Bad,
        ChangeVerdict.Improved or ChangeVerdict.Unchanged => VerdictTone.Good,
        _ => VerdictTone.Careful,
    };

    private static VerdictTone Tone(ComparisonOutcome outcome) => outcome switch
    {
        ComparisonOutcome.Passed => VerdictTone.Good,
        ComparisonOutcome.Regressed or ComparisonOutcome.Invalid => VerdictTone.Bad,
        _ => VerdictTone.Careful,
    };

    private static IEnumerable<string> Head(RunComparison comparison)
    {
        yield return $"{comparison.Plan}: {Figures.Plural(comparison.Candidate.Count, "run")} compared with {Figures.Plural(comparison.Baseline.Count, "run")} of the baseline {comparison.BaselineName}, {SummaryText.Time(comparison.Compared)}.";
    }

    private static IEnumerable<PhaseSection> Sections(RunComparison comparison, bool isPage)
    {
        if (comparison.Metrics.Count > 0)
        {
            yield return Metrics(comparison, isPage);
        }

        yield return Uncertain(comparison, isPage);
        yield return new PhaseSection("What differs between the sides")
        {
            Paragraphs = comparison.Differences.Count == 0 ? ["Nothing that is known of both."] : [],
            Table = comparison.Differences.Count == 0 ? null : new PhaseTable(
                [" What", " Baseline", " Candidate", " "],
                [.. comparison.Differences.Select(d => (PhaseCell[])[d.Service is null ? d.Name : $"{d.Name} of {d.Service}", d.Baseline, d.Candidate, Allowed(d)])]),
        };
        yield return Runs(comparison);
        yield return Audit(comparison);
        if (comparison.Warnings.Count > 0)
        {
            yield return new PhaseSection("Warnings") { Paragraphs = comparison.Warnings };
        }

        yield return new PhaseSection("How it was judged") { Paragraphs = [.. ComparisonMethod.Of(comparison)] };
        if (comparison.Command is { } command)
        {
            yield return new PhaseSection("How to repeat it") { Code = command };
        }
    }

    private static PhaseSection Metrics(RunComparison comparison, bool isPage)
    {
        var all = ComparisonHeadline.Ordered(comparison.Metrics).ToArray();
        var shown = all[..Math.Min(all.Length, isPage ? MostPageRows : MostRows)];
        return new PhaseSection("Metrics")
        {
            Paragraphs =
            [
                .. shown.Length < all.Length ? [$"The first {shown.Length} of {Figures.Plural(all.Length, "metric")}; the others are no worse."] : Array.Empty<string>(),
                .. shown.Any(m => !m.Gates) ? ["In brackets: told only, and decides nothing."] : Array.Empty<string>(),
            ],
            Table = new PhaseTable(
                isPage
                    ? [" Service", " Metric", " Verdict", "Baseline", "Candidate", " Runs: baseline above, candidate below", "Change", Interval(comparison), " Interval and margin", "q", "Margin"]
                    : [" Service", " Metric", "Baseline", "Candidate", "Change", Interval(comparison), "q", "Runs", "Margin", " Verdict"],
                [.. shown.Select(m => isPage ? PageRow(m) : Row(m))]),
        };
    }

    private static string Interval(RunComparison comparison) => $"Interval, {ComparisonMethod.Percent(comparison.Confidence)}";

    private static PhaseCell[] PageRow(MetricComparison metric) =>
    [
        metric.Service, metric.Metric.Title(), Verdict(metric), ComparisonText.Value(metric.Metric, metric.Baseline), ComparisonText.Value(metric.Metric, metric.Candidate),
        new PhaseCell("") { Drawing = ComparisonDrawing.Runs(metric) }, ComparisonText.Change(metric), ComparisonText.Interval(metric),
        new PhaseCell("") { Drawing = ComparisonDrawing.Interval(metric) }, ComparisonText.Q(metric), ComparisonText.Margin(metric),
    ];

    private static PhaseCell[] Row(MetricComparison metric) =>
    [
        metric.Service, metric.Metric.Title(), ComparisonText.Value(metric.Metric, metric.Baseline), ComparisonText.Value(metric.Metric, metric.Candidate),
        ComparisonText.Change(metric), ComparisonText.Interval(metric), ComparisonText.Q(metric), ComparisonText.Runs(metric), ComparisonText.Margin(metric), Verdict(metric),
    ];

    private static PhaseCell Verdict(MetricComparison metric) =>
        new(metric.Gates ? ComparisonText.Verdict(metric) : $"({ComparisonText.Verdict(metric)})") { Tone = Tone(metric) };

    private static PhaseSection Uncertain(RunComparison comparison, bool isPage)
    {
        var groups = ComparisonReasons.Of(comparison, MostServices);
        var shown = groups.Take(isPage ? MostPageRows : MostRows).ToArray();
        return new PhaseSection("Not tested, or not certain")
        {
            Paragraphs =
            [
                .. shown.Length < groups.Count ? [$"The first {shown.Length} of {groups.Count}."] : Array.Empty<string>(),
                .. groups.Count == 0 ? ["Every metric of the baseline has a verdict."] : Array.Empty<string>(),
                "Shortest and longest times are not compared: each is of a single request, and the longest grows with the number of requests.",
            ],
            Items = shown,
        };
    }

    private static PhaseSection Runs(RunComparison comparison) => new("Runs")
    {
        Table = new PhaseTable(
            [" Side", "Run", " Name", " Started", " Commit", " Machine", " Verdict", " From"],
            [.. comparison.Baseline.Select((r, i) => Run("baseline", i, r)), .. comparison.Candidate.Select((r, i) => Run("candidate", i, r))]),
    };

    private static PhaseCell[] Run(string side, int index, ComparedRun run) =>
    [
        side,
        Figures.Count(index + 1),
        run.Manifest.Name,
        run.Manifest.Started is { } started ? SummaryText.Time(started) : ComparisonText.None,
        run.Manifest.Commit is { } commit ? CommitText.Short(commit) : ComparisonText.None,
        Machine(run.Manifest),
        new PhaseCell(run.IsInvalid ? "invalid" : run.Manifest.Verdict?.ToString().ToLowerInvariant() ?? ComparisonText.None) { Tone = run.IsInvalid ? VerdictTone.Bad : null },
        run.Source ?? ComparisonText.None,
    ];

    private static string Machine(RunManifest manifest) =>
        string.Join(", ", ((string?[])[manifest.Machine, manifest.Cores is { } cores ? Figures.Plural(cores, "core") : null, manifest.Runtime is { } runtime ? $".NET {runtime}" : null, manifest.Optimized == false ? "not optimised" : null]).OfType<string>()
            .DefaultIfEmpty(ComparisonText.None));

    private static PhaseSection Audit(RunComparison comparison)
    {
        string[] unknown = [.. Unknown("baseline", comparison.Baseline), .. Unknown("candidate", comparison.Candidate)];
        var findings = ComparisonReasons.Findings(comparison).ToArray();
        return new PhaseSection("Audit of the runs")
        {
            Paragraphs = [.. unknown, .. findings.Length == 0 && comparison.Candidate.Any(r => r.Findings is not null) ? ["It found nothing."] : Array.Empty<string>()],
            Items = findings,
        };

        static IEnumerable<string> Unknown(string side, IReadOnlyList<ComparedRun> runs) => runs.Count(r => r.Findings is null) is > 0 and var count
            ? [$"Of {Figures.Plural(count, "run")} of the {side} only the verdict is known, not what the audit found."] : [];
    }

    private static PhaseCell Allowed(ManifestDifference difference) =>
        difference.IsAllowed ? new PhaseCell(ManifestDifference.Allowable.Contains(difference.Name) ? "allowed" : "told only") : new PhaseCell("not comparable") { Tone = VerdictTone.Careful };
}
