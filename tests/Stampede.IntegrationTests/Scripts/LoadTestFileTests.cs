using System.Globalization;

namespace Stampede.IntegrationTests;

/// <summary>The files in loadtests/, as people run them.</summary>
[Collection(Builds.Name)]
public sealed class LoadTestFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_quickstart_starts_its_service_passes_and_leaves_a_run_folder()
    {
        var run = await Command.Run("dotnet", ["run", "loadtests/quickstart.cs", "--", "--headless", "-t", "5s", "--results", _folder.Path]);

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Single(Directory.GetFiles(_folder.Path, "run.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Scenario_1_really_logs_in_and_creates_and_its_404s_are_accepted()
    {
        var prefix = Path.Combine(_folder.Path, "scenario1");

        var run = await Command.Run("dotnet", [
            "run", "loadtests/deployments.cs", "--", "--headless", "-u", "100", "-r", "100", "-t", "10s", "--no-results", "--csv", prefix]);

        Assert.True(run.ExitCode == 0, run.All);
        var rows = (await File.ReadAllLinesAsync(prefix + "_stats.csv", TestContext.Current.CancellationToken))
            .Skip(1).Select(line => line.Split(',')).ToDictionary(row => $"{row[0]} {row[1]}", row => (Requests: Number(row[2]), Failures: Number(row[3])));
        Assert.Equal(100, rows["POST /api/v1/auth/login"].Requests);
        Assert.InRange(rows["POST /api/v1/deployments/"].Requests, 100, int.MaxValue);
        Assert.InRange(rows["GET /api/v1/deployments/{id}/"].Requests, 20, int.MaxValue);
        Assert.All(rows.Values, row => Assert.Equal(0, row.Failures));
        Assert.Contains("404", run.All, StringComparison.Ordinal);

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}
