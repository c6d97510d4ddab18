using System.Text.Json;

namespace Stampede.IntegrationTests;

/// <summary><c>stampede suite</c> with the example of the repository: real builds, services and load tests; and its page in a browser.</summary>
public sealed class SuiteTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private static readonly string Tool = Path.Combine(
        Repository.Root, "src", "Stampede.Tool", "bin", Repository.Configuration, "net10.0", "Stampede.Tool.dll");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_example_runs_both_tests_against_its_own_service_and_is_not_run_again_when_resumed()
    {
        var file = Path.Combine(Repository.Root, "loadtests", "nightly.yaml");
        var suite = await Command.Run("dotnet", [Tool, "suite", file, "--scale-to", "4s", "--results", _folder.Path]);
        var folder = Assert.Single(Directory.GetDirectories(Path.Combine(_folder.Path, "suites")));
        using var state = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "suite.json"), TestContext.Current.CancellationToken));
        var tests = state.RootElement.GetProperty("tests").EnumerateArray().ToArray();
        Assert.Equal(["finished", "finished"], tests.Select(t => t.GetProperty("step").GetString()));

        // What the machine reaches is not what is tested: a busy one may miss a threshold.
        Assert.True(suite.ExitCode is 0 or 3 or 5, suite.All);
        Assert.Equal(suite.ExitCode, state.RootElement.GetProperty("exitCode").GetInt32());
        Assert.All(tests, t => Assert.True(File.Exists(Path.Combine(folder, t.GetProperty("run").GetString()!, "report.html"))));
        var report = await File.ReadAllTextAsync(Path.Combine(folder, "report.md"), TestContext.Current.CancellationToken);
        Assert.Contains("| [smoke](runs/", report);
        Assert.Contains("20 users, 25 started per second, for 4s", report);
        Assert.Contains("Every test of the suite was run.", report);

        var again = await Command.Run("dotnet", [Tool, "suite", file, "--resume", "--results", _folder.Path]);
        Assert.Contains("smoke: ", again.Output);
        Assert.Contains("(kept from before)", again.Output);
        Assert.Equal(suite.ExitCode, again.ExitCode);

        var page = await browser.Page();
        var (problems, addresses) = (new List<string>(), new List<string>());
        page.PageError += (_, error) => problems.Add(error);
        page.Console += (_, message) => problems.Add($"{message.Type}: {message.Text}");
        page.Request += (_, request) => addresses.Add(request.Url);
        await page.GotoAsync("file://" + Path.Combine(folder, "report.html"));
        Assert.Equal(2, await page.Locator("section:nth-of-type(2) tbody tr").CountAsync());
        Assert.Equal("smoke", await page.Locator("tbody a").First.InnerTextAsync());
        await page.Locator("tbody a").First.ClickAsync();
        await page.WaitForSelectorAsync("html[data-ready=true]");
        Assert.Empty(problems);
        Assert.All(addresses, a => Assert.StartsWith("file://", a));
    }

    [Fact]
    public async Task Mistakes_that_only_the_load_test_knows_are_told_with_their_lines_before_anything_runs()
    {
        var file = _folder.Write("wrong.yaml", $$"""
            tests:
              - file: {{Repository.Root}}/loadtests/quickstart.cs
                options:
                  articles: 12
                  user-classes: [DeploymentUsr]
            """);
        var suite = await Command.Run("dotnet", [Tool, "suite", file, "--results", _folder.Path]);
        Assert.Equal(2, suite.ExitCode);
        Assert.Contains($"{file}:4: quickstart: There is no option '--articles'", suite.Errors);
        Assert.Contains("'DeploymentUsr' names no user class", suite.Errors);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "suites")));
    }

    public void Dispose() => _folder.Dispose();
}
