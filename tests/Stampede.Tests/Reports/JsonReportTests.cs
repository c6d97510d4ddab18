using System.Text.Json;
using Stampede.Reporting;

namespace Stampede.Tests;

public class JsonReportTests
{
    [Fact]
    public async Task A_failed_run_is_written_as_in_the_snapshot() =>
        Snapshot.Matches("report-failed.json", await WrittenReports.Text(
            new JsonReport(), PrintedRuns.Failed(), [PrintedRuns.Interval(0, new Dictionary<Metrics.RequestKey, Metrics.RequestStats> { [PrintedRuns.Create] = PrintedRuns.Stats(100, 12_300, 201) })]));

    [Fact]
    public async Task Any_name_comes_out_as_it_went_in()
    {
        using var report = JsonDocument.Parse(await WrittenReports.Text(new JsonReport(), WrittenReports.WithNames(WrittenReports.Malicious)));
        var names = report.RootElement.GetProperty("requests").EnumerateArray().Select(r => r.GetProperty("name").GetString()).ToHashSet();
        Assert.All(WrittenReports.Malicious.Where(n => !n.StartsWith("half", StringComparison.Ordinal)), name => Assert.Contains(name, names));
    }

    [Fact]
    public async Task Ten_thousand_names_are_all_in_it()
    {
        using var report = JsonDocument.Parse(await WrittenReports.Text(
            new JsonReport(), WrittenReports.WithNames([.. Enumerable.Range(0, 10_000).Select(i => $"/page/{i}")])));
        Assert.Equal(10_000, report.RootElement.GetProperty("requests").GetArrayLength());
    }
}
