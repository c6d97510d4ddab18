using System.Text.Json;
using System.Text.RegularExpressions;
using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class HistoryCommandTests : IDisposable
{
    private const string Hostile = "GET /<script>alert(1)</script>|`@all`\u202E\n::error::x";

    private readonly TemporaryFolder _root = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Theory]
    [MemberData(nameof(ChangePointsTests.Known), MemberType = typeof(ChangePointsTests))]
    public async Task Known_answers_come_out_of_the_command(double[] series, int[] indexes)
    {
        Assert.Equal(0, await Run("history", Metrics(MadeRuns.OfMeans([.. series.Select(v => (double?)v)])), "--json"));
        using var json = JsonDocument.Parse(_out.ToString());
        Assert.Equal(indexes, json.RootElement.GetProperty("plans")[0].GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("index").GetInt32()));
    }

    [Fact]
    public async Task A_change_is_printed_with_its_commits_within_80_columns()
    {
        Assert.Equal(0, await Run(80, "history", Metrics(Regressed())));
        Assert.All(_out.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Snapshot.Matches("history.txt", _out.ToString());
    }

    [Fact]
    public async Task The_report_is_written_as_Markdown()
    {
        Assert.Equal(0, await Run("history", Metrics(Regressed()), "--out", _root.File("a/h.md")));
        Snapshot.Matches("history.md", File.ReadAllText(_root.File("a/h.md")));
    }

    [Fact]
    public async Task The_report_is_written_as_a_page_that_needs_no_network_and_no_script()
    {
        Assert.Equal(0, await Run("history", Metrics(Regressed()), "-o", _root.File("h.html"), "-o", _root.File("h.json")));
        var page = File.ReadAllText(_root.File("h.html"));
        Assert.DoesNotMatch(new Regex("<script|src=|href=|url\\(|https?:", RegexOptions.IgnoreCase), page.Replace("http-equiv", "", StringComparison.Ordinal));
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(page, "<svg"));
        Assert.Equal(3 * 16, Regex.Count(page, "<g class=\"run\">"));
        Assert.Contains("<title>121 ms\nrun 12 of 16: metrics.json#12\n2026-11-12 02:00 UTC\ncommit 000000b\non ci-1, .NET 10.0.0</title>", page, StringComparison.Ordinal);
        Assert.Contains("The axis begins at 95.6 ms, not at 0.", page, StringComparison.Ordinal);
        Assert.Contains("+19.9 %</text>", page, StringComparison.Ordinal);
        Assert.True((await HistoryReport.Read(_root.File("h.json"), TestContext.Current.CancellationToken)).HasRegression);
        Assert.Contains($"Report  {_root.File("h.html")}", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lasting_regression_is_code_6_only_if_that_is_asked()
    {
        var file = Metrics(Regressed());
        Assert.Equal(0, await Run("history", file));
        Assert.Equal(6, await Run("history", file, "--fail-on-change"));
        Assert.Equal(0, await Run("history", file, "--fail-on-change", "--margin", "50"));
        Assert.Equal(0, await Run("history", file, "--fail-on-change", "--metric", "rps"));
        Assert.Equal(0, await Run("history", Metrics(MadeRuns.OfMeans([.. Enumerable.Range(0, 30).Select(i => (double?)(100 + i % 3))])), "--fail-on-change"));
        Assert.Contains("NO CHANGE", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_runs_are_code_4_and_never_no_change()
    {
        Assert.Equal(4, await Run("history", Metrics(MadeRuns.OfMeans(1, 1, 1, 1, 5, 5, 5, 5, 5))));
        Assert.Contains("checkout (plan aaaaaaaa): TOO FEW RUNS\n9 runs: a history says nothing before it has 10.", _out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("NO CHANGE", _out.ToString(), StringComparison.Ordinal);
        Assert.Equal(4, await Run("history", Metrics(Regressed()), "--last", "9", "--fail-on-change"));
    }

    [Fact]
    public async Task Run_folders_are_read_and_a_broken_one_is_named_and_left_out()
    {
        var results = _root.File("results");
        for (var i = 0; i < 12; i++)
        {
            await Write(results, i, i < 7 ? 20_000 : 30_000, i == 3 ? RunEnding.Interrupted : RunEnding.Completed);
        }

        Directory.CreateDirectory(Path.Combine(results, "broken"));
        File.WriteAllText(Path.Combine(results, "broken", "run.json"), "{");
        Directory.CreateDirectory(Path.Combine(results, "suites"));

        Assert.Equal(6, await Run("history", "--results", results, "--fail-on-change", "--out", _root.File("h.json"), "--out", _root.File("h.md")));
        Assert.Contains("broken' is left out: ", _error.ToString(), StringComparison.Ordinal);
        var report = await HistoryReport.Read(_root.File("h.json"), TestContext.Current.CancellationToken);
        var plan = Assert.Single(report.Plans);
        Assert.Equal(11, plan.Runs.Count);
        Assert.Contains("interrupted", Assert.Single(plan.Excluded).Reason, StringComparison.Ordinal);
        Assert.Contains("broken", Assert.Single(report.Unread).Id, StringComparison.Ordinal);
        Assert.Contains(plan.Changes, c => c.Metric == HistoryMetric.Median && c.Index == 6);
        Assert.Contains("Could not be read, so it is in no history:", File.ReadAllText(_root.File("h.md")), StringComparison.Ordinal);

        // The same runs named one by one, two of them twice.
        var folders = Directory.GetDirectories(results, "2*");
        Assert.Equal(0, await Run(["history", .. folders, folders[0], Path.GetFileName(folders[1]), "--results", results, "--out", _root.File("again.json")]));
        Assert.Equal(11, (await HistoryReport.Read(_root.File("again.json"), TestContext.Current.CancellationToken)).Plans[0].Runs.Count);
    }

    [Fact]
    public async Task Files_of_other_tools_are_one_history_if_their_plan_is_named()
    {
        var files = Enumerable.Range(0, 12).Select(i =>
        {
            File.WriteAllText(
                _root.File($"night{i:00}_stats.csv"),
                $"Name,# requests,# failures,Median response time,Average response time,Min response time,Max response time,Average Content Length,Requests/s\nquery,500,5,{(i < 6 ? 150 : 250) + i % 2},{(i < 6 ? 180 : 300) + i % 2},50,750,1024,35.0\n");
            return _root.File($"night{i:00}");
        }).ToArray();

        Assert.Equal(4, await Run(["history", .. files]));
        Assert.Contains("The plan of 12 runs is not known", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(6, await Run(["history", .. files, "--plan", "nightly", "--fail-on-change"]));
        Assert.Contains("nightly (from Locust CSV): REGRESSED", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("12 runs, when is not known: in the order in which they were given", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_mode_that_moves_is_reported_by_the_share_of_requests_within_a_time()
    {
        var random = new Random(41);
        var runs = Enumerable.Range(0, 40).Select(i => MadeRuns.Run(i, MadeRuns.Of("GET /a", MadeRuns.ThreeModes(random, i < 20 ? 40_000 : 46_000))));
        Assert.Equal(6, await Run("history", Metrics(runs), "--fail-on-change"));
        Assert.Matches(new Regex("requests within 4[0-9.]+ ms +8[0-9.]+ % +[67][0-9.]+ % +-[0-9.]+ points"), _out.ToString());
        Assert.Equal(0, await Run("history", Metrics(runs), "--fail-on-change", "--metric", "mean", "p99"));
    }

    [Fact]
    public async Task Hostile_names_do_nothing_in_any_form()
    {
        var runs = Regressed().Select((r, i) => r with { Id = $"x\u001b[31m<b>{i}", Metrics = r.Metrics with { Services = [r.Metrics.Services[0] with { Service = Hostile }] } })
            .Select(r => r.With(m => m with { Name = "plan <i>|\u001b]0;x\u0007", Commit = "--output=/tmp/x", Machine = "<img src=x>" })).ToArray();
        Assert.Equal(0, await Run("history", Metrics(runs), "--out", _root.File("h.md"), "--out", _root.File("h.html"), "--out", _root.File("h.json")));

        Assert.DoesNotContain('\u001b', _out.ToString());
        Assert.DoesNotContain('\u202E', _out.ToString());
        Assert.DoesNotContain("\n::error", _out.ToString(), StringComparison.Ordinal);
        var markdown = File.ReadAllText(_root.File("h.md"));
        Assert.DoesNotContain("<script", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', markdown);
        var page = File.ReadAllText(_root.File("h.html"));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', page);
    }

    [Fact]
    public async Task A_plan_that_there_is_not_is_answered_with_those_that_there_are()
    {
        Assert.Equal(2, await Run("history", Metrics(Regressed()), "--plan", "missing"));
        Assert.Contains("There is no run of a plan 'missing'; there are runs of checkout.", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no folder 'nowhere'", "--results", "nowhere")]
    [InlineData("There is no run folder 'missing'", "missing")]
    [InlineData("--metric 'p98' is not known; there are mean, median,", "--metric", "p98")]
    [InlineData("--out 'x.pdf': its ending says no form; there are .md, .html and .json.", "--out", "x.pdf")]
    [InlineData("--branch chooses among the runs of a store", "--branch", "main")]
    [InlineData("--window is 1; it is at least 2.", "--window", "1")]
    [InlineData("--p is 7; it is above 0 and at most 1.", "--p", "7")]
    [InlineData("The map of services cannot be read", "--services", "missing.yaml")]
    public async Task What_is_wrong_on_the_command_line_is_code_2(string message, params string[] args)
    {
        Assert.Equal(2, await Run(["history", .. args]));
        Assert.Contains(message, _error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _root.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private static HistoryRun[] Regressed()
    {
        double[] means = [100, 101, 99, 100, 102, 98, 100, 101, 99, 100.5, 120, 121, 119, 120, 122, 118];
        return [.. means.Select((m, i) => MadeRuns.Run(i, new ServiceMetrics { Service = "GET /api/v1/deployments/", Requests = 6_000, ErrorRate = i % 2 * 0.1, RequestsPerSecond = 200 + i % 3, Mean = m }))];
    }

    private string Metrics(IEnumerable<HistoryRun> runs)
    {
        var path = _root.File("metrics.json");
        using var stream = File.Create(path);
        RunMetricsFile.Write([.. runs.Select(r => r.Metrics)], stream);
        return path;
    }

    private static async Task Write(string results, int day, long microseconds, RunEnding ending)
    {
        using var writer = new RunFolderWriter(results);
        await writer.Started(PrintedRuns.Start with { Started = MadeRuns.Start.AddDays(day) }, CancellationToken.None);
        await writer.Ended(
            PrintedRuns.Passed() with
            {
                Started = MadeRuns.Start.AddDays(day),
                Ending = ending,
                Requests = new Dictionary<RequestKey, RequestStats> { [PrintedRuns.Create] = PrintedRuns.Stats(200, microseconds + 100 * (day % 3), 201) },
            },
            CancellationToken.None);
    }

    private Task<int> Run(params string[] args) => Run(120, args);

    private Task<int> Run(int width, params string[] args) => ToolCommands.Run(args, new EntranceContext { Out = _out, Error = _error, Size = () => (width, int.MaxValue) });
}
