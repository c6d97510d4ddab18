using Stampede.Reporting;

namespace Stampede.Tests;

public class MarkdownReportTests
{
    [Fact]
    public void A_failed_run_is_printed_as_in_the_snapshot() => Snapshot.Matches("report-failed.md", MarkdownReport.Text(PrintedRuns.Failed()));

    [Fact]
    public void A_passed_run_is_printed_as_in_the_snapshot() => Snapshot.Matches("report-passed.md", MarkdownReport.Text(PrintedRuns.Passed()));

    [Fact]
    public void Names_stay_in_their_cells_and_are_no_markup()
    {
        var lines = MarkdownReport.Text(WrittenReports.WithNames(WrittenReports.Malicious)).Split('\n');
        Assert.All(lines.Where(l => l.StartsWith('|')), line => Assert.Contains(line.Count(c => c == '|'), new[] { 4, 12 }));
        Assert.All(lines, line =>
        {
            Assert.DoesNotContain("<script", line);
            Assert.DoesNotContain("<img", line);
            Assert.DoesNotContain(line, c => char.IsControl(c) || c == '\u202E');
        });
    }

    [Fact]
    public void Ten_thousand_names_are_a_table_that_fits_and_says_what_is_missing()
    {
        var text = MarkdownReport.Text(WrittenReports.WithNames([.. Enumerable.Range(0, 10_000).Select(i => $"/page/{i}")]));
        Assert.True(text.Length < 65_536, $"{text.Length} characters do not fit a comment");
        Assert.Contains("The 100 names with the most requests; 9,900 further ones are in the total only.", text);
        Assert.Contains("… and 9,980 further kinds.", text);
    }

    [Fact]
    public void A_run_that_was_not_judged_says_so()
    {
        var text = MarkdownReport.Text(PrintedRuns.Passed() with { Verdict = null, ExitCode = null, Thresholds = [], Ending = Results.RunEnding.None });
        Assert.Contains("# deployments: NO VERDICT", text);
        Assert.Contains("not judged", text);
    }
}
