using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class BombardierImporterTests
{
    [Fact]
    public async Task A_file_has_its_numbers()
    {
        var run = await ImportedSample.Read("bombardier", "bombardier.json");
        var (key, stats) = Assert.Single(run.Requests);
        Assert.Equal(("GET /a", "http://127.0.0.1:8080"), (key.ToString(), run.Plan.Host));
        Assert.Equal((950_167, 157, 57_000_000, 214_578_250), (stats.Settled, stats.Failed, stats.BytesSent, stats.BytesReceived));
        Assert.Equal((950_167, true, 1_314.6537, null, 210_345.0), (stats.Reported!.Count, stats.Reported.IncludesFailures, stats.Reported.Mean, stats.Reported.Minimum, stats.Reported.Maximum));
        Assert.Equal([(50.0, 1_201.0), (75.0, 1_502.0), (90.0, 1_999.0), (99.0, 4_210.0)], stats.Reported.Percentiles.Select(p => (p.Key, p.Value)));
        Assert.Equal(
            [("a status of 4xx", FailureKind.Status, 120L), ("a status of 5xx", FailureKind.Status, 30L), ("dialing to the given TCP address timed out", FailureKind.Unknown, 5L), ("timeout", FailureKind.Timeout, 2L)],
            run.Failures.Select(f => (f.Key.Text, f.Key.Kind, f.Stats.Count)));
        Assert.Equal((10.001345, 125), (run.Duration.TotalSeconds, run.Classes[0].Running));
        Assert.True(run.Knows(UnknownParts.Bytes | UnknownParts.Users | UnknownParts.Names | UnknownParts.FailureReasons));
        Assert.False(run.Knows(UnknownParts.Statuses) || run.Knows(UnknownParts.Bodies) || run.Knows(UnknownParts.Started));
    }

    [Fact]
    public async Task Without_latencies_percentiles_are_unknown()
    {
        var run = await ImportedSample.Text("bombardier", """{"spec":{"method":"GET","url":"http://x/"},"result":{"req2xx":5,"others":1,"latency":{"mean":3,"max":4}}}""");
        Assert.Equal((6, 1, 0), (run.Total().Settled, run.Total().Failed, run.Total().Reported!.Percentiles.Count));
        Assert.Equal("no answer, and the file does not say why", Assert.Single(run.Failures).Key.Text);
        Assert.False(run.Knows(UnknownParts.Bytes) || run.Knows(UnknownParts.Duration) || run.Knows(UnknownParts.Users));
    }

    [Theory]
    [InlineData("""{"spec":{}}""", "\"result\" is missing")]
    [InlineData("""{"spec":{},"result":{"req2xx":-1}}""", "\"req2xx\" must be a number of 0 or more, but is -1.")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("bombardier", text));
}
