using System.Runtime.CompilerServices;
using Stampede.Engine;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>
/// What docs/results publishes is what its raw files say. With STAMPEDE_WRITE_SNAPSHOTS=1 the reports are written again from them, for a report whose form has changed.
/// </summary>
public sealed class PublishedResultsTests
{
    [Theory]
    [InlineData("memory", "suite.yaml", 13)]
    [InlineData("postgresql", "suite-postgresql.yaml", 2)]
    public async Task The_published_report_is_what_the_raw_files_say(string published, string suiteFile, int tests)
    {
        var root = Root();
        var folder = Path.Combine(root, "docs", "results", published);
        var problems = new YamlProblems(suiteFile);
        var suite = SuiteReader.Read(Path.Combine(root, "loadtests", suiteFile), problems)!;
        Assert.Equal([], problems.All);
        var state = SuiteState.Read(folder);
        Assert.Null(state.ScaledTo);
        Assert.Equal(tests, state.Tests.Count);

        var outcomes = new List<SuiteOutcome>();
        foreach (var (entry, step) in suite.Entries.Zip(state.Tests))
        {
            Assert.Equal((entry.Name, SuiteStep.Finished), (step.Name, step.Step));
            var run = await RunFolderReader.Open(Path.Combine(folder, step.Run!), TestContext.Current.CancellationToken);
            outcomes.Add(SuiteRun.Judge(entry, run, step.Run!, step.ExitCode!.Value));
        }

        var result = new SuiteResult { Name = state.Name, File = state.File, Started = state.Started, Ended = state.Ended!.Value, Outcomes = outcomes };
        if (Environment.GetEnvironmentVariable("STAMPEDE_WRITE_SNAPSHOTS") == "1")
        {
            SuiteReports.Write(result, folder);
        }

        Assert.Equal(state.ExitCode, result.ExitCode);
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(folder, "report.md"), TestContext.Current.CancellationToken),
            SuiteMarkdownReport.Text(PhaseReport.Of(result)));
    }

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
}
