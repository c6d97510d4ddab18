using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class HeyCsvImporterTests
{
    [Fact]
    public async Task A_real_file_has_its_numbers()
    {
        var run = await ImportedSample.Read("hey-csv", "hey.csv");
        var (key, stats) = Assert.Single(run.Requests);
        Assert.Equal((RequestKey.All, 50, 0), (key, stats.Settled, stats.Failed));
        var times = File.ReadLines(Samples.Of("hey-csv", "hey.csv")).Skip(1).Select(l => double.Parse(l.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture) * 1e6).ToList();
        Assert.Equal(((long)Math.Round(times.Sum()), (long)Math.Round(times.Max()), (long)Math.Round(times.Min())), (stats.ResponseTime.Sum, stats.ResponseTime.Max, stats.ResponseTime.Min));
        Assert.Equal(50, stats.FirstByte.Count);
        Assert.Equal(50, run.Intervals.Sum(i => i.Requests.Values.Sum(r => r.Settled)));
        Assert.Equal(DateTimeOffset.UnixEpoch, run.Started);
        Assert.False(run.Knows(UnknownParts.Started) || run.Knows(UnknownParts.Names) || run.Knows(UnknownParts.Users));
        Assert.True(run.Knows(UnknownParts.Statuses | UnknownParts.Duration));
        Assert.Contains(run.Notes, n => n.Id == "ONLY-ANSWERS");
    }

    [Fact]
    public async Task Statuses_of_400_or_more_are_failures_without_a_place_in_time()
    {
        var run = await ImportedSample.Read("hey-csv", "hey-mixed.csv");
        Assert.Equal((198, File.ReadLines(Samples.Of("hey-csv", "hey-mixed.csv")).Count(l => l.Contains(",503,", StringComparison.Ordinal))), (run.Total().Settled, run.Total().Failed));
        Assert.Equal(("503 Service Unavailable", default(DateTimeOffset)), (Assert.Single(run.Failures).Key.Text, run.Failures[0].Stats.First));
        Assert.False(run.Knows(UnknownParts.FailureTimes));
    }

    [Theory]
    [InlineData("", "the file is empty.")]
    [InlineData("response-time,offset\n", "line 1: there is no column 'status-code'")]
    [InlineData("response-time,status-code,offset\n0.1,OK,0\n", "line 2: 'status-code' must be a whole number of 0 or more, but is 'OK'.")]
    [InlineData("response-time,status-code,offset\n0.1,20,0\n", "line 2: 'status-code' must be a status, but is '20'.")]
    [InlineData("response-time,status-code,offset\n-,200,0\n", "line 2: 'response-time' must be a time in seconds, but is '-'.")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("hey-csv", text));
}
