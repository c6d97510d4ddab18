using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class WrkImporterTests
{
    private const string Begin = "Running 3s test @ http://h/\n  2 threads and 10 connections\n";

    [Fact]
    public async Task A_real_output_has_its_numbers()
    {
        var run = await ImportedSample.Read("wrk", "wrk-latency.txt");
        var (key, stats) = Assert.Single(run.Requests);
        Assert.Equal(("/a.txt", "http://127.0.0.1:18973"), (key.ToString(), run.Plan.Host));
        Assert.Equal((4_767, 0), (stats.Settled, stats.Failed));
        Assert.Equal((4_767, false, 5_480.0, 210_260.0, null), (stats.Reported!.Count, stats.Reported.IncludesFailures, stats.Reported.Mean, stats.Reported.Maximum, stats.Reported.Minimum));
        Assert.Equal([(50.0, 2_480.0), (75.0, 4_670.0), (90.0, 7_990.0), (99.0, 58_220.0)], stats.Reported.Percentiles.Select(p => (p.Key, p.Value)));
        Assert.Equal((3.03, 10), (run.Duration.TotalSeconds, run.Classes[0].Running));
        Assert.True(run.Knows(UnknownParts.Duration | UnknownParts.Users));
        Assert.False(run.Knows(UnknownParts.Statuses) || run.Knows(UnknownParts.Bytes) || run.Knows(UnknownParts.Bodies) || run.Knows(UnknownParts.Started));
    }

    [Fact]
    public async Task Without_latency_percentiles_are_unknown_and_bad_statuses_are_failures()
    {
        var stats = (await ImportedSample.Read("wrk", "wrk-errors.txt")).Total();
        Assert.Equal((3_566, 3_566, 0, 3_080.0), (stats.Settled, stats.Failed, stats.Reported!.Percentiles.Count, stats.Reported.Mean));
        Assert.True(stats.Reported.IncludesFailures);
    }

    [Fact]
    public async Task Socket_errors_are_failures_and_late_answers_are_missing_in_the_times()
    {
        var run = await ImportedSample.Read("wrk", "wrk-socket.txt");
        var stats = run.Total();
        Assert.Equal((2_262 + 58, 324 + 16 + 58, 2_262 - 16), (stats.Settled, stats.Failed, stats.Reported!.Count));
        Assert.Equal([(FailureKind.Status, 324L), (FailureKind.ConnectionClosed, 58L), (FailureKind.Timeout, 16L)], run.Failures.Select(f => (f.Key.Kind, f.Stats.Count)));
        Assert.Contains(run.Notes, n => n.Id == "TIMEOUTS-NOT-IN-TIMES");
    }

    [Fact]
    public async Task Of_wrk2_the_recorded_latency_is_read()
    {
        var run = await ImportedSample.Read("wrk", "wrk2.txt");
        var reported = run.Total().Reported!;
        Assert.Equal((60_018, 6_460.0, 12_340.0), (run.Total().Settled, reported.Mean, reported.Maximum));
        Assert.Equal([50, 75, 90, 99, 99.9, 99.99, 99.999, 100], reported.Percentiles.Keys);
        Assert.Equal((6_670.0, 12_450.0), (reported.Percentiles[50], reported.Percentiles[99.99]));
    }

    [Theory]
    [InlineData("696.36us", 696.36)]
    [InlineData("2.17ms", 2_170)]
    [InlineData("1.50s", 1_500_000)]
    [InlineData("2.00m", 120_000_000)]
    [InlineData("1.00h", 3_600_000_000)]
    public async Task Every_unit_is_known(string text, double microseconds)
    {
        var run = await ImportedSample.Text("wrk", $"{Begin}    Latency     {text}    1.93ms   {text}   67.66%\n  10 requests in 3.03s, 13.15MB read\n");
        Assert.Equal(microseconds, run.Total().Reported!.Mean!.Value, 1e-6);
    }

    [Theory]
    [InlineData("", "the file is empty.")]
    [InlineData(Begin, "line 2: there is no line such as '4767 requests in 3.03s, 13.15MB read'")]
    [InlineData(Begin + "    Latency     2.17qs    1.93ms   1.00s   67.66%\n", "line 3: '2.17qs' is no time such as 2.17ms.")]
    [InlineData("  10 requests in 3.03s, 1MB read\n" + Begin, "line 2: a second run begins")]
    [InlineData("  10 requests in 3.03s, 1MB read\n  Non-2xx or 3xx responses: 11\n", "line 2: of 10 answers 11 cannot have failed.")]
    [InlineData("  99999999999999999999 requests in 3.03s, 1MB read\n", "line 1: '99999999999999999999' is too large for a count.")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("wrk", text));
}
