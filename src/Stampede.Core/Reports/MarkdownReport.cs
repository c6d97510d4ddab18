using System.Text;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>
/// What fits a pull request, <c>report.md</c>: verdict, thresholds, findings, a row per name, failures. It is bounded, and says what it leaves out.
/// </summary>
public sealed class MarkdownReport : IReport
{
    private const int MostRows = 100;
    private const int MostFailures = 20;
    private const int MostFindings = 50;
    private const int LongestText = 300;

    private static readonly double[] Columns = [0, 50, 95, 99, 100];

    /// <inheritdoc />
    public string Format => "md";

    /// <inheritdoc />
    public string FileName => "report.md";

    /// <inheritdoc />
    public async ValueTask Write(
        RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals, Stream stream, CancellationToken cancellationToken = default) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Text(result)), cancellationToken);

    /// <summary>The report as text; line ends are <c>\n</c>.</summary>
    /// <param name="result">The run.</param>
    public static string Text(RunResult result)
    {
        var lines = new List<string>();
        lines.AddRange(Head(result));
        lines.AddRange(Thresholds(result));
        lines.AddRange(Findings(result));
        lines.AddRange(Requests(result));
        lines.AddRange(Failures(result));
        lines.AddRange(UserErrors(result));
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Head(RunResult result)
    {
        var verdict = VerdictText.Of(result, ReportText.Unfinished);
        yield return $"# {MarkdownText.Text(SecretMask.Text(result.Plan.Name))}: {verdict.Word}";
        yield return "";
        yield return MarkdownText.Text(verdict.Why);
        yield return "";
        var host = result.Plan.Host is { } address ? MarkdownText.Code(SecretMask.Url(address)) + ", " : "";
        yield return $"{host}{MarkdownText.Text(result.Plan.Load.Description)}. {MarkdownText.Text(ReportText.Head(result))}";
        foreach (var phase in result.Phases.Where(p => p.Phase != Phase.Steady))
        {
            yield return "";
            yield return $"{SummaryText.Name(phase.Phase)} of {Figures.Span(phase.Length)}, not counted: {Figures.Plural(phase.Settled, "request")} left out.";
        }
    }

    private static IEnumerable<string> Thresholds(RunResult result)
    {
        var thresholds = ReportText.Thresholds(result).ToArray();
        if (thresholds.Length == 0)
        {
            yield break;
        }

        yield return "";
        yield return "|   | Threshold | Measured |";
        yield return "|---|---|---|";
        foreach (var (expression, outcome, measured) in thresholds)
        {
            var sign = outcome switch { ThresholdOutcome.Passed => "✅", ThresholdOutcome.Failed => "❌", _ => "❔" };
            yield return MarkdownText.Row([sign, MarkdownText.Code(expression), MarkdownText.Text(measured)]);
        }
    }

    private static IEnumerable<string> Findings(RunResult result)
    {
        var found = AuditText.Findings(result);
        if (result.Notes.Count > 0 || result.Audit is not null)
        {
            yield return "";
            yield return "## Findings";
            yield return "";
        }

        foreach (var finding in found.Take(MostFindings))
        {
            yield return $"- {Bold(finding.Severity)}{MarkdownText.Code(finding.Rule)} {MarkdownText.Text(AuditText.Line(finding))}";
            if (AuditText.Examples(finding) is { } examples)
            {
                yield return $"  - {MarkdownText.Text(LineText.Cut(examples, LongestText))}";
            }
        }

        if (found.Count > MostFindings)
        {
            yield return $"- … and {AuditText.Count(found.Skip(MostFindings))}.";
        }

        foreach (var note in result.Notes.OrderByDescending(n => n.Severity).Take(MostFindings))
        {
            yield return $"- {Bold(note.Severity)}{MarkdownText.Code(note.Id)} {MarkdownText.Text(SecretMask.Text(note.Text))}";
        }

        if (result.Notes.Count > MostFindings)
        {
            yield return $"- … and {Figures.Count(result.Notes.Count - MostFindings)} further ones.";
        }

        foreach (var line in result.Audit is { } audit ? OtherRules(audit, isAlone: found.Count + result.Notes.Count == 0) : [])
        {
            yield return line;
        }
    }

    private static IEnumerable<string> OtherRules(AuditResult audit, bool isAlone)
    {
        if (!isAlone)
        {
            yield return "";
        }

        yield return $"<details><summary>{MarkdownText.Text(AuditText.Summary(audit)!)}</summary>";
        yield return "";
        if (audit.Clean.Count > 0)
        {
            yield return $"Found nothing: {string.Join(", ", audit.Clean.Select(MarkdownText.Code))}.";
            yield return "";
        }

        foreach (var (rule, reason) in audit.NotApplicable)
        {
            yield return $"- {MarkdownText.Code(rule)} does not apply: {MarkdownText.Text(SecretMask.Text(reason))}";
        }

        yield return "";
        yield return "</details>";
    }

    private static string Bold(NoteSeverity severity) => severity == NoteSeverity.Note ? "" : $"**{AuditText.Word(severity)}** ";

    private static IEnumerable<string> Requests(RunResult result)
    {
        var total = result.Total();
        yield return "";
        yield return "## Requests";
        yield return "";
        if (total.Settled == 0)
        {
            yield return "No request was settled.";
            yield break;
        }

        yield return $"{ReportText.TimesTitle(result)}.";
        yield return "";
        yield return "| Request | Requests | Failed | % | Mean | Min | Median | p95 | p99 | Max | req/s |";
        yield return "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|";

        // The busiest, in the order of names; all of them where there is room.
        var shown = result.Requests.OrderByDescending(r => r.Value.Settled).ThenBy(r => r.Key.ToString(), StringComparer.Ordinal).Take(MostRows);
        foreach (var (key, stats) in SummaryText.Ordered(shown.ToDictionary()))
        {
            yield return Row(MarkdownText.Code(LineText.Cut(ReportText.Masked(key).ToString(), LongestText)), stats, result);
        }

        yield return Row("**Total**", total, result);
        if (result.Requests.Count > MostRows)
        {
            yield return "";
            yield return $"The {MostRows} names with the most requests; {Figures.Count(result.Requests.Count - MostRows)} further ones are in the total only.";
        }

        if (ReportText.Confidence(total, 50) is { } median)
        {
            yield return "";
            yield return $"95 % confidence of the total: {median}, {ReportText.Confidence(total, 95)}, {ReportText.Confidence(total, 99)}.";
        }
    }

    private static string Row(string name, RequestStats stats, RunResult result) => MarkdownText.Row(
    [
        name,
        Figures.Count(stats.Settled),
        ReportText.Failed(result, stats),
        ReportText.FailedShare(result, stats),
        ReportText.Time(stats, t => t.Mean),
        .. Columns.Select(p => ReportText.Percentile(stats, p)),
        ReportText.Rate(result, stats.Settled),
    ]);

    private static IEnumerable<string> Failures(RunResult result)
    {
        if (result.Failures.Count == 0)
        {
            yield break;
        }

        yield return "";
        yield return "## Failures";
        yield return "";
        yield return "| Failures | Request | Why |";
        yield return "|--:|---|---|";
        foreach (var (key, stats) in ReportText.Failures(result).Take(MostFailures))
        {
            yield return MarkdownText.Row(
            [
                Figures.Count(stats.Count),
                MarkdownText.Code(LineText.Cut(ReportText.Masked(key.Request).ToString(), LongestText)),
                MarkdownText.Text(LineText.Cut(SecretMask.Text(key.Text), LongestText)),
            ]);
        }

        if (result.Failures.Count > MostFailures)
        {
            yield return "";
            yield return $"… and {Figures.Plural(result.Failures.Count - MostFailures, "further kind")}.";
        }
    }

    private static IEnumerable<string> UserErrors(RunResult result)
    {
        if (result.UserErrors.Count == 0)
        {
            yield break;
        }

        yield return "";
        yield return "## Exceptions of users";
        yield return "";
        foreach (var error in result.UserErrors.OrderByDescending(e => e.Count).ThenBy(e => e.Message, StringComparer.Ordinal).Take(MostFailures))
        {
            var place = error.Class.Length == 0 ? error.Type : $"{error.Type} in {error.Class}.{error.Where}";
            yield return $"- {Figures.Count(error.Count)}× {MarkdownText.Code(LineText.Cut(place, LongestText))}: "
                + MarkdownText.Text(LineText.Cut(SecretMask.Text(error.Message), LongestText));
        }

        if (result.UserErrors.Count > MostFailures)
        {
            yield return $"- … and {Figures.Plural(result.UserErrors.Count - MostFailures, "further kind")}.";
        }
    }
}
