using System.Text;
using System.Xml.Linq;
using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Reporting;
using static Stampede.Tests.MadeMetrics;

namespace Stampede.Tests;

public class ComparisonReportTests
{
    [Fact]
    public void Markdown_says_what_got_worse_how_certain_that_is_and_what_is_not_known() => Snapshot.Matches("comparison.md", ComparisonReports.Markdown(PrintedComparisons.Mixed()));

    [Fact]
    public void The_page_has_the_same_and_both_sides_runs_as_drawings() => Snapshot.Matches("comparison.html", ComparisonReports.Html(PrintedComparisons.Mixed()));

    [Fact]
    public void JUnit_fails_what_regressed_and_errs_where_nothing_is_known() => Snapshot.Matches("comparison.junit.xml", JUnit(PrintedComparisons.Mixed()));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_console_shows_it_in_its_width(int width)
    {
        var printed = new Printed(width);
        ComparisonSummary.Write(PrintedComparisons.Mixed(), printed.Console, ["regression-analysis.md"]);
        Assert.All(printed.Lines, line => Assert.InRange(line.Length, 0, width));
        Snapshot.Matches($"comparison-{width}.txt", printed.Text);
    }

    [Fact]
    public void A_comparison_that_is_no_pass_is_no_green_JUnit()
    {
        RunComparison[] all = [Compare(Runs(7), []), Compare(Runs(1), Runs(1, seed: 2)), Compare(Runs(7), Runs(7, service: "other")), PrintedComparisons.Mixed()];
        Assert.All(all, c => Assert.NotEqual(0, c.ExitCode));
        Assert.All(all, c => Assert.Contains(XDocument.Parse(JUnit(c)).Descendants(), e => e.Name.LocalName is "failure" or "error"));
        var allowed = XDocument.Parse(JUnit(Compare(Runs(3), Runs(3, seed: 2), new ComparisonOptions { AllowsInconclusive = true })));
        Assert.Equal((6, 0), (allowed.Descendants("skipped").Count(), allowed.Descendants("error").Count()));
    }

    [Fact]
    public void Ten_thousand_services_make_reports_that_can_be_read_and_say_what_they_leave_out()
    {
        var services = Enumerable.Range(0, 10_000).Select(i => new ServiceMetrics { Service = $"/page-{i}", Requests = 1, Failures = 0, ErrorRate = 0, Mean = 1 }).ToArray();
        var comparison = Compare([Run(0, services)], [Run(1, services)]);
        var text = ComparisonReports.Markdown(comparison);
        Assert.InRange(text.Length, 1, 65_536);
        Assert.Contains("The first 100 of 60,000 metrics; the others are no worse.", text);
        Assert.InRange(ComparisonReports.Html(comparison).Length, 1, 5_000_000);
        var printed = new Printed(120);
        ComparisonSummary.Write(comparison, printed.Console, []);
        Assert.InRange(printed.Lines.Length, 120, 300);
        Assert.Contains("  … and 59,880 more; a report has them.", printed.Lines);
    }

    private static string JUnit(RunComparison comparison)
    {
        using var stream = new MemoryStream();
        ComparisonJUnit.Write(comparison, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
