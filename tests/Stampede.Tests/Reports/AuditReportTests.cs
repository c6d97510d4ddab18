using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Stampede.Engine;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>The audit is in every report, with the same numbers, and without secrets.</summary>
public sealed class AuditReportTests
{
    [Fact]
    public void The_summary_shows_the_findings_after_the_verdict() => Snapshot.Matches("audit-summary.txt", Summary(PrintedRuns.Invalid()));

    [Fact]
    public async Task The_Markdown_is_as_in_the_snapshot() =>
        Snapshot.Matches("audit.md", await WrittenReports.Text(new MarkdownReport(), PrintedRuns.Invalid()));

    [Fact]
    public async Task The_JUnit_file_is_as_in_the_snapshot() =>
        Snapshot.Matches("audit-junit.xml", await WrittenReports.Text(new JUnitReport(), PrintedRuns.Invalid()));

    [Fact]
    public async Task An_invalid_rule_fails_others_pass_and_what_does_not_apply_is_no_test()
    {
        var cases = XDocument.Parse(await WrittenReports.Text(new JUnitReport(), PrintedRuns.Invalid())).Descendants("testcase")
            .Where(c => c.Attribute("classname")!.Value == "deployments.audit").ToDictionary(c => c.Attribute("name")!.Value, c => c.Elements().Single().Name.LocalName);
        Assert.Equal("failure", cases["GEN-CPU: CPU of the generator"]);
        Assert.Equal(["ERR-FAST", "COLO", "LOOPBACK", "SUMS: Sums against totals", "LITTLE"], cases.Where(c => c.Value == "system-out").Select(c => c.Key));
        Assert.Equal(6, cases.Count);
    }

    [Fact]
    public async Task Annotations_are_errors_warnings_and_notices()
    {
        var output = new StringWriter { NewLine = "\n" };
        await new GitHubActions(new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true" }).Write(PrintedRuns.Invalid(), output);
        Assert.Equal(
            ["::error GEN-CPU", "::warning ERR-FAST", "::notice COLO", "::notice LOOPBACK"],
            output.ToString().Split('\n').Where(l => l.StartsWith("::", StringComparison.Ordinal)).Select(l => $"{l.Split(' ')[0]} {l.Split("::")[2].Split(':')[0]}"));
    }

    [Fact]
    public async Task Every_number_is_the_same_in_every_report()
    {
        var run = PrintedRuns.Invalid();
        string[] texts = [Summary(run), await WrittenReports.Text(new MarkdownReport(), run), await WrittenReports.Text(new JUnitReport(), run)];
        foreach (var number in (string[])["CPU of the generator: 97.25 %", "seconds above 80 %: 212 s", "median of failures: 1.50 ms", "failures: 18,100", "rate: 1,235/s"])
        {
            Assert.All(texts, text => Assert.Contains(number, text));
        }

        using var json = JsonDocument.Parse(await WrittenReports.Text(new JsonReport(), run));
        var written = json.RootElement.GetProperty("audit").GetProperty("findings").EnumerateArray().SelectMany(f => f.GetProperty("numbers").EnumerateArray())
            .Select(n => (n.GetProperty("name").GetString()!, n.GetProperty("value").GetDouble(), n.GetProperty("unit").GetString()!));
        var sheet = XlsxReportTests.Read(await WrittenReports.Bytes(new XlsxReport(), run))["Audit"].Skip(1).Where(r => r.Length > 8 && r[5].Length > 0)
            .Select(r => (r[5], double.Parse(r[6], CultureInfo.InvariantCulture), r[7]));
        var expected = run.Audit!.Findings.SelectMany(f => f.Numbers).Select(n => (n.Name, n.Value, n.Unit)).ToArray();
        Assert.Equal(expected, written);
        Assert.Equal(expected, sheet);
    }

    [Fact]
    public async Task No_report_has_a_secret_of_a_finding()
    {
        var run = PrintedRuns.Invalid();
        foreach (var report in Reporting.Reports.All)
        {
            Assert.DoesNotContain("s3cret", await WrittenReports.Text(report, run));
        }

        Assert.DoesNotContain("s3cret", Summary(run));
        Assert.DoesNotContain(XlsxReportTests.Read(await WrittenReports.Bytes(new XlsxReport(), run))["Audit"], r => r.Any(c => c.Contains("s3cret", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_summary_is_bounded_and_counts_the_rest()
    {
        var run = PrintedRuns.Invalid();
        var finding = run.Audit!.Findings[1];
        var text = Summary(run with { Audit = run.Audit with { Findings = [run.Audit.Findings[0], .. Enumerable.Repeat(finding, 12), run.Audit.Findings[3]] } });
        Assert.Contains("… and 3 warnings, 1 note; the reports have all of them.", text);
        Assert.Contains("Audit: 1 invalid, 12 warnings, 1 note; 2 rules found nothing, 2 do not apply.", text);
    }

    [Fact]
    public void A_run_without_an_audit_says_nothing_of_one() => Assert.DoesNotContain("Audit", Summary(PrintedRuns.Passed()));

    [Fact]
    public void The_verdict_names_the_rules_and_what_is_accepted()
    {
        Assert.Contains("The numbers must not be believed: GEN-CPU says why. 1 finding accepted: COLO. Exit code 5.", Text(PrintedRuns.Invalid()));
        var noted = PrintedRuns.Invalid();
        noted = noted with { Notes = [new RunNote("BLOCKED-LOOP", NoteSeverity.Invalid, "X")] };
        Assert.Contains("GEN-CPU and BLOCKED-LOOP say why.", Text(noted));
        var accepted = noted.Audit! with { Findings = [noted.Audit.Findings[0] with { Accepted = "so be it" }] };
        Assert.Equal("The threshold holds. 1 finding accepted: GEN-CPU.", Text(PrintedRuns.Passed() with { Audit = accepted }));

        static string Text(RunResult result) => VerdictText.Of(result, "").Why;
    }

    private static string Summary(RunResult result)
    {
        var console = new Printed(120);
        SummaryReport.Write(result, console.Console);
        return console.Text;
    }
}
