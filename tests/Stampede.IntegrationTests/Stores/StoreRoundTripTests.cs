using System.Text.RegularExpressions;
using Stampede.Results;
using Stampede.Tests;

namespace Stampede.IntegrationTests;

/// <summary>What is pushed is what is read, listed and pulled.</summary>
[Collection(StoreCollection.Name)]
public sealed partial class StoreRoundTripTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly string[] Formats = ["html", "md", "junit", "json", "csv", "xlsx"];

    private readonly TemporaryFolder _folder = new();
    private StoreTool _tool = null!;

    private string Results => Path.Combine(_folder.Path, "results");

    public async ValueTask InitializeAsync() => _tool = new StoreTool(await server.CreateDatabase());

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    [Fact]
    public async Task A_run_is_read_from_the_store_as_from_its_folder()
    {
        var folder = await StoreRuns.Write(Results);
        var id = StoreRuns.Id(await _tool.Output("store", "push", folder));
        await using var store = _tool.Open();

        Same.As(await RunFolderReader.Open(folder) with { Folder = null }, await store.Open(id));
        Same.As(await RunFolderReader.Intervals(folder).ToListAsync(), await store.Intervals(id).ToListAsync());
        var entry = Assert.Single(await store.List());
        Assert.Null(entry.Problem);
        Same.As(await RunFolderReader.Entry(folder) with { Id = id }, entry);
    }

    [Fact]
    public async Task A_pulled_run_is_the_one_that_was_pushed_to_the_byte_and_so_are_all_its_reports()
    {
        var folder = await StoreRuns.Write(Results);
        var id = StoreRuns.Id(await _tool.Output("store", "push", folder));
        var pulled = Path.Combine(_folder.Path, "pulled");
        Assert.Equal(pulled + "\n", await _tool.Output("store", "pull", id, "--out", pulled));

        foreach (var file in (string[])["run.json", "intervals.jsonl"])
        {
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder, file)), await File.ReadAllBytesAsync(Path.Combine(pulled, file)));
        }

        Same.As(await RunFolderReader.Open(folder) with { Folder = null }, await RunFolderReader.Open(pulled) with { Folder = null });
        Same.As(await RunFolderReader.Intervals(folder).ToListAsync(), await RunFolderReader.Intervals(pulled).ToListAsync());
        Assert.True(File.Exists(Path.Combine(pulled, "report.html")));
        Assert.True(File.Exists(Path.Combine(pulled, "report.md")));
        Assert.Single(Directory.GetDirectories(_folder.Path, "pulled*"));

        // The same folder name in both, because reports name it.
        var (from, to) = (Path.Combine(_folder.Path, "a", "run"), Path.Combine(_folder.Path, "b", "run"));
        await Reports(folder, from);
        await Reports(pulled, to);
        var stored = Path.Combine(_folder.Path, "c", "run");
        await _tool.Output("report", id, "--format", string.Join(',', Formats), "--out", stored, "--results", "nowhere");
        foreach (var file in Directory.GetFiles(from).Select(f => Path.GetFileName(f)!))
        {
            var expected = await Content(Path.Combine(from, file), folder);
            Assert.Equal(expected, await Content(Path.Combine(to, file), pulled));
            Assert.Equal(expected.Replace("\"folder\":\"FOLDER\",", "").Replace(",\"Run folder\":\"FOLDER\"", ""), await Content(Path.Combine(stored, file), "no folder"));
        }
    }

    [Fact]
    public async Task A_run_that_is_there_is_left_as_it_is()
    {
        var folder = await StoreRuns.Write(Results);
        var id = StoreRuns.Id(await _tool.Output("store", "push", folder));
        Assert.Equal($"already there  {id}\n", await _tool.Output("store", "push", folder));

        // Wherever it lies and whatever the folder is called.
        var moved = Path.Combine(_folder.Path, "moved");
        Directory.Move(folder, moved);
        Assert.Equal($"already there  {id}\n", await _tool.Output("store", "push", moved));
        Assert.Equal(1L, await _tool.Execute("SELECT count(*) FROM stampede.runs"));
        Assert.Equal(6L, await _tool.Execute("SELECT count(*) FROM stampede.intervals"));
    }

    [Fact]
    public async Task A_folder_that_changed_is_refused_unless_it_is_to_replace_what_is_there()
    {
        var folder = await StoreRuns.Write(Results);
        var id = StoreRuns.Id(await _tool.Output("store", "push", folder));
        var path = Path.Combine(folder, "intervals.jsonl");
        await File.WriteAllLinesAsync(path, (await File.ReadAllLinesAsync(path))[..^1]);

        var refused = await _tool.Run("store", "push", folder);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"The run '{id}' is in the store with other content", refused.Errors);
        Assert.Equal(6L, await _tool.Execute("SELECT count(*) FROM stampede.intervals"));

        Assert.StartsWith($"replaced       {id}  5 intervals", await _tool.Output("store", "push", folder, "--replace"));
        Assert.Equal(5L, await _tool.Execute("SELECT count(*) FROM stampede.intervals"));
        await using var store = _tool.Open();
        Assert.Equal(5, await store.Intervals(id).CountAsync());
    }

    [Fact]
    public async Task A_killed_run_is_stored_with_its_last_line_cut_off()
    {
        var folder = await StoreRuns.Write(Results, SampleRuns.Intervals(6), result: null);
        var path = Path.Combine(folder, "intervals.jsonl");
        var bytes = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, bytes[..^100]);

        var running = await _tool.Run("store", "push", folder);
        Assert.Equal(2, running.ExitCode);
        Assert.Contains("still runs", running.Errors);

        StoreRuns.Age(folder);
        var id = StoreRuns.Id(await _tool.Output("store", "push", folder));
        await using var store = _tool.Open();
        var (expected, read) = (await RunFolderReader.Open(folder) with { Folder = null }, await store.Open(id));
        Assert.Contains(read.Notes, n => n.Id == "INTERVALS-TRUNCATED");
        Same.As(expected, read);
        Assert.Equal(5, await store.Intervals(id).CountAsync());
        Assert.Contains("killed", await _tool.Output("store", "list"));
        Assert.Contains("NO VERDICT  its process was killed", await _tool.Output("runs", "show", id, "--results", "nowhere"));

        var pulled = await Pulled(id);
        Assert.Equal(await File.ReadAllBytesAsync(path), await File.ReadAllBytesAsync(Path.Combine(pulled, "intervals.jsonl")));
        var listed = await StoreTool.Run(new Dictionary<string, string>(), "runs", "list", "--results", Path.GetDirectoryName(pulled)!);
        Assert.Contains("killed", listed.Output);
    }

    [Fact]
    public async Task A_finished_run_whose_last_line_is_cut_off_or_whose_intervals_are_gone_is_stored_as_it_is()
    {
        var folder = await StoreRuns.Write(Results);
        var path = Path.Combine(folder, "intervals.jsonl");
        var bytes = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, bytes[..^100]);
        var id = StoreRuns.Id(await _tool.Output("store", "push", folder));
        await using var store = _tool.Open();
        Same.As(await RunFolderReader.Open(folder) with { Folder = null }, await store.Open(id));
        Assert.Equal(bytes[..^100], await File.ReadAllBytesAsync(Path.Combine(await Pulled(id), "intervals.jsonl")));

        File.Delete(path);
        await _tool.Output("store", "push", folder, "--replace");
        Same.As(await RunFolderReader.Open(folder) with { Folder = null }, await store.Open(id));
        var error = await Assert.ThrowsAsync<RunFolderException>(async () => await store.Intervals(id).ToListAsync());
        Assert.Contains("there was no intervals.jsonl where it was pushed", error.Message);
    }

    [Theory]
    [InlineData("run.json", "{", "this is no JSON")]
    [InlineData("intervals.jsonl", "{}\n", "the line is damaged")]
    [InlineData("intervals.jsonl", "no json\n", "the line is damaged")]
    public async Task A_damaged_folder_is_not_stored(string file, string text, string problem)
    {
        var folder = await StoreRuns.Write(Results);
        await File.WriteAllTextAsync(Path.Combine(folder, file), text);
        var push = await _tool.Run("store", "push", folder);
        Assert.Equal(7, push.ExitCode);
        Assert.Contains(problem, push.Errors);
        Assert.DoesNotContain(folder, (await _tool.Run("store", "list")).Output);
        Assert.True(await _tool.Execute("SELECT to_regclass('stampede.runs') IS NULL") is true || await _tool.Execute("SELECT count(*) FROM stampede.runs") is 0L);
    }

    [Fact]
    public async Task Texts_that_the_database_has_no_characters_for_are_kept()
    {
        var intervals = SampleRuns.Intervals(2);
        var result = SampleRuns.Result(intervals);
        var folder = await StoreRuns.Write(Results, intervals, result with { Notes = [new("ZERO", NoteSeverity.Note, "a\0b\ud800c 日本")] });
        var id = StoreRuns.Id(await _tool.Output("store", "push", folder));
        await using var store = _tool.Open();
        Same.As(await RunFolderReader.Open(folder) with { Folder = null }, await store.Open(id));
        Assert.Equal("a\ufffdb\ufffdc 日本", await _tool.Execute("SELECT run->'notes'->0->>'text' FROM stampede.runs"));
    }

    private static async Task<string> Content(string path, string folder)
    {
        if (path.EndsWith(".xlsx", StringComparison.Ordinal))
        {
            using var archive = System.IO.Compression.ZipFile.OpenRead(path);
            return string.Join('\n', archive.Entries.Where(e => !e.FullName.Contains("docProps")).Select(e =>
            {
                using var reader = new StreamReader(e.Open());
                return $"{e.FullName}: {RandomId().Replace(reader.ReadToEnd(), "R")}";
            }));
        }

        return (await File.ReadAllTextAsync(path)).Replace(folder, "FOLDER");
    }

    [GeneratedRegex("R[0-9a-f]{16}")]
    private static partial Regex RandomId();

    private static async Task Reports(string folder, string output)
    {
        var command = await StoreTool.Run(new Dictionary<string, string>(), "report", folder, "--format", string.Join(',', Formats), "--out", output);
        Assert.True(command.ExitCode == 0, command.All);
    }

    private async Task<string> Pulled(string id)
    {
        await _tool.Output("store", "pull", id, "--results", Path.Combine(_folder.Path, "pulled"));
        return Path.Combine(_folder.Path, "pulled", id);
    }
}
