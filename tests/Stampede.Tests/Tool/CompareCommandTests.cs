using System.Text.Json;
using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Engine;
using Stampede.Results;
using static Stampede.Tests.MadeMetrics;
using RunMetrics = Stampede.Baselines.RunMetrics;

namespace Stampede.Tests;

public sealed class CompareCommandTests : IDisposable
{
    private const string Header = "Name,# requests,# failures,Median response time,Average response time,Min response time,Max response time,Average Content Length,Requests/s\n";

    private readonly TemporaryFolder _root = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Theory]
    [InlineData(1.0, 0, "PASSED")]
    [InlineData(1.3, 6, "REGRESSED")]
    public async Task Metrics_are_held_against_a_baseline_of_a_file_and_every_report_is_written(double factor, int code, string word)
    {
        var baseline = Baselines(Runs(7));
        var metrics = Metrics("now.json", Runs(7, factor, seed: 2));
        string[] reports = [_root.File("r/regression-analysis.md"), _root.File("r/c.json"), _root.File("r/c.html"), _root.File("r/c.xml")];
        Assert.Equal(code, await Run(["compare", baseline, metrics, .. reports.SelectMany(r => (string[])["--out", r])]));
        Assert.Contains($"\n{word}  ", _out.ToString());
        Assert.All(reports, r => Assert.True(File.Exists(r)));
        Assert.Contains($": {word}\n", File.ReadAllText(reports[0]));
        var read = await RunComparisonJson.Read(reports[1], TestContext.Current.CancellationToken);
        Assert.Equal(code, read.ExitCode);
        Assert.StartsWith($"stampede compare {baseline} {metrics} --out ", read.Command);
    }

    [Fact]
    public async Task The_same_files_give_the_same_and_another_seed_other_intervals()
    {
        var baseline = Baselines(Runs(7));
        var metrics = Metrics("now.json", Runs(7, seed: 2));
        async Task<string> High(params string[] more)
        {
            _out.GetStringBuilder().Clear();
            await Run(["compare", baseline, metrics, "--json", .. more]);
            using var json = JsonDocument.Parse(_out.ToString());
            return json.RootElement.GetProperty("metrics")[3].GetProperty("change").GetProperty("high").GetRawText();
        }

        var once = await High();
        Assert.Equal(once, await High());
        Assert.NotEqual(once, await High("--seed", "2"));
    }

    [Fact]
    public async Task A_named_baseline_runs_against_runs_and_a_margin_are_taken()
    {
        var (slow, fast) = (Runs(7, factor: 1.3, seed: 2), Runs(7));
        var set = new BaselineSet().With(Baseline(fast)).With(Baseline(slow) with { Name = "slow" });
        var file = Write("b.json", set.Write);
        var now = Metrics("now.json", Runs(7, factor: 1.3, seed: 3));
        Assert.Equal(6, await Run("compare", file, now));
        Assert.Equal(0, await Run("compare", file, now, "--baseline", "slow"));
        Assert.Equal(0, await Run("compare", now, "--against", Metrics("slow.json", slow)));
        File.WriteAllText(_root.File("m.yaml"), "margins: {mean: 50%, median: 50%, p95: 60%, p99: 70%, rps: 50%}");
        Assert.Equal(0, await Run("compare", file, now, "--margins", _root.File("m.yaml")));
        File.WriteAllText(_root.File("m.yaml"), "margins: {mean: {warning: 10%, failure: 50%}}\ngate: mean");
        Assert.Equal(0, await Run("compare", file, now, "--margins", _root.File("m.yaml")));
        Assert.Contains("\nWARNING  mean of checkout +30", _out.ToString());
        Assert.Equal(6, await Run("compare", file, now, "--margins", _root.File("m.yaml"), "--fail-on", "warning"));
    }

    [Fact]
    public async Task Run_folders_are_compared_also_a_folder_of_them()
    {
        var before = await Folders("before", 5);
        var after = await Folders("after", 5);
        Assert.Equal(0, await Run("compare", before, after, "--allow-inconclusive"));
        Assert.Contains("5 runs against 5 runs of the baseline deployments", _out.ToString());
        Assert.Equal(0, await Run("compare", "after", "--against", "before", "--results", _root.Path, "--allow-inconclusive"));
        Assert.Equal(2, await Run("compare", before, after, Directory.GetDirectories(after)[0]));
        Assert.Contains("is there twice: a run counts once.", _error.ToString());
    }

    [Fact]
    public async Task One_run_a_side_is_inconclusive_unless_that_is_allowed()
    {
        Assert.Equal(4, await Run("compare", Locust("a", 50), Locust("b", 25)));
        Assert.Contains("Too few runs a side: 1, at least 5 are needed.", _out.ToString());
        Assert.Contains("\nINCONCLUSIVE  ", _out.ToString());
        Assert.Equal(0, await Run("compare", Locust("a", 50), Locust("b", 25), "--allow-inconclusive"));
        Assert.Contains("\nPASSED  ", _out.ToString());
        Assert.Contains("What is inconclusive was allowed", _out.ToString());
    }

    [Fact]
    public async Task A_difference_is_accepted_by_its_name_only()
    {
        var baseline = Baselines(Runs(7));
        var other = Metrics("now.json", [.. Runs(7, seed: 2).Select(r => r with { Manifest = r.Manifest with { Machine = "build-9", Cores = 8 } })]);
        Assert.Equal(4, await Run("compare", baseline, other, "--allow", "machine"));
        Assert.Contains("\nNOT COMPARABLE  cores: 4 in the baseline, 8 in the candidate", _out.ToString());
        Assert.Equal(0, await Run("compare", baseline, "--allow", "machine", "--allow", "cores", other));
        Assert.Equal(0, await Run("compare", "--allow", "machine,cores", baseline, other));
        Assert.Equal(2, await Run("compare", baseline, other, "--allow", "machnie"));
        Assert.Contains("There is no difference 'machnie' to allow; did you mean 'machine'? There are plan, machine,", _error.ToString());
    }

    [Fact]
    public async Task The_command_that_repeats_it_has_no_password()
    {
        Assert.Equal(0, await Run("compare", Baselines(Runs(7)), Metrics("now.json", Runs(7, seed: 2)), "--store", "postgres://tester:s3cr3t@db/runs", "--out", _root.File("c.json"), "--out", _root.File("c.md")));
        Assert.DoesNotContain("s3cr3t", File.ReadAllText(_root.File("c.json")) + File.ReadAllText(_root.File("c.md")) + _out);
    }

    [Fact]
    public async Task Services_that_no_side_shares_name_the_map()
    {
        Assert.Equal(4, await Run("compare", Baselines(Runs(7)), Locust("b", 25)));
        Assert.Contains("--services names the map of services that the baseline was made with.", _out.ToString());
    }

    [Fact]
    public async Task An_invalid_run_has_no_verdict()
    {
        var invalid = Runs(7, seed: 2, factor: 3);
        invalid[2] = invalid[2] with { Manifest = invalid[2].Manifest with { Verdict = Verdict.Invalid } };
        Assert.Equal(5, await Run("compare", Baselines(Runs(7)), Metrics("now.json", invalid)));
        Assert.Contains("\nINVALID  No verdict: Run 3 of the candidate ('shop') is invalid", _out.ToString());
        Assert.DoesNotContain("regressed", _out.ToString());
    }

    [Fact]
    public async Task In_Actions_the_summary_is_the_report_and_what_failed_is_annotated()
    {
        var context = new EntranceContext
        {
            Out = _out,
            Error = _error,
            Clock = new FixedClock(Now),
            Sources = new OptionSources { Environment = new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = _root.File("summary") } },
        };
        Assert.Equal(6, await ToolCommands.Run(["compare", Baselines(Runs(7)), Metrics("now.json", Runs(7, 1.3, seed: 2)), "--github"], context));
        Assert.Contains("\n::error title=Stampede%3A shop::REGRESSED: ", _out.ToString());
        Assert.Contains("\n::error title=Stampede%3A shop::p99 of checkout: ", _out.ToString());
        Assert.EndsWith("The summary of the job has been written.\n", _out.ToString());
        Assert.Contains("## Metrics\n", File.ReadAllText(_root.File("summary")));
    }

    [Theory]
    [InlineData("There is nothing to compare with 'b.json'", "b.json")]
    [InlineData("There is no run folder 'absent'", "b.json", "absent")]
    [InlineData("There is no run folder 'absent'", "absent", "b.json")]
    [InlineData("b.json: There is no baseline 'other'; there are main.", "b.json", "m.json", "--baseline", "other")]
    [InlineData("--baseline names a baseline of a file of baselines, which 'm.json' is not.", "m.json", "m.json", "--baseline", "other")]
    [InlineData("'b.json' holds baselines, which runs are compared with; give it first.", "m.json", "b.json")]
    [InlineData("--out 'r.pdf': the form of the report follows from the file's extension, which is one of .md, .json, .html, .xml.", "b.json", "m.json", "--out", "r.pdf")]
    [InlineData("--out 'b.json' is what is compared, and would be overwritten.", "b.json", "m.json", "--out", "b.json")]
    [InlineData("The margins cannot be read: ", "b.json", "m.json", "--margins", "absent.yaml")]
    [InlineData("margins.yaml:1: 'maen' is not known in margins; did you mean 'mean'?", "b.json", "m.json", "--margins", "margins.yaml")]
    [InlineData("Argument 'none' not recognized. Must be one of:", "b.json", "m.json", "--fail-on", "none")]
    [InlineData("Cannot parse argument 'x' for option '--seed' as a whole number.", "b.json", "m.json", "--seed", "x")]
    [InlineData("The argument 'runs' is empty: a variable that is not set?", "b.json", "")]
    [InlineData("The argument 'baseline' is empty: a variable that is not set?", "", "m.json")]
    [InlineData("The value of --margins is empty: a variable that is not set?", "b.json", "m.json", "--margins", "")]
    public async Task What_is_wrong_with_the_command_is_code_2(string message, params string[] args)
    {
        Baselines(Runs(2));
        Metrics("m.json", Runs(2, seed: 2));
        File.WriteAllText(_root.File("margins.yaml"), "margins: {maen: 5%}");
        string[] full = [.. args.Select(a => File.Exists(_root.File(a)) ? _root.File(a) : a)];
        Assert.Equal(2, await Run(["compare", .. full]));
        Assert.Contains(message, _error.ToString().Replace(_root.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("{", "this is no JSON, or it is cut off")]
    [InlineData("{}", "There is no \"schema\"")]
    [InlineData("""{"schema":"stampede-comparison","version":1}""", "The schema is \"stampede-comparison\", not \"stampede-baselines\"")]
    [InlineData("""{"schema":"stampede-baselines","version":2,"baselines":[]}""", "use a newer Stampede")]
    [InlineData("""{"schema":"stampede-metrics","version":1,"runs":[]}""", "\"runs\" is empty")]
    [InlineData("{\"schema\":\"stampede-metrics\",\"version\":1,\"runs\":[\n{\"manifest\":{\"name\":\"x\"},\"services\":{\"a\":{\n\"rps\":-1}}}]}", "b.json, line 3: \"rps\" of \"a\" is -1")]
    [InlineData("{\"schema\":\"stampede-metrics\",\"version\":1,\"runs\":[\n{\"manifest\":{\"name\":\"x\"},\"services\":{\"a\":{\n\"rps\":\"NaN\"}}}]}", "b.json, line 3: \"rps\" of \"a\" is NaN")]
    [InlineData("{\n\"api_gateway\":{\n\"rps\":-50}}", "b.json, line 3: \"rps\" is -50")]
    [InlineData("{\"schema\":\"stampede-metrics\",\"version\":1,\"runs\":[{\"manifest\":{\"name\":\"x\"},\"services\":{\"a\":{\n\"total_requests\":9223372036854775807}}}]}", "b.json, line 2: \"total_requests\" of \"a\" is 9223372036854775807; it must be 0 or more, and no more than 1000000000000000.")]
    [InlineData("{\"schema\":\"stampede-metrics\",\"version\":1,\"runs\":[{\"manifest\":{\"name\":\"x\"},\"services\":{\"a\":{\n\"rps\":1e308}}}]}", "b.json, line 2: \"rps\" of \"a\" is 1E+308; it must be a number of 0 to 1000000000000000.")]
    [InlineData("{\"schema\":\"stampede-metrics\",\"version\":1,\"runs\":[{\"manifest\":{\"name\":\"x\",\n\"duration_seconds\":-1},\"services\":{\"a\":{\"rps\":1}}}]}", "b.json, line 2: \"duration_seconds\" is -1; it must be 0 or more.")]
    [InlineData("{\"schema\":\"stampede-metrics\",\"version\":1,\"runs\":[{\"manifest\":{\"name\":\"x\",\n\"users\":-1},\"services\":{\"a\":{\"rps\":1}}}]}", "b.json, line 2: \"users\" is -1; it must be 0 or more.")]
    [InlineData("{\"schema\":\"stampede-metrics\",\"version\":1,\"runs\":[{\"manifest\":{\"name\":\"x\"},\"services\":{\n\"a\":{\"total_requests\":100,\"total_failures\":0,\"error_rate_pct\":50}}}]}", "b.json, line 2: \"error_rate_pct\" of \"a\" is 50, but 0 of 100 requests failed.")]
    public async Task A_file_that_cannot_be_is_code_7_and_names_file_and_place(string json, string message)
    {
        File.WriteAllText(_root.File("b.json"), json);
        Assert.Equal(7, await Run("compare", _root.File("b.json"), Metrics("m.json", Runs(2))));
        Assert.Contains(message, _error.ToString());
        Assert.Contains("b.json", _error.ToString());
    }

    [Fact]
    public async Task A_file_in_UTF_16_is_said_to_be_that()
    {
        var file = Baselines(Runs(7));
        File.WriteAllText(file, File.ReadAllText(file), System.Text.Encoding.Unicode);
        Assert.Equal(7, await Run("compare", file, Metrics("m.json", Runs(7, seed: 2))));
        Assert.Contains("b.json: it is UTF-16: save it as UTF-8.", _error.ToString());
    }

    [Fact]
    public async Task Metrics_whose_schema_a_program_sorted_behind_the_runs_are_read()
    {
        var file = Metrics("m.json", Runs(7, seed: 2));
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        File.WriteAllText(file, new System.Text.Json.Nodes.JsonObject { ["runs"] = json["runs"]!.DeepClone(), ["zeros"] = new string('0', 70_000), ["schema"] = "stampede-metrics", ["version"] = 1 }.ToJsonString());
        Assert.Equal(0, await Run("compare", Baselines(Runs(7)), file));
    }

    public void Dispose()
    {
        _root.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private Task<int> Run(params string[] args) => ToolCommands.Run(args, new EntranceContext { Out = _out, Error = _error, Clock = new FixedClock(Now) });

    private string Baselines(RunMetrics[] runs) => Write("b.json", new BaselineSet().With(Baseline(runs)).Write);

    private string Metrics(string name, RunMetrics[] runs) => Write(name, stream => RunMetricsFile.Write(runs, stream));

    private string Write(string name, Action<Stream> write)
    {
        using var stream = File.Create(_root.File(name));
        write(stream);
        return _root.File(name);
    }

    private string Locust(string name, int rate)
    {
        File.WriteAllText(_root.File(name + "_stats.csv"), Header + $"api_gateway,{rate * 60},1,121,153.4,47,512,1019,{rate}\n");
        return _root.File(name);
    }

    private async Task<string> Folders(string name, int runs)
    {
        for (var i = 0; i < runs; i++)
        {
            var run = PrintedRuns.Passed() with { Started = PrintedRuns.Started.AddMinutes(i + (name == "after" ? 60 : 0)) };
            using var writer = new RunFolderWriter(_root.File(name));
            await writer.Started(new RunStart(run.Plan, run.Environment!, run.Started), CancellationToken.None);
            await writer.Interval(PrintedRuns.Interval(0, run.Requests), null!, CancellationToken.None);
            await writer.Ended(run, CancellationToken.None);
        }

        return _root.File(name);
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
