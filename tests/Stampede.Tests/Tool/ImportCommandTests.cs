using Stampede.Engine;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class ImportCommandTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Fact]
    public async Task An_imported_run_is_read_back_as_it_was()
    {
        var file = Samples.Of("k6-json", "shop.json.gz");
        Assert.Equal(0, await Run("import", file, "--results", _root.Path));
        var folder = Assert.Single(Directory.GetDirectories(_root.Path));
        Assert.Equal("2026-03-01_10-00-00-shop", Path.GetFileName(folder));

        var (told, read) = ((await Importers.Import(file, TestContext.Current.CancellationToken))!, await RunFolderReader.Open(folder, TestContext.Current.CancellationToken));
        Assert.Equal((told.Imported!.Format, told.Imported.Unknown), (read.Imported!.Format, read.Imported.Unknown));
        Assert.Equal(told.Requests.Select(r => (r.Key, r.Value.Settled, r.Value.ResponseTime.Encode())), read.Requests.Select(r => (r.Key, r.Value.Settled, r.Value.ResponseTime.Encode())));
        Assert.Equal(told.Notes, read.Notes);
        var intervals = await RunFolderReader.Intervals(folder, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            told.Intervals.Select(i => (i.Offset, i.Length, i.Requests.Values.Sum(r => r.Settled), i.Classes[0].Running)),
            intervals.Select(i => (i.Offset, i.Length, i.Requests.Values.Sum(r => r.Settled), i.Classes[0].Running)));

        Assert.Equal(0, await Run("runs", "show", folder));
        Assert.Contains("Imported from k6 JSON lines (--out json): shop.json.gz.", _out.ToString());
        Assert.Equal(0, await Run("report", folder));
    }

    [Fact]
    public async Task What_was_taken_what_is_not_known_and_what_looks_wrong_is_said()
    {
        Assert.Equal(0, await Run("import", Samples.Of("k6-summary", "summary-export.json"), "--as", "k6-summary", "-o", _root.Path));
        var text = _out.ToString();
        Assert.Contains("Imported k6 summary (--summary-export): summary-export.json.\n  6 requests of 1 name, 2 failed.\n  Start unknown, 2.4 s long; nothing over time.\n", text);
        Assert.Contains("known are p90, p95, p99.9.", text);
        Assert.Contains("Not known: when the run started;", text);
        Assert.Contains("Warning  K6-THRESHOLD  k6 judged its threshold 'p(95)<500' of http_req_duration: failed.", text);

        var entry = Assert.Single(await new FolderRunStore(_root.Path).List(TestContext.Current.CancellationToken));
        Assert.Null(entry.Started);
    }

    [Theory]
    [InlineData(2, "There is no file 'missing'", "import", "missing")]
    [InlineData(2, "There is no format 'pdf'; there are:", "import", "missing", "--as", "pdf")]
    [InlineData(7, "there is no such file", "import", "missing", "--as", "k6-json")]
    public async Task What_is_not_there_is_said_with_the_formats(int code, string message, params string[] args)
    {
        Assert.Equal(code, await Run(args));
        Assert.Contains(message, _error.ToString());
        Assert.Equal(code == 2, _error.ToString().Contains("  k6-summary ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reports_are_made_of_another_tools_file_at_once()
    {
        File.Copy(Samples.Of("k6-csv", "shop.csv"), _root.File("shop.csv"));
        Assert.Equal(0, await Run("report", _root.File("shop.csv")));
        Assert.Contains("| **Total** | 6 | 2 | 33.3 |", File.ReadAllText(_root.File("shop-report/report.md")));
    }

    [Fact]
    public async Task What_failed_is_unknown_where_the_file_does_not_say()
    {
        File.WriteAllText(_root.File("s.json"), """{"metrics":{"http_reqs":{"count":4,"rate":2},"http_req_duration":{"avg":1,"med":1,"p(95)":2}}}""");
        Assert.Equal(0, await Run("report", _root.File("s.json"), "--format", "md,json,xlsx"));
        Assert.Contains("| **Total** | 4 | unknown | unknown |", File.ReadAllText(_root.File("s-report/report.md")));
        Assert.DoesNotContain("\"failed\":", File.ReadAllText(_root.File("s-report/report.json")));
        var run = (await Importers.Import(_root.File("s.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal(ThresholdOutcome.NoData, Threshold.Parse("failure_rate < 1%").Evaluate(run).Outcome);
        Assert.Equal(ThresholdOutcome.Passed, Threshold.Parse("requests >= 4").Evaluate(run).Outcome);
    }

    public void Dispose() => _root.Dispose();

    private Task<int> Run(params string[] args) => ToolCommands.Run(args, new EntranceContext { Out = _out, Error = _error });
}
