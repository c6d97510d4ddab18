using System.Xml.Linq;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

public class JUnitReportTests
{
    [Fact]
    public async Task A_failed_run_is_written_as_in_the_snapshot() =>
        Snapshot.Matches("junit-failed.xml", await WrittenReports.Text(new JUnitReport(), PrintedRuns.Failed()));

    [Fact]
    public async Task Every_threshold_is_a_test_case_and_the_verdict_is_one()
    {
        var suite = await Suite(PrintedRuns.Failed());
        Assert.Equal(("4", "2", "1", "0"), Counts(suite)); // the verdict fails as well
        Assert.Equal(
            ["p(50) < 200ms:system-out", "p(99) < 500ms:failure", "check(\"is json\") >= 99%:error", "verdict:failure"],
            suite.Elements("testcase").Select(c => $"{c.Attribute("name")!.Value}:{c.Elements().Single().Name}"));
    }

    [Fact]
    public async Task A_run_without_a_verdict_does_not_pass() =>
        Assert.Equal(("2", "0", "1", "0"), Counts(await Suite(PrintedRuns.Passed() with { Verdict = null, ExitCode = null, Ending = RunEnding.None })));

    [Fact]
    public async Task Failed_requests_without_a_threshold_fail_the_verdict() =>
        Assert.Equal(("2", "1", "0", "0"), Counts(await Suite(PrintedRuns.Passed() with { ExitCode = 1 })));

    [Fact]
    public async Task It_is_well_formed_for_any_name()
    {
        var suite = await Suite(WrittenReports.WithNames(WrittenReports.Malicious));
        var names = suite.Elements("testcase").Select(c => c.Attribute("name")!.Value).ToArray();
        Assert.Contains("</script><script>alert(1)</script>", names);
        Assert.Contains(@"nul\u0000 bell\u0007 esc\u001B[31m", names);
        Assert.Contains(@"line\nbreak\r\nand\ttab", names);
        Assert.Contains("emoji 🦬 and 日本語", names);
    }

    private static async Task<XElement> Suite(RunResult result) =>
        XDocument.Parse(await WrittenReports.Text(new JUnitReport(), result)).Root!.Element("testsuite")!;

    private static (string, string, string, string) Counts(XElement suite) => (
        suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value, suite.Attribute("skipped")!.Value);
}
