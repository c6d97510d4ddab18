using Stampede.Results;

namespace Stampede.IntegrationTests;

/// <summary>The files in loadtests/, as people run them.</summary>
[Collection(Builds.Name)]
public sealed class LoadTestFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_quickstart_starts_its_service_passes_leaves_a_run_folder_and_stops_it()
    {
        var run = await Command.Run("dotnet", ["run", "loadtests/quickstart.cs", "--", "--headless", "-t", "5s", "--results", _folder.Path]);

        Assert.True(run.ExitCode == 0, run.All);
        var result = await RunFolderReader.Open(Directory.GetDirectories(_folder.Path).Single(), TestContext.Current.CancellationToken);
        Assert.Equal(Verdict.Passed, result.Verdict);
        using var client = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(result.Plan.Host, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Scenario_1_really_logs_in_and_creates_and_its_404s_are_accepted()
    {
        var run = await Command.Run("dotnet", [
            "run", "loadtests/deployments.cs", "--", "--headless", "-u", "100", "-r", "100", "-t", "10s", "--results", _folder.Path]);

        Assert.True(run.ExitCode == 0, run.All);
        var result = await RunFolderReader.Open(Directory.GetDirectories(_folder.Path).Single(), TestContext.Current.CancellationToken);
        Assert.Equal(100, result.Requests[new("POST", "/api/v1/auth/login")].Statuses[200]);
        Assert.InRange(result.Requests[new("POST", "/api/v1/deployments/")].Statuses[201], 100, long.MaxValue);
        var detail = result.Requests[new("GET", "/api/v1/deployments/{id}/")];
        Assert.InRange(detail.Accepted, 20, long.MaxValue);
        Assert.Equal(detail.Settled, detail.Statuses[404]);
        Assert.Equal(0, result.Total().Failed);
    }

    [Fact]
    public async Task The_release_day_has_its_people_and_its_pipeline()
    {
        var run = await Command.Run("dotnet", [
            "run", "loadtests/release-day.cs", "--", "--headless", "-t", "18s", "--ring", "LAB", "--seed", "1", "--results", _folder.Path]);

        var result = await RunFolderReader.Open(Directory.GetDirectories(_folder.Path).Single(), TestContext.Current.CancellationToken);
        Assert.True(result.Total().Failed == 0, run.All);
        Assert.Equal("LAB", result.Plan.Options["ring"]);
        Assert.Equal([Phase.WarmUp, Phase.Steady], result.Phases.Select(p => p.Phase));
        Assert.True(result.Transactions["release"].Settled > 0);
        Assert.Equal(0, result.Transactions["release"].Failed);
        var pipeline = Assert.Single(result.Arrivals);
        Assert.Equal((pipeline.Scheduled, 0), (pipeline.Started, pipeline.Dropped));
        Assert.All(result.Thresholds, t => Assert.NotEqual(ThresholdOutcome.NoData, t.Outcome));
        Assert.Equal(["people", "pipeline"], result.Plan.Load.Parts.Select(p => p.Name));
    }
}
