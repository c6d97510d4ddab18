using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What a suite came to, as sections that each form writes in its own way: the figures of all forms are the same.</summary>
internal sealed record PhaseReport
{
    private static readonly double[] Percentiles = [50, 95, 99, 100];

    /// <summary>The suite's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it came to.</summary>
    public required VerdictText Verdict { get; init; }

    /// <summary>When, how long, on what; sentences.</summary>
    public required IReadOnlyList<string> Head { get; init; }

    /// <summary>The sections, in order.</summary>
    public required IReadOnlyList<PhaseSection> Sections { get; init; }

    /// <summary>The report of a suite.</summary>
    public static PhaseReport Of(SuiteResult suite) => new()
    {
        Name = SecretMask.Text(suite.Name),
        Verdict = OutcomeText.Of(suite),
        Head = [.. PhaseHead.Of(suite)],
        Sections = [.. Parts(suite)],
    };

    private static IEnumerable<PhaseSection> Parts(SuiteResult suite)
    {
        yield return new PhaseSection("Executive summary")
        {
            Paragraphs = ["The ratio is the actual value ÷ the target's limit: at most 1 holds for an upper limit, at least 1 for a lower one."],
            Table = new PhaseTable([" Test", " Target", " Actual", "Ratio", " Verdict"], [.. suite.Outcomes.SelectMany(TargetRows.Of)]),
        };
        yield return Measured(suite);
        if (PublishedRows.Of(suite) is { } published)
        {
            yield return published;
        }

        var bottlenecks = Findings.Bottlenecks(suite).ToArray();
        yield return new PhaseSection("Bottlenecks")
        {
            Paragraphs = bottlenecks.Length == 0 ? ["Not identified: no run has a finding about one. The systems under test were not sampled by a probe, so that nothing is known of what limits them."] : [],
            Items = bottlenecks,
        };
        var recommendations = Findings.Recommendations(suite).ToArray();
        yield return new PhaseSection("Recommendations")
        {
            Paragraphs = recommendations.Length == 0 ? ["None: every target holds, and no run has a finding."] : [],
            Items = recommendations,
        };
        var missing = suite.Outcomes.Where(o => o.Run is null).ToArray();
        yield return new PhaseSection("Not run")
        {
            Paragraphs = missing.Length == 0 ? ["Every test of the suite was run."] : [],
            Items = [.. missing.Select(o => (o.Entry.Name, SecretMask.Text(o.NotRun!)))],
        };
    }

    private static PhaseSection Measured(SuiteResult suite)
    {
        var runs = suite.Outcomes.Where(o => o.Run is not null).ToArray();
        var total = new RequestStats();
        var duration = TimeSpan.Zero;
        foreach (var outcome in runs)
        {
            total.Add(outcome.Run!.Total());
            duration += outcome.Run.Duration;
        }

        var unknown = runs.Where(o => o.Run!.Total().Reported is not null).Select(o => o.Entry.Name).ToArray();
        string[] columns = [" Test", " Load", "Duration, s", "Requests", "Failed", "%", "Requests/s", .. Percentiles.Select(p => $"{SummaryText.PercentileName(p)}, ms")];
        return new PhaseSection("Figures")
        {
            Paragraphs =
            [
                $"{SummaryText.TimesTitle(total.Failed, total.Settled)}.",
                unknown.Length == 0
                    ? "The row of all tests has the sums of their requests; its percentiles are those of all response times together, from merged histograms, and its rate is over the time that the tests measured."
                    : $"The row of all tests has the sums of their requests, and no percentiles: {string.Join(", ", unknown)} has no distribution of response times.",
            ],
            Table = new PhaseTable(columns, [.. runs.Select(Row)])
            {
                Total = runs.Length == 0 ? null : Cells("All tests", "", duration, total, unknown.Length == 0),
            },
        };
    }

    private static IReadOnlyList<PhaseCell> Row(SuiteOutcome outcome)
    {
        var run = outcome.Run!;
        return Cells(
            new PhaseCell(outcome.Entry.Name) { Link = $"{outcome.Folder}/{HtmlReport.FileName}" }, SecretMask.Text(run.Plan.Load.Description), run.Duration, run.Total(), knowsTimes: true);
    }

    private static List<PhaseCell> Cells(PhaseCell name, string load, TimeSpan duration, RequestStats stats, bool knowsTimes)
    {
        var rate = duration > TimeSpan.Zero ? stats.Settled / duration.TotalSeconds : (double?)null;
        var times = new TimeFigures(stats);
        return
        [
            name,
            load,
            new PhaseCell(Figures.Number(duration.TotalSeconds)) { Number = duration.TotalSeconds },
            Count(stats.Settled),
            Count(stats.Failed),
            new PhaseCell(stats.Settled == 0 ? "-" : Figures.Percent(stats.Failed, stats.Settled)[..^2]) { Number = stats.Settled == 0 ? null : new XlsxShare((double)stats.Failed / stats.Settled) },
            new PhaseCell(rate is { } perSecond ? Figures.Rate(perSecond) : "-") { Number = rate },
            .. Percentiles.Select(p => knowsTimes ? new PhaseCell(ReportText.Percentile(stats, p)) { Number = times.Percentile(p) / 1_000 } : ""),
        ];
    }

    private static PhaseCell Count(long value) => new(Figures.Count(value)) { Number = value };
}
