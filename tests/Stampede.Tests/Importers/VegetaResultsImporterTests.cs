using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class VegetaResultsImporterTests
{
    [Theory]
    [InlineData("results.json")]
    [InlineData("results.csv")]
    public async Task A_file_has_its_numbers_in_both_forms(string file)
    {
        var run = await ImportedSample.Read("vegeta-results", file);
        Assert.Equal([("GET /a", 5L, 2L), ("POST /b", 1L, 1L)], run.Requests.OrderBy(r => r.Key.ToString(), StringComparer.Ordinal).Select(r => (r.Key.ToString(), r.Value.Settled, r.Value.Failed)));
        var a = run.Requests[new("GET", "/a")];
        Assert.Equal((3, 1_000, 2_500, 30_000_000, 1_200), (a.ResponseTime.Count, a.ResponseTime.Min, a.ResponseTime.Max, a.FailedResponseTime.Max, a.BodyBytes));
        Assert.Equal([(0, 2L), (200, 2L), (302, 1L)], a.Statuses.Select(s => (s.Key, s.Value)));
        Assert.Equal([FailureKind.Status, FailureKind.ConnectionRefused, FailureKind.Timeout], run.Failures.Select(f => f.Key.Kind).Order());
        Assert.DoesNotContain(run.Failures, f => f.Key.Text.Contains("40112", StringComparison.Ordinal)); // the local port is another in each
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1_763_280_000), 31.5, "http://h:8080"), (run.Started, run.Duration.TotalSeconds, run.Plan.Host));
        Assert.True(run.Knows(UnknownParts.Statuses | UnknownParts.Bodies | UnknownParts.Names | UnknownParts.FailureTimes));
        Assert.False(run.Knows(UnknownParts.Bytes) || run.Knows(UnknownParts.Users) || run.Knows(UnknownParts.Connections));
    }

    [Fact]
    public async Task Early_versions_tell_no_address()
    {
        var run = await ImportedSample.Read("vegeta-results", "early.csv");
        Assert.Equal((RequestKey.All, 6, 3), (Assert.Single(run.Requests).Key, run.Total().Settled, run.Total().Failed));
        Assert.False(run.Knows(UnknownParts.Names));
    }

    [Fact]
    public async Task A_line_that_was_cut_off_is_left_out()
    {
        var run = await ImportedSample.Text("vegeta-results", """{"code":200,"timestamp":"2025-11-16T08:00:00Z","latency":1512345}""" + "\n{\"code\":200,\"time");
        Assert.Equal(1, run.Total().Settled);
        Assert.Contains(run.Notes, n => n.Id == "FILE-TRUNCATED");
        run = await ImportedSample.Text("vegeta-results", "1763280000000000000,200,1512345,15,600,,,nightly,0\n17632800");
        Assert.Equal(1, run.Total().Settled);
        Assert.Contains(run.Notes, n => n.Id == "FILE-TRUNCATED");
    }

    [Theory]
    [InlineData("", "the file is empty.")]
    [InlineData("{\"code\":200}\n", "line 1: a result has \"timestamp\", \"code\" and \"latency\"")]
    [InlineData("{\"code\":\"200\"}\n", "line 1: this is no result of vegeta:")]
    [InlineData("[]\n", "line 1: this is no JSON object.")]
    [InlineData("{\"code\":200,\n", "line 1: this is no JSON, or it is cut off:")]
    [InlineData("{\"code\":200,\"timestamp\":\"1900-01-01T00:00:00Z\",\"latency\":1}\n", "line 1: the instant must be of this century")]
    [InlineData("1763280000000000000,200,1512345,15,600,,,nightly,0\n1763280000000000000,OK,1,1,1,,,n,1\n", "line 2: 'code' must be a whole number of 0 or more, but is 'OK'.")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("vegeta-results", text));
}
