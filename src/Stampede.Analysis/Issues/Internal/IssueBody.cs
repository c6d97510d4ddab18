using System.Globalization;
using System.Text;
using Stampede.Baselines;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>The text of an issue: what changed, by how much, since when, whether it can be believed, and how to see it again.</summary>
internal static class IssueBody
{
    /// <summary>What a new issue has below Stampede's text, for people: it stays when the text is replaced.</summary>
    public const string NextSteps = """


        ### Next steps

        - [ ] The regression is seen on another run or machine
        - [ ] The commit that brought it is known
        - [ ] It is repaired, or taken back
        - [ ] Or it is accepted, with the reason here, and a new baseline saved
        - [ ] The gate passes again
        """;

    // So many metrics are shown run by run: those that changed most certainly are enough to see how.
    private const int MostDetailed = 20;

    private static readonly int[] RowLimits = [500, 200, 100, 50, 20, 10, 5, 2];

    /// <summary>Writes it in at most so many characters: rows that do not fit are left out, which is said.</summary>
    public static string Text(IssueGroup group, IssueContext context, IssueMarker marker, int most)
    {
        var text = "";
        foreach (var rows in RowLimits)
        {
            text = Text(group, context, marker, new RowLimit(rows));
            if (text.Length <= most)
            {
                return text;
            }
        }

        return LineText.Cut(text, Math.Max(most - 1, 1));
    }

    /// <summary>A comment on the figures as they are now, or on the recovery.</summary>
    public static string Comment(IssueGroup group, IssueContext context, IReadOnlyDictionary<string, string> recovered)
    {
        var text = new StringBuilder();
        // The same runs give the same line, so that a job that is repeated comments once.
        var runs = group.Comparison.Candidate.Select(r => $"{r.Manifest.Started?.UtcTicks} {r.Source}");
        var figures = group.Metrics.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Service} {m.Metric} {m.Verdict} {m.Level} {m.Candidate:R}"));
        text.Append(CultureInfo.InvariantCulture, $"<!-- stampede-comment {IssueGroup.Hash(["comment", group.Key, .. runs, .. figures])} -->\n");
        if (group.Regressed.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{IssueProse.Name(group.Subject)} now, against the baseline {IssueProse.Name(group.Comparison.BaselineName)}:\n\n");
            Table(text, group, group.Regressed, new RowLimit(50));
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"{IssueProse.Name(group.Subject)} has recovered, so this is closed. If it gets worse again, it is opened again.\n\n");
            foreach (var (metric, how) in recovered.Take(50))
            {
                text.Append(CultureInfo.InvariantCulture, $"- {IssueProse.Text(metric)}: {IssueProse.Text(how)}\n");
            }
        }

        text.Append('\n');
        Lines(text, SuspectCommits.Lines(group), new RowLimit(10));

        Page(text, context);
        return text.ToString();
    }

    private static string Text(IssueGroup group, IssueContext context, IssueMarker marker, RowLimit rows)
    {
        var comparison = group.Comparison;
        var text = new StringBuilder(marker.Text()).Append('\n');
        text.Append(group.Failures.Count > 0 ? "## Performance Regression Alert\n\n" : "## Performance Warning\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{IssueProse.Name(group.Subject)}{(group.Service is null ? "" : $" in the load test {IssueProse.Name(comparison.Plan)}")} is worse than the baseline {IssueProse.Name(comparison.BaselineName)}: certainly, and by more than is allowed.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"**Timestamp:** {comparison.Compared.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC\n");
        Page(text, context);
        Section(text, $"Critical Failures ({Figures.Plural(group.Failures.Count, "metric")})", group, group.Failures, rows);
        Section(text, $"Warnings ({Figures.Plural(group.Warnings.Count, "metric")})", group, group.Warnings, rows);

        text.Append("\n### Since which commits\n\n");
        Lines(text, SuspectCommits.Lines(group), rows);
        text.Append("\n### Can it be believed?\n\n");
        Lines(text, Audit(comparison), rows);
        text.Append("\n### What else differs between the two sides\n\n");
        Lines(text, Differences(comparison), rows);
        text.Append("\n### How to see it again\n\n");
        Commands(text, comparison, context);
        text.Append("\n### Investigation steps\n\n");
        text.Append("""
            1. See it again with the commands above, best in turn with the baseline's commit on the same machine.
            2. Look at what differs besides the commit (above): another machine or runtime is a suspect like any commit.
            3. Compare the run pages (`report.html` in the run folders): one request or all, from the start or growing, with failures or without.
            4. Narrow the commits down: `stampede history` names the likeliest, `git bisect` with these commands does the rest.
            5. Profile the two commits under this load.

            """);
        text.Append("\n### How it was detected\n\n");
        Lines(text, Detection(group), rows);
        var open = group.Metrics.Where(m => m.Verdict is ChangeVerdict.Inconclusive or ChangeVerdict.NotComparable).ToArray();
        if (open.Length > 0)
        {
            text.Append("\n### What is not shown\n\n");
            Lines(text, open.Take(rows.Most).Select(m => $"- {IssueProse.Name(m.Service)} {m.Metric.Title()}: {ComparisonText.Verdict(m)}. {IssueProse.Text(m.Reason)}"), rows, open.Length);
        }

        text.Append("\n*Written by `stampede issue`. This text is replaced when there are new figures; what is written below it stays.*");
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IssueGroup group, IReadOnlyList<MetricComparison> metrics, RowLimit rows)
    {
        if (metrics.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {title}\n\n");
            Table(text, group, metrics, rows);
        }
    }

    private static void Table(StringBuilder text, IssueGroup group, IReadOnlyList<MetricComparison> metrics, RowLimit rows)
    {
        string[] service = group.Service is null ? ["Service"] : [];
        string[] head = [.. service, "Metric", "Baseline", "Now", "Change", $"{(100 * group.Comparison.Confidence).ToString("0.#", CultureInfo.InvariantCulture)} % interval", "q", "Runs", "Allowed"];
        text.Append(MarkdownText.Row(head)).Append('\n').Append(MarkdownText.Row(head.Select(_ => "---"))).Append('\n');
        foreach (var m in metrics.Take(rows.Most))
        {
            string[] name = group.Service is null ? [IssueProse.Name(m.Service)] : [];
            text.Append(MarkdownText.Row(
            [
                .. name, m.Metric.Title(), ComparisonText.Value(m.Metric, m.Baseline), ComparisonText.Value(m.Metric, m.Candidate), $"**{ComparisonText.Change(m)}**",
                ComparisonText.Interval(m), MarkdownText.Text(ComparisonText.Q(m)), ComparisonText.Runs(m), ComparisonText.Margin(m),
            ])).Append('\n');
        }

        if (rows.Left(metrics.Count) is { } left)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{left}\n");
        }
    }

    private static void Lines(StringBuilder text, IEnumerable<string> lines, RowLimit rows, int? count = null)
    {
        var all = lines.ToArray();
        foreach (var line in all.Take(rows.Most))
        {
            text.Append(line).Append('\n');
        }

        if (rows.Left(count ?? all.Length) is { } left)
        {
            text.Append("- ").Append(left).Append('\n');
        }
    }

    private static IEnumerable<string> Audit(RunComparison comparison)
    {
        var audited = comparison.Candidate.Where(r => r.Findings is not null).ToArray();
        yield return audited.Length == 0 ? "- The runs were not audited."
            : $"- {Figures.Plural(audited.Length, "run")} of {Figures.Count(comparison.Candidate.Count)} audited: {(audited.Any(r => r.Findings!.Count > 0) ? "none is invalid" : "no findings")}.";
        foreach (var finding in audited.SelectMany(r => r.Findings!.DistinctBy(f => (f.Rule, f.Severity))).GroupBy(f => (f.Rule, f.Severity)).OrderByDescending(f => f.Key.Severity))
        {
            yield return $"- {IssueProse.Name(finding.Key.Rule)} ({Word(finding.Key.Severity)}, in {Figures.Plural(finding.Count(), "run")}): {IssueProse.Text(finding.First().Text)}";
        }

        foreach (var warning in comparison.Warnings)
        {
            yield return $"- {IssueProse.Text(warning)}";
        }
    }

    private static string Word(NoteSeverity severity) => severity.ToString().ToLowerInvariant();

    private static IEnumerable<string> Differences(RunComparison comparison)
    {
        var all = comparison.Differences.Select(d => $"- {IssueProse.Text(d.ToString())}{(!d.IsAllowed ? "" : ManifestDifference.Allowable.Contains(d.Name) ? " (allowed)" : " (told only)")}").ToArray();
        return all.Length > 0 ? all : ["- Nothing that the runs tell: plan, machine, processors, runtime and users are the same."];
    }

    private static void Commands(StringBuilder text, RunComparison comparison, IssueContext context)
    {
        string[] commands = context.Commands.Count > 0 ? [.. context.Commands]
            : [$"stampede run --repeat {Math.Max(comparison.Candidate.Count, comparison.FewestRuns)} LOADTEST.cs --results results/again", $"stampede compare {BaselineSet.FileName} results/again   # the baseline {comparison.BaselineName}"];
        text.Append("```sh\n");
        foreach (var command in commands.Select(c => LineText.OneLine(SecretMask.Text(c)).Replace("```", "'''", StringComparison.Ordinal)))
        {
            text.Append(command).Append('\n');
        }

        text.Append("```\n");
        if (comparison.Candidate.Select(r => r.Source).OfType<string>().Distinct().ToArray() is { Length: > 0 } sources)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nMeasured in {string.Join(", ", sources.Take(10).Select(IssueProse.Name))}{(sources.Length > 10 ? $" and {sources.Length - 10} more" : "")}.\n");
        }
    }

    private static IEnumerable<string> Detection(IssueGroup group)
    {
        var comparison = group.Comparison;
        yield return string.Create(CultureInfo.InvariantCulture, $"- {comparison.Baseline.Count} runs of the baseline were held against {comparison.Candidate.Count} now, run by run: requests of one run are not independent. Fewer than {comparison.FewestRuns} a side say nothing.");
        yield return "- Means, medians and rates: Mann-Whitney's test, and the Hodges-Lehmann shift with its interval. Error rates: Fisher's test and Newcombe's interval over all requests, corrected for failures that clump in runs. Percentiles: bootstrap over runs and their requests.";
        yield return string.Create(CultureInfo.InvariantCulture, $"- {Figures.Plural(comparison.Tested, "metric")} were tested at once; q is the share of false alarms among those that are no less certain (Benjamini and Hochberg). It counts up to {comparison.MaxQ:0.###}.");
        yield return "- A metric regressed where q is small enough, its interval lies wholly on the worse side of 0, and the change is at least what is allowed. Anything less certain is inconclusive, and never told as a regression.";
        foreach (var metric in group.Regressed.Take(MostDetailed))
        {
            yield return $"- {(group.Service is null ? $"{IssueProse.Name(metric.Service)} " : "")}{metric.Metric.Title()}: {IssueProse.Text(metric.Reason)} Baseline {Values(metric, metric.BaselineRuns)}; now {Values(metric, metric.CandidateRuns)}.";
        }
    }

    private static string Values(MetricComparison metric, IReadOnlyList<double> values) =>
        values.Count == 0 ? "not run by run" : string.Join(", ", values.Take(20).Select(v => ComparisonText.Value(metric.Metric, v))) + (values.Count > 20 ? " …" : "");

    private static void Page(StringBuilder text, IssueContext context)
    {
        if (context.Page is { } page)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nLogs and run folders: <{page.AbsoluteUri}>\n");
        }
    }

    /// <summary>How many rows a list may have.</summary>
    private sealed record RowLimit(int Most)
    {
        public string? Left(int count) => count <= Most ? null : $"{Figures.Count(count - Most)} more are left out here: an issue holds no more than {Figures.Count(IssueSteps.MostCharacters)} characters. `compare.json` has all of them.";
    }
}
