using System.Text.Json;
using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Fact]
    public async Task A_run_folder_gets_its_reports_in_every_form()
    {
        var folder = await Write();
        Assert.Equal(0, await Run("report", folder, "--format", string.Join(',', ReportForms.Names)));
        var files = _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(files, file => Assert.True(new FileInfo(file).Length > 20, $"{file} is empty"));
        Assert.Equal(ReportForms.Names.Count - 1 + 4, files.Length); // the CSV set is four
    }

    [Fact]
    public async Task Another_folder_is_made()
    {
        await Run("report", await Write(), "--format", "md", "-o", _root.File("a/b"));
        Assert.StartsWith("# deployments: FAILED", File.ReadAllText(_root.File("a/b/report.md")));
    }

    [Fact]
    public async Task A_name_in_the_folder_of_results_is_enough_and_html_and_md_are_the_default()
    {
        var folder = await Write();
        Assert.Equal(0, await Run("report", Path.GetFileName(folder), "--results", Path.GetDirectoryName(folder)!));
        Assert.Equal($"{Path.Combine(folder, "report.html")}\n{Path.Combine(folder, "report.md")}\n", _out.ToString());
    }

    [Theory]
    [InlineData("There is no run folder 'missing'", "report", "missing")]
    [InlineData("There is no format 'pdf'; there are html, md", "report", "missing", "--format", "md,pdf")]
    public async Task What_is_not_there_is_a_usage_error(string message, params string[] args)
    {
        Assert.Equal(2, await Run(args));
        Assert.Contains(message, _error.ToString());
    }

    [Fact]
    public async Task A_folder_that_is_no_run_is_named_with_code_7()
    {
        Directory.CreateDirectory(_root.File("empty"));
        Assert.Equal(7, await Run("report", _root.File("empty")));
        Assert.Contains($"{_root.File("empty")}: this is no run folder: it has no run.json.", _error.ToString());
    }

    [Fact]
    public async Task A_newer_schema_is_named_with_code_7()
    {
        var folder = await Write();
        var file = Path.Combine(folder, "run.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"schemaVersion\": 1", "\"schemaVersion\": 99", StringComparison.Ordinal));
        Assert.Equal(7, await Run("report", folder));
        Assert.Contains($"{file}: its schema version is 99", _error.ToString());
    }

    [Fact]
    public async Task A_damaged_line_is_named_with_code_7_and_one_that_was_cut_off_is_left_out()
    {
        var folder = await Write();
        var file = Path.Combine(folder, "intervals.jsonl");
        var lines = File.ReadAllLines(file);
        File.WriteAllText(file, string.Join('\n', lines) + "\n" + lines[0][..40]);
        Assert.Equal(0, await Run("report", folder, "--format", "json"));
        using (var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "report.json"))))
        {
            Assert.Equal(lines.Length, report.RootElement.GetProperty("intervals").GetArrayLength());
        }

        File.WriteAllText(file, lines[0] + "\n{\"index\": 1,\n" + lines[1] + "\n");
        Assert.Equal(7, await Run("report", folder, "--format", "json"));
        Assert.Contains($"{file}, line 2: ", _error.ToString());
    }

    [Fact]
    public async Task A_killed_run_gets_what_is_there()
    {
        var folder = await Write(ends: false);
        Assert.Equal(0, await Run("report", folder, "--format", "md,junit"));
        Assert.Contains("NO VERDICT", File.ReadAllText(Path.Combine(folder, "report.md")));
        Assert.Contains("<error", File.ReadAllText(Path.Combine(folder, "junit.xml")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_recorded_run_with_an_id_in_every_name_has_readable_reports_in_every_form(bool groups)
    {
        var prefix = Path.Combine(AppContext.BaseDirectory, "Importers", "data", "eucora_scenario1_deployments");
        string[] group = groups ? ["--group-ids"] : [];
        Assert.Equal(0, await Run(["report", prefix, "--format", string.Join(',', ReportForms.Names), "-o", _root.File("out"), .. group]));
        Assert.Contains("1,346 of 1,350 names differ in ids only and are 3: ", _error.ToString());
        Assert.All(_out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), file => Assert.True(new FileInfo(file).Length > 20, $"{file} is empty"));

        var markdown = File.ReadAllText(_root.File("out/report.md"));
        Assert.Contains("| **Total** | 34,451 | 24,869 | 72.2 |", markdown);
        Assert.Equal(groups, markdown.Contains("| `POST /api/v1/cab/{id}/approve/` | 1,356 | 0 | 0 |", StringComparison.Ordinal));
        Assert.Equal(!groups, markdown.Contains("1,250 further ones are in the total only", StringComparison.Ordinal));
        Assert.Equal(groups ? 7 + 2 : 1_350 + 2, XlsxReportTests.Read(File.ReadAllBytes(_root.File("out/report.xlsx")), validates: groups)["Requests"].Count);
    }

    public void Dispose()
    {
        _root.Dispose();
        _out.Dispose();
        _error.Dispose();
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
            await writer.Ended(PrintedRuns.Failed(), CancellationToken.None);
        }

        return writer.Path!;
    }
}
