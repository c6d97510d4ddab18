using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class JtlImporterTests
{
    private const string Header = "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success\n";

    private static readonly DateTimeOffset Begin = DateTimeOffset.FromUnixTimeMilliseconds(1_763_280_000_100);

    [Theory]
    [InlineData("results.jtl")]
    [InlineData("no-header.jtl")]
    [InlineData("tabs-and-dates.jtl")]
    public async Task A_file_has_its_numbers_in_every_form(string file)
    {
        var run = await ImportedSample.Read("jmeter-jtl", file);
        Assert.Equal([("Login", 1L, 0L), ("Search", 4L, 3L), ("item-7", 1L, 0L)], run.Requests.OrderBy(r => r.Key.Name, StringComparer.Ordinal).Select(r => (r.Key.Name, r.Value.Settled, r.Value.Failed)));
        var search = run.Requests[new("", "Search")];
        Assert.Equal((1, 1, 30_000, 60_000, 2_000_000), (search.ResponseTime.Count, search.Accepted, search.ResponseTime.Max, search.FailedResponseTime.Min, search.FailedResponseTime.Max));
        Assert.Equal([(0, 1L), (200, 1L), (404, 1L), (503, 1L)], search.Statuses.Select(s => (s.Key, s.Value)));
        Assert.Equal((350_000, 5_300, 350, 228_000), (run.Requests[new("", "Login")].ResponseTime.Max, run.Requests[new("", "Login")].BytesReceived, run.Requests[new("", "Login")].BytesSent, run.Requests[new("", "Login")].FirstByte.Max));
        Assert.Equal((1, 1, 3_200_000), (run.Transactions["Shopping"].Settled, run.Transactions["Shopping"].Failed, run.Transactions["Shopping"].FailedResponseTime.Max));
        Assert.Equal(
            [(FailureKind.Expectation, "Test failed: text expected to contain /found, it/"), (FailureKind.Status, "503 Service Unavailable"), (FailureKind.Timeout, "Non HTTP response message: Read timed out")],
            run.Failures.OrderBy(f => f.Key.Kind == FailureKind.Expectation ? 0 : (int)f.Key.Kind).Select(f => (f.Key.Kind, f.Key.Text)));
        Assert.Equal((Begin, 3.33), (run.Started, run.Duration.TotalSeconds));
        Assert.Equal(6, run.Intervals.Sum(i => i.Requests.Values.Sum(r => r.Settled)));
        Assert.Equal(2, run.Intervals[^1].Classes[0].Running);
        Assert.Contains(run.Notes, n => n.Id == "PARTS-NOT-COUNTED" && n.Text.StartsWith("2 rows", StringComparison.Ordinal));
        Assert.Equal(file.Contains("dates", StringComparison.Ordinal), run.Notes.Any(n => n.Id == "TIMES-WITHOUT-ZONE"));
        Assert.True(run.Knows(UnknownParts.Statuses | UnknownParts.Bytes | UnknownParts.Users | UnknownParts.Started | UnknownParts.IntervalNames | UnknownParts.Outcomes));
        Assert.False(run.Knows(UnknownParts.Bodies) || run.Knows(UnknownParts.Connections) || run.Knows(UnknownParts.Plan));
    }

    [Fact]
    public async Task What_only_looks_like_a_part_is_a_request()
    {
        // Another thread, another time, and no sample of that name at all.
        var run = await ImportedSample.Text("jmeter-jtl", Header
            + "1763280000000,100,a,200,,t1,true\n1763280000010,20,a-0,200,,t2,true\n1763280000200,50,a-0,200,,t1,true\n1763280000300,50,b-1,200,,t1,true\n1763280000400,9,a-0,200,,t1,true\n1763280000390,40,a,200,,t1,true\n");
        Assert.Equal([("a", 2L), ("a-0", 2L), ("b-1", 1L)], run.Requests.OrderBy(r => r.Key.Name, StringComparer.Ordinal).Select(r => (r.Key.Name, r.Value.Settled)));
        Assert.Contains(run.Notes, n => n.Id == "PARTS-NOT-COUNTED" && n.Text.StartsWith("1 rows", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1763280000100")]
    [InlineData("2025/11/16 08:00:00.100")]
    [InlineData("2025-11-16 08:00:00.100")]
    [InlineData("2025-11-16T08:00:00.100Z")]
    [InlineData("2025-11-16T09:00:00.100+01:00")]
    public async Task Instants_are_read_in_the_usual_forms(string time)
    {
        var run = await ImportedSample.Text("jmeter-jtl", $"timeStamp,elapsed,label\n{time},5,a\n");
        Assert.Equal(Begin, run.Started);
        Assert.False(run.Knows(UnknownParts.Statuses) || run.Knows(UnknownParts.Outcomes) || run.Knows(UnknownParts.Users));
    }

    [Fact]
    public async Task A_row_that_was_cut_off_is_left_out_and_a_header_alone_is_an_empty_run()
    {
        var run = await ImportedSample.Text("jmeter-jtl", Header + "1763280000000,100,a,200,,t1,true\n1763280000010,20,a");
        Assert.Equal(1, run.Total().Settled);
        Assert.Contains(run.Notes, n => n.Id == "FILE-TRUNCATED");
        Assert.Contains((await ImportedSample.Text("jmeter-jtl", Header)).Notes, n => n.Id == "NO-REQUESTS");
    }

    [Theory]
    [InlineData("", "the file is empty.")]
    [InlineData("timeStamp,elapsed,name\n", "line 1: there is no column 'label'")]
    [InlineData(Header + "yesterday,100,a,200,,t1,true\n", "line 2: 'timeStamp' must be an instant, in milliseconds since 1970")]
    [InlineData(Header + "1763280000000,N/A,a,200,,t1,true\n", "line 2: 'elapsed' must be a time in milliseconds, but is 'N/A'.")]
    [InlineData(Header + "1763280000000,-5,a,200,,t1,true\n", "line 2: 'elapsed' must be a whole number of 0 or more, but is '-5'.")]
    [InlineData(Header + "1763280000000,5,a,200,,t1,maybe\n", "line 2: 'success' must be true or false, but is 'maybe'.")]
    [InlineData(Header + "1763280000000,5\n1763280000000,5,a,200,,t1,true\n", "line 2: the row has 2 fields, fewer than the 7 of the header.")]
    [InlineData("1763280000000,5,a,200,,t1,text,true,,1,2\n", "line 1: there is no header, and a row has 11 fields, which are not JMeter's default columns")]
    [InlineData("<?xml version=\"1.0\"?>\n<testResults version=\"1.2\">\n", "line 1: these are JMeter's results as XML, which are not read")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("jmeter-jtl", text));
}
