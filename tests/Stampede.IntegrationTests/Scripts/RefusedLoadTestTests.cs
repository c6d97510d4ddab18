namespace Stampede.IntegrationTests;

/// <summary>The files in loadtests/ where they do not run: they say why, and send no load.</summary>
public sealed class RefusedLoadTestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cab-approvals.cs", "cannot make more than 25 iterations per second")]
    [InlineData("burst.cs", "cannot make more than 3,333 iterations per second")]
    public async Task The_goals_of_the_recorded_plan_are_refused_as_impossible(string file, string reason)
    {
        var run = await LoadTestProgram.Run(file, "--headless", "--variant", "recorded", "--results", _folder.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.All, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_folder.Path));
    }

    [Theory]
    [InlineData("deployments.cs")]
    [InlineData("cab-approvals.cs")]
    [InlineData("connectors.cs")]
    [InlineData("burst.cs")]
    [InlineData("tickets-burst.cs")]
    public async Task A_scenario_that_meets_another_service_says_so_and_sends_no_load(string file)
    {
        await using var other = new ExampleServer();
        await other.InitializeAsync();

        var run = await LoadTestProgram.Run(file, "--headless", "-H", other.Address, "--results", _folder.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is not what this test is for: GET ", run.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ai-baseline.cs", "is not the service with \"service\":\"api_gateway\"")]
    [InlineData("ai-rag.cs", "is not what this test is for: GET /health must say")]
    public async Task A_scenario_of_the_gateway_that_meets_another_service_says_so_and_sends_no_load(string file, string reason)
    {
        await using var other = await ControlPlaneProcess.Start();

        var run = await LoadTestProgram.Run(file, "--headless", "-H", other.Address.ToString(), "--results", _folder.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.All, StringComparison.Ordinal);
    }
}
