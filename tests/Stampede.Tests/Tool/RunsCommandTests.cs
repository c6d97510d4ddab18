using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class RunsCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("stampede-runs-").FullName;
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Fact]
    public async Task A_finished_run_is_shown_as_it_was_printed_at_its_end()
    {
        var folder = await Write(PrintedRuns.Failed());
        Assert.Equal(0, await Run("runs", "show", folder));
        var printed = new Printed(120);
        Reporting.SummaryReport.Write(PrintedRuns.Failed() with { Folder = folder }, printed.Console);
        Assert.Equal(printed.Text, _out.ToString());
    }

    [Fact]
    public async Task A_run_is_found_by_its_name_and_the_latest_without_one()
    {
        var folder = await Write(PrintedRuns.Passed());
        Assert.Equal(0, await Run("runs", "show", Path.GetFileName(folder), "--results", _root));
        Assert.Contains("PASSED", _out.ToString());
        Assert.Equal(0, await Run("runs", "show", "--results", _root));
    }

    [Fact]
    public async Task A_killed_run_is_shown_up_to_its_last_interval()
    {
        var folder = await Write(null);
        Age(folder);
        Assert.Equal(0, await Run("runs", "show", folder));
        Assert.Contains("NO VERDICT  its process was killed; the last interval is that of 00:00:03", _out.ToString());
        Assert.Contains("POST /api/v1/deployments/       300", _out.ToString());
    }

    [Fact]
    public async Task A_run_under_way_is_not_called_killed()
    {
        var folder = await Write(null);
        Assert.Equal(0, await Run("runs", "show", folder));
        Assert.Contains("it still runs", _out.ToString());
        Assert.DoesNotContain("killed;", _out.ToString());
    }

    [Fact]
    public async Task Runs_are_listed_with_how_they_ended()
    {
        await Write(PrintedRuns.Failed());
        await Write(PrintedRuns.Passed());
        await Write(PrintedRuns.Failed() with { Verdict = Verdict.Passed, ExitCode = 1 });
        Age(await Write(null));
        await Write(null);
        Directory.CreateDirectory(Path.Combine(_root, "broken"));
        File.WriteAllText(Path.Combine(_root, "broken", "run.json"), "{");
        Assert.Equal(0, await Run("runs", "list", "--results", _root));
        var lines = _out.ToString().Split('\n');
        Assert.Matches("^broken .*cannot be read", lines[2]);
        Assert.Matches("deployments .*2026-11-02 08:33:41 UTC  interrupted .*failed", lines[3]);
        Assert.Matches("completed .*passed", lines[4]);
        Assert.Matches("interrupted .*failures", lines[5]);
        Assert.Matches("killed .*-$", lines[6]);
        Assert.Matches("running .*-$", lines[7]);
    }

    [Fact]
    public async Task An_empty_folder_has_no_runs()
    {
        Assert.Equal(0, await Run("runs", "list", "--results", _root));
        Assert.Equal($"There are no runs in '{_root}'.\n", _out.ToString());
    }

    [Theory]
    [InlineData("There is no folder", "runs", "list", "--results", "missing-folder")]
    [InlineData("There is no run folder 'missing'", "runs", "show", "missing")]
    [InlineData("There are no runs in 'missing-folder'", "runs", "show", "--results", "missing-folder")]
    [InlineData("Did you mean '--results'?", "runs", "list", "--result", "x")]
    [InlineData("Did you mean 'runs'?", "rusn", "list")]
    [InlineData("There is no file 'missing.cs'", "run", "missing.cs", "-u", "1")]
    public async Task What_is_not_there_is_a_usage_error(string message, params string[] args)
    {
        Assert.Equal(2, await Run(args));
        Assert.Contains(message, _error.ToString());
        Assert.Equal("", _out.ToString());
    }

    [Fact]
    public async Task A_damaged_run_has_the_code_for_files()
    {
        var folder = await Write(PrintedRuns.Passed());
        File.WriteAllText(Path.Combine(folder, "run.json"), "{");
        Assert.Equal(7, await Run("runs", "show", folder));
        Assert.Contains("run.json", _error.ToString());
    }

    [Fact]
    public async Task The_version_is_that_of_the_load_tests()
    {
        Assert.Equal(0, await Run("--version"));
        Assert.Equal($"Stampede {Entrance.Version}\n", _out.ToString());
    }

    [Fact]
    public async Task Tags_are_kept_beside_the_run_shown_and_filtered_by()
    {
        var folder = await Write(PrintedRuns.Passed());
        var other = await Write(PrintedRuns.Failed());
        var before = File.ReadAllText(Path.Combine(folder, "run.json"));
        Assert.Equal(0, await Run("runs", "tag", Path.GetFileName(folder), "v1.2", "release", "--results", _root));
        Assert.Equal($"{folder}: release, v1.2\n", _out.ToString());
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder, "run.json")));
        _out.GetStringBuilder().Clear();
        Assert.Equal(0, await Run("runs", "list", "--tag", "release", "--results", _root));
        Assert.Matches("passed +release, v1.2", _out.ToString());
        Assert.DoesNotContain(Path.GetFileName(other), _out.ToString());
        _out.GetStringBuilder().Clear();
        Assert.Equal(0, await Run("runs", "tag", folder, "v1.2", "release", "--remove"));
        Assert.Equal($"{folder}: no tags\n", _out.ToString());
        Assert.False(File.Exists(Path.Combine(folder, "tags.txt")));
        Assert.Equal(2, await Run("runs", "tag", folder, "a b"));
        Assert.Contains("'a b': a tag is 1 to 64 letters", _error.ToString());
    }

    [Fact]
    public async Task Old_runs_are_pruned_but_never_tagged_ones_those_that_run_or_cannot_be_read()
    {
        string[] folders = [await Write(PrintedRuns.Passed()), await Write(PrintedRuns.Passed()), await Write(PrintedRuns.Passed()), await Write(null)];
        RunTags.Write(folders[0], ["keep"]);
        Directory.CreateDirectory(Path.Combine(_root, "broken"));
        File.WriteAllText(Path.Combine(_root, "broken", "run.json"), "{");
        Directory.CreateDirectory(Path.Combine(_root, "no-run"));

        Assert.Equal(0, await Run("runs", "prune", "--keep", "1", "--dry-run", "--results", _root));
        Assert.Equal($"would remove {folders[1]}\n1 run would be removed, 4 kept.\n", _out.ToString());
        Assert.True(Directory.Exists(folders[1]));
        Assert.Equal(0, await Run("runs", "prune", "--keep", "1", "--older-than", "90000d", "--results", _root));
        Assert.Equal(0, await Run("runs", "prune", "--older-than", "1s", "--results", _root));
        Assert.Equal([true, false, false, true], folders.Select(Directory.Exists));
        Assert.True(Directory.Exists(Path.Combine(_root, "broken")) && Directory.Exists(Path.Combine(_root, "no-run")));
    }

    [Fact]
    public async Task Runs_stand_beside_each_other_with_their_differences_and_no_claim()
    {
        var (first, second) = (await Write(PrintedRuns.Passed()), await Write(PrintedRuns.Failed()));
        Assert.Equal(0, await Run("runs", "compare", first, Path.GetFileName(second), "--results", _root));
        Snapshot.Matches("runs-compare.txt", _out.ToString().Replace(first, "first", StringComparison.Ordinal).Replace(Path.GetFileName(second), "second", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Nothing says what is old", "runs", "prune")]
    [InlineData("--older-than is 'soon'", "runs", "prune", "--older-than", "soon")]
    [InlineData("There is no run folder 'missing'", "runs", "compare", "missing", "other")]
    [InlineData("There is no run folder 'missing'", "runs", "tag", "missing", "x")]
    public async Task What_cannot_be_done_with_runs_is_a_usage_error(string message, params string[] args)
    {
        Assert.Equal(2, await Run([.. args, "--results", _root]));
        Assert.Contains(message, _error.ToString());
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private Task<int> Run(params string[] args) => ToolCommands.Run(args, new EntranceContext { Out = _out, Error = _error });

    // Without a result, the folder is that of a run that has not ended.
    private async Task<string> Write(RunResult? result)
    {
        using var writer = new RunFolderWriter(_root);
        await writer.Started(PrintedRuns.Start, CancellationToken.None);
        for (var second = 0; second < 3; second++)
        {
            var requests = new Dictionary<Metrics.RequestKey, Metrics.RequestStats> { [PrintedRuns.Create] = PrintedRuns.Stats(100, 12_300, 201) };
            await writer.Interval(PrintedRuns.Interval(second, requests), null!, CancellationToken.None);
        }

        if (result is not null)
        {
            await writer.Ended(result, CancellationToken.None);
        }

        return writer.Path!;
    }

    private static void Age(string folder)
    {
        foreach (var file in Directory.GetFiles(folder))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromMinutes(1));
        }
    }
}
