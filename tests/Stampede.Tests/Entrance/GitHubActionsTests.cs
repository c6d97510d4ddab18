using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class GitHubActionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_failed_run_is_annotated_and_summarised()
    {
        var printed = await Write(PrintedRuns.Failed());
        Snapshot.Matches("github-failed.txt", printed);
        Assert.Equal(Reporting.MarkdownReport.Text(PrintedRuns.Failed()), File.ReadAllText(_folder.File("summary")));
    }

    [Fact]
    public async Task A_passed_run_has_no_annotation() => Assert.Equal("The summary of the job has been written.\n", await Write(PrintedRuns.Passed()));

    [Fact]
    public async Task Failed_requests_without_a_threshold_are_one_error() =>
        Assert.StartsWith("::error title=Stampede%3A deployments::FAILURES: ", await Write(PrintedRuns.Passed() with { ExitCode = 1 }));

    [Fact]
    public async Task Nothing_in_a_name_is_a_command_of_its_own()
    {
        var lines = (await Write(WrittenReports.WithNames(["evil\n::error::injected\r\n100%, a:b", "second"]))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines[..^1], line => Assert.Matches("^::(error|warning) title=Stampede%3A evil%0A%3A%3Aerror%3A%3Ainjected\\\\r%0A100%25%2C a%3Ab::", line));
        Assert.DoesNotContain(lines, l => l.StartsWith("::error::injected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task There_are_at_most_ten_of_a_kind_and_the_last_says_how_many_more()
    {
        var lines = (await Write(WrittenReports.WithNames([.. Enumerable.Range(0, 15).Select(i => $"n{i}")]))).Split('\n');
        Assert.Equal((10, 10), (lines.Count(l => l.StartsWith("::error", StringComparison.Ordinal)), lines.Count(l => l.StartsWith("::warning", StringComparison.Ordinal))));
        Assert.Contains(lines, l => l.EndsWith("::… and 6 more; the report has all of them.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_summary_that_is_too_long_is_cut_at_a_line_and_says_so()
    {
        File.WriteAllText(_folder.File("summary"), new string('x', 100));
        await Write(PrintedRuns.Failed(), limit: 900);
        var text = File.ReadAllText(_folder.File("summary"));
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(text) <= 900);
        Assert.Contains("\n\n\n**Cut off here: GitHub shows no more than 1 MiB.**", text);
        await Write(PrintedRuns.Failed(), limit: 900);
        Assert.Equal(text, File.ReadAllText(_folder.File("summary"))); // full
    }

    [Fact]
    public async Task Outside_of_Actions_it_says_that_nothing_was_written()
    {
        var output = new StringWriter();
        await new GitHubActions(new Dictionary<string, string>()).Write(PrintedRuns.Failed(), output);
        Assert.Contains("this is no GitHub Actions run", output.ToString());
        Assert.False(File.Exists(_folder.File("summary")));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> Write(RunResult result, int limit = GitHubActions.SummaryLimit)
    {
        var output = new StringWriter { NewLine = "\n" };
        var environment = new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = _folder.File("summary") };
        await new GitHubActions(environment).Write(result, output, limit);
        return output.ToString();
    }
}
