using Stampede.Baselines;
using Stampede.Results;
using Stampede.Tests;

namespace Stampede.IntegrationTests;

/// <summary>Baselines in the store instead of a file.</summary>
[Collection(StoreCollection.Name)]
public sealed class StoreBaselineTests(PostgresServer server) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private StoreTool _tool = null!;
    private string _run = "";

    private string Results => Path.Combine(_folder.Path, "results");

    public async ValueTask InitializeAsync()
    {
        _tool = new StoreTool(await server.CreateDatabase());
        var intervals = SampleRuns.Intervals(6);
        var folder = await StoreRuns.Write(Results, intervals, SampleRuns.Result(intervals) with { Verdict = Verdict.Passed });
        _run = StoreRuns.Id(await _tool.Output("store", "push", folder));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    [Fact]
    public async Task Baselines_are_saved_shown_promoted_and_removed_in_the_store()
    {
        await _tool.Output("baseline", "save", _run, "--name", "main");
        var saved = await _tool.Output("baseline", "save", _run, "--name", "next", "--until", "2030-01-01");
        Assert.Contains("Store     postgres://", saved);
        Assert.Contains("current: main", saved);
        Assert.False(File.Exists(BaselineSet.FileName));

        Assert.Matches("^\\* main .*\n  next ", await _tool.Output("baseline", "list"));
        Assert.EndsWith("current: next\n", await _tool.Output("baseline", "promote", "next"));
        Assert.Contains("valid until 2030-01-01", await _tool.Output("baseline", "show"));
        Assert.EndsWith("current: none\n", await _tool.Output("baseline", "remove", "next"));
        Assert.DoesNotContain("next", await _tool.Output("baseline", "list"));
    }

    [Fact]
    public async Task A_baseline_of_the_store_is_that_of_the_file_to_the_letter()
    {
        var file = Path.Combine(_folder.Path, "baselines.json");
        await _tool.Output("baseline", "save", _run, "--name", "main", "--out", file);
        await _tool.Output("baseline", "save", _run, "--name", "main");
        await using var store = _tool.Open();
        var stored = Assert.Single(await store.Baselines());
        var path = _folder.Write("stored.json", System.Text.Encoding.UTF8.GetString(stored.Document.Span));
        var (expected, read) = (await BaselineSet.Read(file), await BaselineSet.Read(path));
        Same.As(Assert.Single(expected.Baselines) with { Saved = null }, Assert.Single(read.Baselines) with { Saved = null });
        Assert.Equal(
            (await _tool.Output("baseline", "show", "main", "--file", file)).Split('\n')[1..], (await _tool.Output("baseline", "show", "main")).Split('\n')[1..]);
    }

    [Theory]
    [InlineData(2, "There is a baseline 'main' in 'postgres://", "baseline", "save", "RUN", "--name", "main")]
    [InlineData(2, "There is no baseline 'other'; there are main", "baseline", "promote", "other")]
    [InlineData(2, "There is no baseline 'other'; there are main", "baseline", "remove", "other")]
    [InlineData(2, "There is no run folder 'missing'", "baseline", "save", "missing")]
    public async Task What_is_wrong_changes_nothing(int exitCode, string message, params string[] args)
    {
        await _tool.Output("baseline", "save", _run, "--name", "main");
        var before = await _tool.Execute("SELECT string_agg(b::text, '|') FROM stampede.baselines b");
        var command = await _tool.Run([.. args.Select(a => a == "RUN" ? _run : a)]);
        Assert.Equal(exitCode, command.ExitCode);
        Assert.Contains(message, command.Errors);
        Assert.Equal(before, await _tool.Execute("SELECT string_agg(b::text, '|') FROM stampede.baselines b"));
    }

    [Fact]
    public async Task Of_many_that_save_at_once_nobody_loses_a_baseline()
    {
        var names = Enumerable.Range(0, 12).Select(i => $"b{i:00}").ToArray();
        await Task.WhenAll(names.Select(n => Task.Run(() => _tool.Output("baseline", "save", _run, "--name", n))));
        await using var store = _tool.Open();
        var baselines = await store.Baselines();
        Assert.Equal(names, baselines.Select(b => b.Name).Order(StringComparer.Ordinal));
        Assert.Single(baselines, b => b.IsCurrent);
    }

    [Fact]
    public async Task Metrics_audits_comparisons_and_summaries_read_runs_of_the_store()
    {
        var folder = Directory.GetDirectories(Results).Single();
        foreach (var args in (string[][])[["metrics", "RUN"], ["audit", "RUN", "--json"], ["runs", "show", "RUN"]])
        {
            var ofFolder = await StoreTool.Run(new Dictionary<string, string>(), [.. args.Select(a => a == "RUN" ? folder : a)]);
            var ofStore = await _tool.Run([.. args.Select(a => a == "RUN" ? _run : a), "--results", "nowhere"]);
            Assert.Equal(ofFolder.ExitCode, ofStore.ExitCode);
            Assert.Equal(Lines(ofFolder.Output), Lines(ofStore.Output));
        }

        var compared = await _tool.Output("runs", "compare", folder, _run);
        Assert.DoesNotContain("+", compared.Split("─\n")[^1]);
    }

    [Theory]
    [InlineData("main")]
    [InlineData("current")]
    public async Task Runs_of_the_store_are_compared_with_a_baseline_of_the_store(string baseline)
    {
        await _tool.Output("baseline", "save", _run, "--name", "main");
        var file = Path.Combine(_folder.Path, "baselines.json");
        await _tool.Output("baseline", "save", _run, "--name", "main", "--out", file);
        var (ofStore, ofFile) = (await _tool.Run("compare", baseline, _run, "--json", "--allow-inconclusive"), await _tool.Run("compare", file, _run, "--json", "--allow-inconclusive"));
        Assert.Equal(ofFile.ExitCode, ofStore.ExitCode);
        Assert.Equal(Stable(ofFile.Output), Stable(ofStore.Output));
        Assert.Contains("\"metrics\"", ofStore.Output);

        static IEnumerable<string> Stable(string json) => json.Split('\n').Where(l => !((string[])["\"command\"", "\"compared\"", "\"saved\""]).Any(l.Contains));
    }

    [Fact]
    public async Task The_variable_names_the_store_too_and_none_turns_it_off()
    {
        var environment = new Dictionary<string, string> { ["STAMPEDE_STORE"] = _tool.Url };
        Assert.Contains(_run, (await StoreTool.Run(environment, "store", "list")).Output);
        Assert.Contains(_run, (await StoreTool.Run(environment, "runs", "list")).Output);
        Assert.DoesNotContain(_run, (await StoreTool.Run(environment, "runs", "list", "--results", Results)).Output);
        Assert.DoesNotContain(_run, (await StoreTool.Run(environment, "runs", "list", "--store", "none")).Output);
        var neither = await StoreTool.Run(new Dictionary<string, string>(), "store", "list");
        Assert.Equal(2, neither.ExitCode);
        Assert.Contains("Which store? --store postgres://user@host/database names it, or the variable STAMPEDE_STORE.", neither.Errors);
    }

    // But for the line that says where the run folder is.
    private static IEnumerable<string> Lines(string text) => text.Split('\n').Where(l => !l.StartsWith("Run folder", StringComparison.Ordinal));
}
