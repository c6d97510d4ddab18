using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class HdrLogImporterTests
{
    private const string One = "0.000,1.000,0.002,HISTFAAAAB"; // begins like a histogram, and is none

    [Fact]
    public async Task A_log_in_nanoseconds_is_a_distribution_in_microseconds()
    {
        // Written by another encoder: 1,000 values from 204,621 to 8,858,207 ns, 500th 1,186,919, 990th 4,861,217, sum 1,493,494,572, two digits.
        var run = await ImportedSample.Read("hdr-log", "nanoseconds.hlog");
        var stats = run.Requests[RequestKey.All];
        Assert.Equal((1_000, 1_000), (stats.Settled, stats.ResponseTime.Count));
        Assert.Equal(204.621, stats.ResponseTime.Min, 204.621 * 0.02);
        Assert.Equal(8_858.207, stats.ResponseTime.Max, 8_858.207 * 0.011);
        Assert.Equal(1_186.919, stats.ResponseTime.Percentile(50), 1_186.919 * 0.02);
        Assert.Equal(4_861.217, stats.ResponseTime.Percentile(99), 4_861.217 * 0.011);
        Assert.Equal(1_493_494.572, stats.ResponseTime.Sum, 1_493_494.572 * 0.005);
        Assert.Equal(5, run.Intervals.Count);
        Assert.All(run.Intervals, i => Assert.Equal(200, i.Requests[RequestKey.All].ResponseTime.Count));
        Assert.Equal((5.007, 1.007), (run.Duration.TotalSeconds, run.Intervals[1].Offset.TotalSeconds));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_441_812_279_601), run.Started); // the start that it tells and the first line's 0.127 s
        Assert.Equal(["UNIT-ASSUMED", "HISTOGRAMS-CONVERTED"], run.Notes.Select(n => n.Id));
        Assert.False(run.Knows(UnknownParts.Outcomes) || run.Knows(UnknownParts.Names) || run.Knows(UnknownParts.Statuses));
    }

    [Fact]
    public async Task Tags_are_names_and_their_lines_of_a_time_are_one_interval()
    {
        var run = await ImportedSample.Read("hdr-log", "tagged.hlog");
        var (login, search) = (run.Requests[new("", "login")], run.Requests[new("", "search")]);
        Assert.Equal((18, 33), (login.Settled, search.Settled));
        Assert.Equal((1_000, 150_015, 2_000), (login.ResponseTime.Min, login.ResponseTime.Max, login.ResponseTime.Percentile(50))); // to the bucket: 3 digits
        Assert.Equal((500, 500), (search.ResponseTime.Min, search.ResponseTime.Percentile(90)));
        Assert.Equal([(0.0, 1.0, 6L, 11L), (1.0, 1.0, 6L, 11L), (2.0, 1.003, 6L, 11L)], run.Intervals.Select(i => (
            i.Offset.TotalSeconds, Math.Round(i.Length.TotalSeconds, 6), i.Requests[new("", "login")].Settled, i.Requests[new("", "search")].Settled)));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_763_280_000), run.Started);
        Assert.DoesNotContain(run.Notes, n => n.Id == "HISTOGRAMS-CONVERTED"); // microseconds with three digits are as they are here
        Assert.True(run.Knows(UnknownParts.Names | UnknownParts.IntervalNames | UnknownParts.Started | UnknownParts.Duration));
    }

    [Fact]
    public async Task A_long_log_is_folded_and_loses_nothing()
    {
        var histogram = new Histogram();
        histogram.Record(2_000);
        var lines = string.Concat(Enumerable.Range(0, 10_000).Select(i => FormattableString.Invariant($"{i}.0,1.0,2.0,{histogram.Encode()}\n")));
        var run = await ImportedSample.Text("hdr-log", lines);
        Assert.Equal((10_000, 10_000), (run.Total().ResponseTime.Count, run.Intervals.Sum(i => i.Requests[RequestKey.All].ResponseTime.Count)));
        Assert.InRange(run.Intervals.Count, 1_000, 4_096);
        Assert.Equal(10_000, run.Duration.TotalSeconds);
        Assert.Contains(run.Notes, n => n.Id == "INTERVALS-FOLDED");
        Assert.False(run.Knows(UnknownParts.Started));
    }

    [Theory]
    [InlineData("", "the file is empty.")]
    [InlineData("#[Histogram log format version 1.2]\n0.1;1.0;2.0;HIST\n", "line 2: a line of a histogram log is 'start,length,max,histogram'")]
    [InlineData("0.1,1.0,2.0,AAAA\n", "line 1: The histogram ends within its first 8 bytes.")]
    [InlineData("0.1,1.0,2.0,!!!\n", "line 1: The histogram is not base64.")]
    [InlineData("0.1,-1.0,2.0,AAAA\n", "line 1: '-1.0' is no number of 0 or more.")]
    [InlineData(One + "\n", "line 1: The histogram")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("hdr-log", text));
}
