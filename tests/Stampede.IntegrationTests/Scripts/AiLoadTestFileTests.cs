using Stampede.Results;

namespace Stampede.IntegrationTests;

/// <summary>The scenarios of the gateway in loadtests/: two shortened; the other two are only started (<see cref="RefusedLoadTestTests"/>).</summary>
[Collection(Measuring.Name)]
public sealed class AiLoadTestFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_gateway_is_judged_level_by_level_and_the_first_token_is_measured()
    {
        var (result, all) = await Run("ai-api.cs", "12s");

        Assert.True(result.Total().Failed == 0, all);
        Assert.Equal(["1 user", "10 users", "50 users", "100 users"], result.Plan.Load.Parts.Select(p => p.Name));
        Assert.True(result.Requests[new("POST", "chat")].Statuses[200] > 10);
        var streamed = result.Requests[new("POST", "chat, streamed")];
        var first = result.Metrics["time to first token"];

        // At a phase's end and at the stop a time may be noted on this side, and its request be settled on the other.
        Assert.InRange(first.Count, Math.Max(1, streamed.Settled - 20), streamed.Settled + 20);

        // The other tokens take 5 ms each, whatever the machine does: an answer's end is long after its first token.
        Assert.True(first.Sum / first.Count * 1_000 < streamed.ResponseTime.Mean - 100_000, all);
        Assert.NotEqual(ThresholdOutcome.NoData, Outcome(result, "requests_per_second{load:100 users} >= 10"));
        Assert.Contains(result.Thresholds, t => t.Expression == "p(95){load:100 users, tag:chat} < 2.5x {load:1 user, tag:chat}");
    }

    [Fact]
    public async Task Tools_are_called_by_HTTP_and_by_the_protocol_and_none_is_refused()
    {
        var (result, all) = await Run("ai-mcp.cs", "10s");

        Assert.True(result.Total().Failed == 0, all);
        Assert.True(result.Requests[new("POST", "read_file")].Statuses[200] > 0, all);
        Assert.True(result.Requests[new("POST", "tools/call")].Statuses[200] > 0, all);
        Assert.Equal(result.Requests[new("POST", "initialize")].Settled, result.Requests[new("POST", "notifications/initialized")].Statuses[202]);
        Assert.Equal((0.0, 0.0), (result.Metrics["rate limited"].Sum, result.Metrics["left the sandbox"].Sum));
    }

    private static ThresholdOutcome Outcome(RunResult result, string expression) => Assert.Single(result.Thresholds, t => t.Expression == expression).Outcome;

    private async Task<(RunResult Result, string All)> Run(string file, string length)
    {
        var run = await LoadTestProgram.Run(file, "--headless", "--scale-to", length, "--seed", "7", "--results", _folder.Path);
        Assert.True(run.ExitCode is 0 or 3 or 4 or 5, run.All);
        return (await RunFolderReader.Open(Directory.GetDirectories(_folder.Path).Single(), TestContext.Current.CancellationToken), run.All);
    }
}
