using Stampede.Baselines;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class BaselineCommandTests : IDisposable
{
    private const string Header = "Name,# requests,# failures,Median response time,Average response time,Min response time,Max response time,Average Content Length,Requests/s\n";

    private readonly TemporaryFolder _root = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    private string Baselines => _root.File("performance-baselines.json");

    [Fact]
    public async Task Several_runs_make_one_baseline_that_is_listed_shown_promoted_and_removed()
    {
        Assert.Equal(0, await Run("baseline", "save", Locust("x", 50), Locust("y", 52), "--name", "main", "--until", "2099-01-31", "--out", Baselines));
        Assert.Equal(0, await Run("baseline", "save", Locust("z", 40), "--name", "next", "--out", Baselines));
        var set = await BaselineSet.Read(Baselines, TestContext.Current.CancellationToken);
        Assert.Equal("main", set.Current);
        Assert.Equal(2, set.Find(null).Runs.Count);
        Assert.Equal([50, 52], set.Find("main").Of("api_gateway").Select(s => s.RequestsPerSecond!.Value));

        Assert.Equal(0, await Run("baseline", "list", "--file", Baselines));
        Assert.Contains("* main  2 runs, saved ", _out.ToString());
        Assert.Contains(", valid until 2099-01-31; services: api_gateway, rag_service\n", _out.ToString());
        Assert.Contains("  next  1 run, ", _out.ToString());

        Assert.Equal(0, await Run("baseline", "show", "--file", Baselines, "--service", "api_gateway"));
        Assert.Contains(" 51 ", _out.ToString());

        Assert.Equal(0, await Run("baseline", "promote", "next", "--file", Baselines));
        Assert.Equal(0, await Run("baseline", "remove", "main", "--file", Baselines, "--out", _root.File("less.json")));
        Assert.Equal(["main", "next"], (await BaselineSet.Read(Baselines, TestContext.Current.CancellationToken)).Baselines.Select(b => b.Name));
        set = await BaselineSet.Read(_root.File("less.json"), TestContext.Current.CancellationToken);
        Assert.Equal(("next", 1), (set.Current, set.Baselines.Count));
    }

    [Fact]
    public async Task Files_of_metrics_and_folders_of_them_are_runs_for_every_command()
    {
        Directory.CreateDirectory(_root.File("kept"));
        Assert.Equal(0, await Run("metrics", Locust("x", 50), "--out", _root.File("kept/1.json")));
        Assert.Equal(0, await Run("metrics", Locust("y", 52), "--out", _root.File("kept/2.json")));
        File.WriteAllText(_root.File("kept/notes.json"), "{}");
        Assert.Equal(0, await Run("baseline", "save", _root.File("kept"), "--name", "main", "--out", Baselines));
        Assert.Equal(2, (await BaselineSet.Read(Baselines, TestContext.Current.CancellationToken)).Find("main").Runs.Count);
        Assert.Equal(0, await Run("metrics", _root.File("kept"), "--out", _root.File("both.json")));
        Assert.Equal(2, (await RunMetricsFile.Read(_root.File("both.json"), TestContext.Current.CancellationToken)).Count);
        await Run("compare", Baselines, _root.File("kept"));
        Assert.Contains("2 runs against 2 runs of the baseline main", _out.ToString());
    }

    [Fact]
    public async Task Rows_that_cannot_be_measurements_make_no_baseline()
    {
        Assert.Equal(5, await Run("baseline", "save", Recorded("x"), "--out", Baselines));
        Assert.Contains("error: Run 1 ('x') is invalid: its numbers must not be believed.", _error.ToString());
        Assert.False(File.Exists(Baselines));
    }

    [Fact]
    public async Task A_name_is_replaced_only_where_that_is_asked_for()
    {
        await Run("baseline", "save", Locust("x", 50), "--name", "main", "--out", Baselines);
        Assert.Equal(2, await Run("baseline", "save", Locust("x", 40), "--name", "main", "--out", Baselines));
        Assert.Contains("--replace replaces it", _error.ToString());
        Assert.Equal(0, await Run("baseline", "save", Locust("x", 40), "--name", "main", "--out", Baselines, "--replace"));
        Assert.Single((await BaselineSet.Read(Baselines, TestContext.Current.CancellationToken)).Baselines);
    }

    [Fact]
    public async Task The_file_of_the_scripts_is_read_as_it_is_without_its_guesses_and_never_changed()
    {
        Assert.Equal(0, await Run("baseline", "save", Recorded("x"), "--compatible", "--script", "v1", "--out", Baselines));
        Assert.Contains("misleading: api_gateway p95_latency_ms is 210, a guess", _error.ToString());
        var service = (await BaselineSet.Read(Baselines, TestContext.Current.CancellationToken)).Find(null).Of("api_gateway")[0];
        Assert.Equal((300, 0.33, 50.0, 150.0, null, null), (service.Requests, service.ErrorRate, service.RequestsPerSecond, service.Mean, service.P95, service.P99));
        Assert.Equal(0, await Run("baseline", "show", "--file", Baselines));
        Assert.Equal(2, await Run("baseline", "remove", "default", "--file", Baselines));
        Assert.Contains("it is not changed", _error.ToString());
    }

    [Fact]
    public async Task The_scripts_way_does_not_replace_a_file_that_they_cannot_read()
    {
        await Run("baseline", "save", Locust("x", 50), "--out", Baselines);
        Assert.Equal(2, await Run("baseline", "save", Locust("x", 50), "--compatible", "--out", Baselines));
        Assert.Contains("would be replaced", _error.ToString());
    }

    [Theory]
    [InlineData("There is no service 'mcp' in the baseline 'main'; there are api_gateway, rag_service.", "show", "--service", "mcp")]
    [InlineData("There is no baseline 'other'; there are main.", "show", "other")]
    [InlineData("There is no baseline 'other'; there are main.", "promote", "other")]
    [InlineData("There is no baseline 'other'; there are main.", "remove", "other")]
    public async Task What_is_not_there_is_code_2_and_says_what_is(string message, params string[] args)
    {
        await Run("baseline", "save", Locust("x", 50), "--name", "main", "--out", Baselines);
        Assert.Equal(2, await Run(["baseline", .. args, "--file", Baselines]));
        Assert.Equal($"error: {message}\n", _error.ToString());
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("{}", "There is no \"schema\"")]
    [InlineData("""{"schema":"x"}""", "The schema is \"x\"")]
    [InlineData("""{"baseline_test":{"requests":5}}""", "no service with metrics")]
    [InlineData("""{"api_gateway":{"rps":-1}}""", "\"rps\" is -1")]
    [InlineData("""{"api_gateway":{"rps":"NaN"}}""", "\"rps\" is NaN")]
    [InlineData("""{"schema":"stampede-baselines","version":1,"baselines":[{"name":"a","run_count":0,"runs":[]}]}""", "The baseline 'a' has no run")]
    [InlineData("""{"schema":"stampede-baselines","version":1,"current":"b","baselines":[]}""", "which is not there")]
    [InlineData("""{"schema":"stampede-baselines","version":1,"baselines":[{"name":"a","valid_until":"soon","run_count":0,"runs":[]}]}""", "must be a day")]
    public async Task A_file_that_cannot_be_is_code_7(string json, string message)
    {
        File.WriteAllText(Baselines, json);
        Assert.Equal(7, await Run("baseline", "list", "--file", Baselines));
        Assert.Contains(Baselines, _error.ToString());
        Assert.Contains(message, _error.ToString());
    }

    public void Dispose()
    {
        _root.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private Task<int> Run(params string[] args) => ToolCommands.Run(args, new EntranceContext { Out = _out, Error = _error });

    private string Locust(string name, int rate) =>
        Write(name, $"api_gateway,{rate * 60},1,121,153.4,47,512,1019,{rate}\nrag_service,1500,0,203,251.7,98,807,877,25.0\n");

    private string Recorded(string name) =>
        Write(name, "api_gateway,300,1,120,150,50,500,1024,50.0\nrag_service,150,0,2000,2500,1000,8000,1024,25.0\n");

    private string Write(string name, string rows)
    {
        File.WriteAllText(_root.File(name + "_stats.csv"), Header + rows);
        return _root.File(name);
    }
}
