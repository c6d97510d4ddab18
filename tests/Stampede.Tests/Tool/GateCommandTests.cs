using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Engine;
using Stampede.Results;
using static Stampede.Tests.MadeMetrics;
using RunMetrics = Stampede.Baselines.RunMetrics;

namespace Stampede.Tests;

public sealed class GateCommandTests : IDisposable
{
    private const string LocustHeader = "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\n";

    private readonly TemporaryFolder _root = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly Dictionary<string, string> _environment = [];

    [Theory]
    [InlineData(1.0, 0, "PASSED")]
    [InlineData(1.3, 6, "REGRESSED")]
    public async Task It_compares_writes_all_reports_and_ends_as_the_comparison_does(double factor, int code, string word)
    {
        Assert.Equal(code, await Run("gate", Baselines(Runs(7)), Metrics("now.json", Runs(7, factor, 2)), "--out", _root.File("r")));
        Assert.Contains($"\n{word}  ", _out.ToString());
        Assert.Equal(["compare.html", "compare.json", "junit.xml", "regression-analysis.md"], Directory.GetFiles(_root.File("r")).Select(f => Path.GetFileName(f)).Order());
    }

    [Fact]
    public async Task Without_a_baseline_it_is_no_pass_and_says_how_to_make_one()
    {
        var now = Metrics("now.json", Runs(7));
        var file = _root.File("performance-baselines.json");
        _environment["GITHUB_ACTIONS"] = "true";
        _environment["GITHUB_STEP_SUMMARY"] = _root.File("summary.md");
        Assert.Equal(4, await Run("gate", file, now, "--github", "--services", "s.yaml"));
        Assert.Contains($"error: There is no baseline: '{file}' is not there, or holds none. Nothing was compared, which is no pass.", _error.ToString());
        Assert.Contains($"stampede baseline save {now} --services s.yaml --out {file}", _error.ToString());
        Assert.Contains("::error title=", _out.ToString());
        Assert.Contains("## No baseline", File.ReadAllText(_root.File("summary.md")));

        using (var empty = File.Create(file))
        {
            new BaselineSet().Write(empty);
        }

        Assert.Equal(4, await Run("gate", file, now));
    }

    [Fact]
    public async Task Runs_become_the_first_baseline_only_where_that_is_asked_for_and_only_once()
    {
        var before = await Folders("before", "shop", 5);
        var file = _root.File("b.json");
        Assert.Equal(0, await Run("gate", file, before, "--save-first"));
        Assert.Equal(5, Assert.Single((await BaselineSet.Read(file, TestContext.Current.CancellationToken)).Baselines).Runs.Count);
        var saved = File.ReadAllText(file);
        Assert.Equal(0, await Run("gate", file, await Folders("after", "shop", 5), "--save-first", "--allow-inconclusive", "--out", _root.File("r")));
        Assert.Equal(saved, File.ReadAllText(file));
        Assert.Contains("5 runs against 5 runs of the baseline shop", _out.ToString());
    }

    [Fact]
    public async Task Run_folders_of_several_load_tests_are_each_held_against_the_baseline_of_their_name()
    {
        var file = _root.File("b.json");
        var suite = await Folders("suite", "shop", 5);
        await Folders("suite", "desk", 5);
        Assert.Equal(0, await Run("gate", file, suite, "--save-first"));
        Assert.Equal(["desk", "shop"], (await BaselineSet.Read(file, TestContext.Current.CancellationToken)).Baselines.Select(b => b.Name).Order());

        var night = await Folders("night", "shop", 5, minutes: 100);
        await Folders("night", "desk", 5, minutes: 100);
        await Folders("night", "new", 5, minutes: 100);
        Assert.Equal(4, await Run("gate", file, night, "--allow-inconclusive", "--out", _root.File("r")));
        Assert.Equal(["desk", "shop"], Directory.GetDirectories(_root.File("r")).Select(f => Path.GetFileName(f)).Order());
        Assert.Contains("There is no baseline 'new' in", _error.ToString());
        Assert.Contains("3 load tests:\n  desk: exit code 0\n  new: exit code 4\n  shop: exit code 0\n", _out.ToString());
    }

    [Fact]
    public async Task Other_tools_runs_are_gated_too()
    {
        string[] before = [.. Enumerable.Range(0, 7).Select(i => Locust($"before{i}", 40 + i))];
        string[] after = [.. Enumerable.Range(0, 7).Select(i => Locust($"after{i}", 60 + i))];
        var file = _root.File("b.json");
        Assert.Equal(0, await Run(["gate", file, .. before, "--save-first"]));
        Assert.Equal(6, await Run(["gate", file, .. after, "--out", _root.File("r")]));
        Assert.Contains("POST /checkout", File.ReadAllText(_root.File("r/regression-analysis.md")));
    }

    [Fact]
    public async Task Issues_are_opened_with_what_the_history_says_and_a_call_that_fails_is_gravest()
    {
        await using var forge = await FakeForge.Start();
        _environment["GITHUB_API_URL"] = $"{forge.Api}";
        _environment["GITHUB_REPOSITORY"] = "acme/shop";
        var baseline = Baselines(Runs(7));
        var now = Metrics("now.json", Runs(7, 1.3, 2));
        Assert.Equal(2, await Run("gate", baseline, now, "--issue", "--out", _root.File("r")));
        Assert.Contains("There is no token in GITHUB_TOKEN", _error.ToString());

        _environment["GITHUB_TOKEN"] = FakeForge.Token;
        var history = _root.File("history");
        Directory.CreateDirectory(history);
        foreach (var (i, run) in Runs(12, 1, 20).Concat(Runs(12, 1.3, 21)).Index())
        {
            Metrics($"history/{i:00}.json", [run with { Manifest = run.Manifest with { Commit = $"c{i:000000}", Started = Now.AddDays(i - 40) } }]);
        }

        File.WriteAllText(_root.File("m.yaml"), "gate: p95");
        Assert.Equal(6, await Run("gate", baseline, now, "--issue", "--history", history, "--margins", _root.File("m.yaml"), "--out", _root.File("r")));
        Assert.EndsWith(" at c000011..c000012", Assert.Single(forge.Issues).Title, StringComparison.Ordinal);
        Assert.Contains("stampede compare ", forge.Issues[0].Body);
        Assert.Contains("History  24 runs, worse since: ", _out.ToString());
        Assert.Contains("history.json", Directory.GetFiles(_root.File("r")).Select(f => Path.GetFileName(f)));

        Assert.Equal(6, await Run("gate", baseline, now, "--issue", "--dry-run", "--out", _root.File("r")));
        forge.Fail("GET /issues", 404);
        Assert.Equal(7, await Run("gate", baseline, now, "--issue", "--out", _root.File("r")));
        Assert.Single(forge.Issues);
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once_and_a_missing_run_is_one()
    {
        Assert.Equal(2, await Run("gate", "b.json", "run", "--issue", "--allow", "weather", "--repository", "x"));
        Assert.Contains("no difference 'weather'", _error.ToString());
        Assert.Contains("'x' is no repository", _error.ToString());
        Assert.Equal(2, await Run("gate", Baselines(Runs(7)), "absent", "--out", _root.File("r")));
        Assert.Contains("There is no run folder 'absent'", _error.ToString());
        Assert.Equal(2, await Run("gate", Baselines(Runs(7)), Metrics("now.json", Runs(7, 1, 2)), "--history", "absent", "--out", _root.File("r")));
    }

    public void Dispose()
    {
        _root.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private Task<int> Run(params string[] args) =>
        ToolCommands.Run(args, new EntranceContext { Out = _out, Error = _error, Clock = new WaitClock(), Sources = new OptionSources { Environment = _environment } });

    private string Baselines(RunMetrics[] runs)
    {
        using var stream = File.Create(_root.File("baselines.json"));
        new BaselineSet().With(Baseline(runs)).Write(stream);
        return _root.File("baselines.json");
    }

    private string Metrics(string name, RunMetrics[] runs)
    {
        using var stream = File.Create(_root.File(name));
        RunMetricsFile.Write(runs, stream);
        return _root.File(name);
    }

    private string Locust(string name, int median)
    {
        var row = $"POST,/checkout,1000,0,{median},{median}.5,10,{median * 3},100,50.{median},0,{median},{median},{median},{median},{median + 9},{median + 20},{median + 30},{median + 40},{median + 50},{median + 50},{median * 3}\n";
        File.WriteAllText(_root.File($"{name}_stats.csv"), LocustHeader + row + row.Replace("POST,/checkout", ",Aggregated", StringComparison.Ordinal));
        return _root.File(name);
    }

    private async Task<string> Folders(string name, string plan, int count, int minutes = 0)
    {
        for (var i = 0; i < count; i++)
        {
            var passed = PrintedRuns.Passed();
            var run = passed with { Plan = passed.Plan with { Name = plan }, Started = PrintedRuns.Started.AddMinutes(minutes + i) };
            using var writer = new RunFolderWriter(_root.File(name));
            await writer.Started(new RunStart(run.Plan, run.Environment!, run.Started), CancellationToken.None);
            await writer.Interval(PrintedRuns.Interval(0, run.Requests), null!, CancellationToken.None);
            await writer.Ended(run, CancellationToken.None);
        }

        return _root.File(name);
    }
}
