using Stampede.Analysis;
using Stampede.Engine;
using Stampede.Results;
using static Stampede.Tests.MadeMetrics;

namespace Stampede.Tests;

/// <summary><c>stampede issue</c> against a server on the loopback.</summary>
public sealed class IssueCommandTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly WaitClock _clock = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_regression_opens_one_issue_which_is_kept_closed_on_recovery_and_opened_again(bool isGitea)
    {
        await using var forge = await FakeForge.Start(isGitea);
        Assert.Equal(0, await Run(forge, Compared(1.3)));
        Assert.Contains("Issue  1 opened: checkout regressed. https://forge.example/acme/shop/issues/1\n", _out.ToString());
        Assert.Contains("### Next steps", forge.Issues[0].Body);

        Assert.Equal(0, await Run(forge, Compared(1.3, seed: 3)));
        Assert.Contains("Issue  1 brought up to date: checkout: no news, only fresh figures.", _out.ToString());
        Assert.Empty(forge.Issues[0].Comments);

        Assert.Equal(0, await Run(forge, Compared(1.6)));
        Assert.Contains("Issue  1 commented", _out.ToString());
        forge.Issues[0].Body += "\nOur notes.";

        Assert.Equal(0, await Run(forge, Compared(1, runs: 3)));
        Assert.True(forge.Issues[0].IsOpen);
        Assert.Contains("Issue  1 left as it is: checkout is not shown to have recovered", _out.ToString());

        Assert.Equal(0, await Run(forge, Compared(1)));
        Assert.False(forge.Issues[0].IsOpen);
        Assert.Contains("has recovered", forge.Issues[0].Comments[^1]);

        Assert.Equal(0, await Run(forge, Compared(1.3)));
        Assert.True(Assert.Single(forge.Issues).IsOpen);
        Assert.Equal(3, forge.Issues[0].Comments.Count);
        Assert.EndsWith("Our notes.", forge.Issues[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_command_again_changes_nothing()
    {
        await using var forge = await FakeForge.Start();
        await Run(forge, Compared(1.3));
        var body = forge.Issues[0].Body;
        Assert.Equal(0, await Run(forge, Compared(1.3)));
        Assert.Equal(body, forge.Issues[0].Body);
        Assert.DoesNotContain(forge.Requests, r => r.StartsWith("PATCH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_pipelines_at_once_the_second_takes_its_issue_back()
    {
        await using var forge = await FakeForge.Start();
        await Run(forge, Compared(1.3));
        // The other one's issue was opened between the look and the opening.
        forge.Issues.Add(new FakeIssue { Number = 2, Title = "same", Body = forge.Issues[0].Body, Labels = [.. forge.Issues[0].Labels] });
        await Run(forge, Compared(1.3));
        Assert.Equal([true, false], forge.Issues.Select(i => i.IsOpen));
        Assert.Contains("The same as #1", Assert.Single(forge.Issues[1].Comments));
    }

    [Fact]
    public async Task A_dry_run_prints_the_request_and_the_text_and_asks_nobody()
    {
        await using var forge = await FakeForge.Start();
        Assert.Equal(0, await Run(forge, Compared(1.3), token: null, "--dry-run"));
        Assert.Empty(forge.Requests);
        Assert.Contains($"POST {forge.Api}/repos/acme/shop/issues\ntitle: 🚨 Critical", _out.ToString());
        Assert.Contains("labels: performance, regression, automated, priority-critical\n", _out.ToString());
        Assert.Contains("## Performance Regression Alert", _out.ToString());
    }

    [Fact]
    public async Task A_call_that_fails_is_exit_code_7_and_the_token_is_nowhere()
    {
        await using var forge = await FakeForge.Start();
        Assert.Equal(7, await Run(forge, Compared(1.3), token: "wrong-token-123456"));
        Assert.Contains("The token in MY_TOKEN is not accepted", _error.ToString());
        Assert.DoesNotContain("wrong-token-123456", _error.ToString() + _out);

        for (var i = 0; i < 10; i++)
        {
            forge.Fail("GET /issues", 503);
        }

        Assert.Equal(7, await Run(forge, Compared(1.3)));
        Assert.Contains("trying again in", _error.ToString());
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var code = await ToolCommands.Run(["issue", "--comparison", "absent.json", "--repository", "no repository", "--api", "ftp://x", "--timeout", "soon"], Context(new()));
        Assert.Equal(2, code);
        Assert.Contains("'no repository' is no repository", _error.ToString());
        Assert.Contains("'ftp://x' is no address of an API", _error.ToString());
        Assert.Contains("There is no token in GITHUB_TOKEN", _error.ToString());
        Assert.Contains("--timeout is 'soon'", _error.ToString());
        Assert.Contains("There is no file 'absent.json'", _error.ToString());
    }

    [Fact]
    public async Task A_file_that_is_no_comparison_is_an_error_that_names_it()
    {
        await using var forge = await FakeForge.Start();
        File.WriteAllText(_root.File("compare.json"), "{}");
        Assert.Equal(7, await Run(forge, _root.File("compare.json")));
        Assert.Contains("compare.json", _error.ToString());
        Assert.Empty(forge.Requests);
    }

    [Theory]
    [InlineData("GITHUB_RUN_ID", "https://github.example/acme/shop/actions/runs/42")]
    [InlineData("CI_JOB_URL", "https://gitlab.example/jobs/7")]
    [InlineData("BUILD_BUILDID", "https://dev.azure.com/acme/my%20shop/_build/results?buildId=9")]
    [InlineData("HOME", null)]
    public void The_page_of_the_pipeline_is_known_by_its_variables(string variable, string? page)
    {
        var all = new Dictionary<string, string>
        {
            ["GITHUB_RUN_ID"] = "42",
            ["CI_JOB_URL"] = "https://gitlab.example/jobs/7",
            ["BUILD_BUILDID"] = "9",
            ["HOME"] = "/root",
        };
        var environment = new Dictionary<string, string>
        {
            [variable] = all[variable],
            ["GITHUB_SERVER_URL"] = "https://github.example",
            ["GITHUB_REPOSITORY"] = "acme/shop",
            ["SYSTEM_COLLECTIONURI"] = "https://dev.azure.com/acme/",
            ["SYSTEM_TEAMPROJECT"] = "my shop",
        };
        Assert.Equal(page, IssueOptions.Page(environment)?.AbsoluteUri);
    }

    public void Dispose()
    {
        _root.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private string Compared(double factor, int seed = 2, int runs = 7)
    {
        var path = _root.File($"compare-{factor}-{seed}-{runs}.json");
        using var stream = File.Create(path);
        RunComparisonJson.Write(Compare(Runs(7), Runs(runs, factor, seed)), stream);
        return path;
    }

    private EntranceContext Context(Dictionary<string, string> environment) =>
        new() { Out = _out, Error = _error, Clock = _clock, Sources = new OptionSources { Environment = environment } };

    private Task<int> Run(FakeForge forge, string comparison, string? token = FakeForge.Token, params string[] more) => ToolCommands.Run(
        ["issue", "--comparison", comparison, "--token-env", "MY_TOKEN", .. more],
        Context(new Dictionary<string, string> { ["GITHUB_API_URL"] = $"{forge.Api}", ["GITHUB_REPOSITORY"] = "acme/shop", ["MY_TOKEN"] = token ?? "" }));
}
