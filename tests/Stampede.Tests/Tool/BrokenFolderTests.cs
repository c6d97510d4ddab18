using System.Text.Json;
using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>What every command that reads run folders makes of a damaged one: an error that names the file, or what can be shown with what is missing said; never a stack trace.</summary>
public sealed class BrokenFolderTests : IDisposable
{
    private const string Forms = "html,md,junit,json,xlsx,csv";

    private readonly TemporaryFolder _root = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    /// <summary>Commands that read a run; <c>RUN</c> stands for it.</summary>
    public static TheoryData<string> Commands { get; } =
        [.. Forms.Split(',').Select(f => $"report RUN --format {f}"), "runs show RUN", "runs compare RUN RUN", "audit RUN", "audit RUN --json"];

    /// <summary>Those of them that read its intervals.</summary>
    public static TheoryData<string> IntervalCommands { get; } =
        [.. "html,json,xlsx,csv".Split(',').Select(f => $"report RUN --format {f}"), "audit RUN"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_folder_that_is_no_run_is_named(string command)
    {
        var folder = _root.File("pictures");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "a.txt"), "no run", CancellationToken.None);
        await Refused(command, folder, $"{folder}: this is no run folder: it has no run.json.");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Intervals_without_a_run_json_are_no_run(string command)
    {
        var folder = await Write();
        File.Delete(Path.Combine(folder, "run.json"));
        await Refused(command, folder, $"{folder}: this is no run folder: it has no run.json.");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_newer_schema_is_told_with_what_to_do(string command)
    {
        var folder = await Write();
        Change(folder, "\"schemaVersion\": 1", "\"schemaVersion\": 2");
        await Refused(command, folder, $"{Path.Combine(folder, "run.json")}: its schema version is 2; this version of Stampede reads up to 1. Read it with a newer one.");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task An_empty_run_json_is_no_JSON(string command)
    {
        var folder = await Write();
        await File.WriteAllTextAsync(Path.Combine(folder, "run.json"), "", CancellationToken.None);
        await Refused(command, folder, $"{Path.Combine(folder, "run.json")}, line 1: this is no JSON");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_text_that_is_none_is_named(string command)
    {
        var folder = await Write();
        Change(folder, "\"name\": \"deployments\"", "\"name\": \"\\ud83e\"");
        await Refused(command, folder, $"{Path.Combine(folder, "run.json")}: \"name\" is no text");
    }

    [Theory]
    [MemberData(nameof(IntervalCommands))]
    public async Task A_broken_line_in_the_middle_is_named(string command)
    {
        var folder = await Write();
        var path = Path.Combine(folder, "intervals.jsonl");
        var lines = await File.ReadAllLinesAsync(path, CancellationToken.None);
        lines[1] = lines[1][..100];
        await File.WriteAllLinesAsync(path, lines, CancellationToken.None);
        await Refused(command, folder, $"{path}, line 2: this is no JSON; the file is damaged. Up to the line before it can be read");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_broken_line_of_a_killed_run_is_named_by_all(string command)
    {
        var folder = await Write(ends: false);
        var path = Path.Combine(folder, "intervals.jsonl");
        var lines = await File.ReadAllLinesAsync(path, CancellationToken.None);
        lines[1] = lines[1][..100];
        await File.WriteAllLinesAsync(path, lines, CancellationToken.None);
        await Refused(command, folder, $"{path}, line 2: this is no JSON");
    }

    [Theory]
    [MemberData(nameof(IntervalCommands))]
    public async Task Intervals_that_are_missing_are_named(string command)
    {
        var folder = await Write();
        File.Delete(Path.Combine(folder, "intervals.jsonl"));
        await Refused(command, folder, $"{Path.Combine(folder, "intervals.jsonl")}: the file is missing");
    }

    [Theory]
    [InlineData(true, "what is shown over time ends before it. The totals are whole.")]
    [InlineData(false, "was cut off while it was written, and is left out.")]
    public async Task Of_a_last_line_that_was_cut_off_everything_else_is_shown_and_that_said(bool ends, string said)
    {
        var folder = await Write(ends);
        var path = Path.Combine(folder, "intervals.jsonl");
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path, CancellationToken.None))[..^50], CancellationToken.None);
        var forms = "html,md,junit,json".Split(',');
        Assert.Equal(0, await Run("report", folder, "--format", Forms));
        Assert.All(_out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(forms.Length), file => Assert.Contains(said, File.ReadAllText(file)));
        Assert.Contains(XlsxReportTests.Read(File.ReadAllBytes(Path.Combine(folder, "report.xlsx")))["Summary"], row => row.Any(cell => cell.Contains(said, StringComparison.Ordinal)));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "report.json"), CancellationToken.None));
        Assert.Equal(2, json.RootElement.GetProperty("intervals").GetArrayLength());
        foreach (var (command, code) in new[] { ("runs show", 0), ("audit", ends ? 5 : 0) }) // intervals that are not the whole of the totals are a finding
        {
            _out.GetStringBuilder().Clear();
            Assert.Equal(code, await Run([.. command.Split(' '), folder]));
            Assert.Contains(said, Unbroken(_out.ToString()));
        }
    }

    [Fact]
    public async Task Nothing_in_an_error_is_obeyed_by_a_terminal()
    {
        var folder = await Write();
        Change(folder, "\"ending\": \"completed\"", "\"ending\": \"\\u001b[2J\\u202e\"");
        await Refused("runs show RUN", folder, $"{Path.Combine(folder, "run.json")}: \"ending\" is \"\\u001B[2J\\u202E\"; known are");
    }

    [Fact]
    public async Task A_byte_that_is_wrong_anywhere_is_never_more_than_an_error_of_the_file()
    {
        var folder = await Write();
        var random = new Random(4);
        foreach (var file in (string[])["run.json", "intervals.jsonl"])
        {
            var path = Path.Combine(folder, file);
            var whole = await File.ReadAllBytesAsync(path, CancellationToken.None);
            for (var i = 0; i < 300; i++)
            {
                var bytes = whole.ToArray();
                bytes[random.Next(bytes.Length)] = i % 3 == 0 ? (byte)random.Next(256) : (byte)"\"\\{}[],:0-9eE\0"[random.Next(14)];
                await File.WriteAllBytesAsync(path, bytes, CancellationToken.None);
                try
                {
                    await RunFolderReader.Open(folder, CancellationToken.None);
                    await foreach (var _ in RunFolderReader.Intervals(folder, CancellationToken.None))
                    {
                    }
                }
                catch (RunFolderException e)
                {
                    Assert.Contains(folder, e.Message);
                }
            }

            await File.WriteAllBytesAsync(path, whole, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _root.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private static void Change(string folder, string old, string with)
    {
        var path = Path.Combine(folder, "run.json");
        var text = File.ReadAllText(path);
        Assert.Contains(old, text);
        File.WriteAllText(path, text.Replace(old, with, StringComparison.Ordinal));
    }

    // As it was before it was broken at the width of the terminal.
    private static string Unbroken(string printed) => string.Join(' ', printed.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries));

    private async Task Refused(string command, string folder, string message)
    {
        Assert.Equal(7, await Run([.. command.Split(' ').Select(a => a == "RUN" ? folder : a)]));
        var error = _error.ToString();
        Assert.StartsWith("error: " + message, error);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.DoesNotContain("   at ", error);
        Assert.DoesNotContain("Exception", error);
        Assert.Empty(Directory.EnumerateFiles(folder).Select(Path.GetFileName).Except(["run.json", "intervals.jsonl", "a.txt"]));
    }

    private Task<int> Run(params string[] args) => ToolCommands.Run(args, new EntranceContext { Out = _out, Error = _error });

    private async Task<string> Write(bool ends = true)
    {
        using var writer = new RunFolderWriter(_root.File("results"));
        await writer.Started(PrintedRuns.Start, CancellationToken.None);
        for (var second = 0; second < 3; second++)
        {
            var requests = new Dictionary<RequestKey, RequestStats> { [PrintedRuns.Create] = PrintedRuns.Stats(100, 12_300, 201) };
            await writer.Interval(PrintedRuns.Interval(second, requests), null!, CancellationToken.None);
        }

        if (ends)
        {
            var requests = new Dictionary<RequestKey, RequestStats> { [PrintedRuns.Create] = PrintedRuns.Stats(300, 12_300, 201) };
            await writer.Ended(PrintedRuns.Passed() with { Requests = requests, Duration = TimeSpan.FromSeconds(3) }, CancellationToken.None);
        }

        return writer.Path!;
    }
}
