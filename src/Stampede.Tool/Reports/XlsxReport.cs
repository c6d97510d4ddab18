using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>An Excel workbook, <c>report.xlsx</c>: summary, requests, time series, failures, audit. Numbers are numbers, times milliseconds; what is unknown is said in words.</summary>
internal sealed class XlsxReport : IReport
{
    private static readonly double[] OfIntervals = [50, 95, 99];

    /// <inheritdoc />
    public string Format => "xlsx";

    /// <inheritdoc />
    public string FileName => "report.xlsx";

    /// <inheritdoc />
    public async ValueTask Write(
        RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals, Stream stream, CancellationToken cancellationToken = default)
    {
        using var memory = new MemoryStream(); // a package is written here and there, a report from its beginning to its end
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook(new Sheets());
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = XlsxStyles.Make();
            Summary(workbook, result);
            Requests(workbook, result);
            await TimeSeries(workbook, result, intervals, cancellationToken);
            Failures(workbook, result);
            Audit(workbook, result);
            workbook.Workbook.Save();
        }

        memory.Position = 0;
        await memory.CopyToAsync(stream, cancellationToken);
    }

    private static void Summary(WorkbookPart workbook, RunResult result)
    {
        using var sheet = new XlsxSheet(workbook, "Summary", [28, 60, 24], freezesHead: false);
        var verdict = VerdictText.Of(result, ReportText.Unfinished);
        var total = result.Total();
        sheet.Head(SecretMask.Text(result.Plan.Name), verdict.Word);
        sheet.Row("Verdict", verdict.Why);
        sheet.Row("Run", ReportText.Head(result));
        sheet.Row("Host", result.Plan.Host is { } host ? SecretMask.Url(host) : "-");
        sheet.Row("Load", result.Plan.Load.Description);
        sheet.Row("Duration, s", result.Knows(UnknownParts.Duration) ? result.Duration.TotalSeconds : ReportText.Unknown);
        sheet.Row("Requests", total.Settled);
        sheet.Row("Failed", result.Knows(UnknownParts.Outcomes) ? total.Failed : ReportText.Unknown);
        sheet.Row("Requests per second", Known(ReportText.PerSecond(result, total.Settled)));
        sheet.Row("Times", ReportText.TimesTitle(result));
        sheet.Row();
        var thresholds = ReportText.Thresholds(result).ToArray();
        if (thresholds.Length > 0)
        {
            sheet.Head("Outcome", "Threshold", "Measured");
            foreach (var (expression, outcome, measured) in thresholds)
            {
                sheet.Row(outcome switch { ThresholdOutcome.Passed => "passed", ThresholdOutcome.Failed => "failed", null => "not judged", _ => "no data" }, expression, measured);
            }

            sheet.Row();
        }

        if (result.Notes.Count > 0)
        {
            sheet.Head("Finding", "Text", "Severity");
            foreach (var note in result.Notes.OrderByDescending(n => n.Severity))
            {
                sheet.Row(note.Id, SecretMask.Text(note.Text), note.Severity.ToString());
            }
        }
    }

    private static void Requests(WorkbookPart workbook, RunResult result)
    {
        using var sheet = new XlsxSheet(workbook, "Requests", [10, 50], freezesHead: true);
        sheet.Head(
        [
            "Method", "Name", "Requests", "Failed", "Failed share", "Requests/s", "Mean ms", "Min ms",
            .. TimeFigures.Percentiles.Select(p => $"{SummaryText.PercentileName(p)} ms"), "Max ms", "Body bytes",
        ]);
        foreach (var (key, stats) in SummaryText.Ordered(result.Requests))
        {
            Row(sheet, ReportText.Masked(key), stats, result);
        }

        Row(sheet, new RequestKey("", "Total"), result.Total(), result);
    }

    private static void Row(XlsxSheet sheet, RequestKey key, RequestStats stats, RunResult result)
    {
        var times = new TimeFigures(stats);
        sheet.Row(
        [
            key.Method,
            key.Name,
            stats.Settled,
            result.Knows(UnknownParts.Outcomes) ? stats.Failed : ReportText.Unknown,
            stats.Settled == 0 ? "-" : !result.Knows(UnknownParts.Outcomes) ? ReportText.Unknown : new XlsxShare((double)stats.Failed / stats.Settled),
            Known(ReportText.PerSecond(result, stats.Settled)),
            Time(times.Mean, stats),
            Time(times.Minimum, stats),
            .. TimeFigures.Percentiles.Select(p => Time(times.Percentile(p), stats)),
            Time(times.Maximum, stats),
            result.Knows(UnknownParts.Bodies) ? stats.BodyBytes : ReportText.Unknown,
        ]);
    }

    private static async ValueTask TimeSeries(
        WorkbookPart workbook, RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals, CancellationToken cancellationToken)
    {
        using var sheet = new XlsxSheet(workbook, "Time series", [12, 10, 12], freezesHead: true);
        sheet.Head(["Offset s", "Length s", "Phase", "Users", "Requests", "Failed", "Mean ms", .. OfIntervals.Select(p => $"{SummaryText.PercentileName(p)} ms"), "Max ms"]);
        await foreach (var interval in intervals.WithCancellation(cancellationToken))
        {
            var total = new RequestStats();
            foreach (var stats in interval.Requests.Values)
            {
                total.Add(stats);
            }

            var times = new TimeFigures(total);
            sheet.Row(
            [
                interval.Offset.TotalSeconds,
                interval.Length.TotalSeconds,
                SummaryText.Name(interval.Phase),
                result.Knows(UnknownParts.Users) ? interval.Classes.Sum(c => (long)c.Running) : ReportText.Unknown,
                total.Settled,
                result.Knows(UnknownParts.Outcomes) ? total.Failed : ReportText.Unknown,
                Time(times.Mean, total),
                .. OfIntervals.Select(p => Time(times.Percentile(p), total)),
                Time(times.Maximum, total),
            ]);
            total.Clear();
        }
    }

    private static void Failures(WorkbookPart workbook, RunResult result)
    {
        using var sheet = new XlsxSheet(workbook, "Failures", [10, 10, 50, 16, 60], freezesHead: true);
        sheet.Head("Count", "Method", "Name", "Kind", "Why");
        foreach (var (key, stats) in ReportText.Failures(result))
        {
            sheet.Row(stats.Count, key.Request.Method, SecretMask.Url(key.Request.Name), key.Kind.ToString(), SecretMask.Text(key.Text));
        }

        foreach (var error in result.UserErrors.OrderByDescending(e => e.Count))
        {
            sheet.Row(error.Count, "", $"{error.Class}.{error.Where}".Trim('.'), error.Type, SecretMask.Text(error.Message));
        }
    }

    // A row per number, so that it is one.
    private static void Audit(WorkbookPart workbook, RunResult result)
    {
        if (result.Audit is not { } audit)
        {
            return;
        }

        using var sheet = new XlsxSheet(workbook, "Audit", [14, 20, 30, 80, 80, 30, 14, 8, 40], freezesHead: true);
        sheet.Head("Severity", "Rule", "Subject", "Meaning", "Advice", "Number", "Value", "Unit", "Accepted because");
        foreach (var finding in AuditText.Findings(result))
        {
            var accepted = finding.Accepted ?? "";
            object[] head = [finding.Severity.ToString().ToLowerInvariant(), finding.Rule, finding.Subject ?? "", finding.Meaning, finding.Advice];
            var (name, value, unit) = finding.Numbers.Count > 0 ? finding.Numbers[0] : default;
            sheet.Row([.. head, .. finding.Numbers.Count > 0 ? (object[])[name, value, unit] : ["", "", ""], accepted]);
            foreach (var (furtherName, furtherValue, furtherUnit) in finding.Numbers.Skip(1))
            {
                sheet.Row([head[0], head[1], head[2], "", "", furtherName, furtherValue, furtherUnit, accepted]);
            }
        }

        foreach (var rule in audit.Clean)
        {
            sheet.Row("nothing found", rule, "", AuditText.Title(audit, rule) ?? "");
        }

        foreach (var (rule, reason) in audit.NotApplicable)
        {
            sheet.Row("does not apply", rule, "", SecretMask.Text(reason));
        }
    }

    private static object Time(double? microseconds, RequestStats stats) =>
        microseconds is { } known ? known / 1_000 : stats.Reported is { Count: > 0 } ? ReportText.Unknown : "-";

    private static object Known(double? value) => value is { } known ? known : ReportText.Unknown;
}
