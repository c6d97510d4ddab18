using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class LocustJsonImporterTests
{
    [Fact]
    public async Task A_real_file_has_its_numbers()
    {
        var run = await ImportedSample.Read("locust-json", "locust.json");
        Assert.Equal(["GET /a.txt", "GET /missing", "POST post a"], run.Requests.Keys.Select(k => k.ToString()).Order(StringComparer.Ordinal));
        var post = run.Requests[new("POST", "post a")];
        Assert.Equal((71, 71, 25_347), (post.Settled, post.Failed, post.BodyBytes));
        Assert.Equal((71, true, 15_011.610999863478, 1_128.5239997960161), (post.Reported!.Count, post.Reported.IncludesFailures, post.Reported.Maximum, post.Reported.Minimum));
        Assert.Equal(229_608.23600442382 / 71, post.Reported.Mean!.Value, 1e-9);

        // 1 ms: 9, 2: 31, 3: 11, 4: 4, 5: 6, 6: 4, 7: 2, 9: 3, 15: 1; the place is ⌊71 × p⌋, and the largest is held below the true maximum.
        Assert.Equal((2_000.0, 3_000.0, 6_000.0, 9_000.0), (post.Reported.Percentiles[50], post.Reported.Percentiles[66], post.Reported.Percentiles[90], post.Reported.Percentiles[98]));
        Assert.Equal(15_000.0, post.Reported.Percentiles[99]);
        Assert.Equal(314, run.Total().Settled);
        Assert.Equal(128, run.Total().Failed);
        Assert.Equal(3_000.0, run.Total().Reported!.Percentiles[66]);
        Assert.Equal(1_795_272_096.1520748 - 1_795_272_091.5505602, run.Duration.TotalSeconds, 1e-6);
        Assert.Equal(314, run.Intervals.Sum(i => i.Requests.Values.Sum(r => r.Settled)));
        Assert.Equal(128, run.Intervals.Sum(i => i.Requests.Values.Sum(r => r.Failed)));
        Assert.True(run.Knows(UnknownParts.Started | UnknownParts.Duration | UnknownParts.IntervalNames | UnknownParts.Bodies));
        Assert.False(run.Knows(UnknownParts.Statuses) || run.Knows(UnknownParts.FailureReasons) || run.Knows(UnknownParts.Users));
        Assert.All(run.Requests.Values, r => Assert.Equal(0, r.ResponseTime.Count));
    }

    [Fact]
    public async Task Requests_without_a_time_are_in_no_time_and_an_empty_list_is_an_empty_run()
    {
        var run = await ImportedSample.Text("locust-json", """[{"name":"/a","method":"GET","num_requests":4,"num_none_requests":2,"num_failures":1,"total_response_time":30,"response_times":{"10":1,"20":1}}]""");
        var stats = run.Requests[new("GET", "/a")];
        Assert.Equal((4, 2, 15_000.0, null), (stats.Settled, stats.Reported!.Count, stats.Reported.Mean, stats.Reported.Maximum));
        Assert.Equal(20_000.0, stats.Reported.Percentiles[50]);
        Assert.False(run.Knows(UnknownParts.Started) || run.Knows(UnknownParts.Duration));
        Assert.Contains((await ImportedSample.Text("locust-json", "[]")).Notes, n => n.Id == "NO-REQUESTS");
    }

    [Theory]
    [InlineData("""[{"name":"/a","num_requests":-4}]""", "\"num_requests\" must be a number of 0 or more, but is -4.")]
    [InlineData("""[{"name":"/a"}]""", "\"num_requests\" is missing.")]
    [InlineData("""[{"name":"/a","num_requests":2,"num_failures":3}]""", "'/a' has 3 failures of 2 requests, which cannot be.")]
    [InlineData("""[{"name":"/a","num_requests":2,"response_times":{"x":3}}]""", "\"response_times\" has 'x', which is no time in milliseconds.")]
    [InlineData("[\n{\"name\":", "line 2: this is no JSON, or it is cut off:")]
    [InlineData("{}", "must be an array")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("locust-json", text));
}
