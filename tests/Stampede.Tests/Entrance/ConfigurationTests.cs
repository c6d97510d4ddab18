using Stampede.Engine;

namespace Stampede.Tests;

public sealed class ConfigurationTests : IDisposable
{
    private static readonly string[] Classes = ["DeploymentUser", "AdminUser"];

    private readonly string _folder = Directory.CreateTempSubdirectory("stampede-configuration-").FullName;
    private readonly Dictionary<string, string> _environment = [];

    // An option, its value as JSON, in the environment and on the command line, and what is read of it: the three layers say different things.
    private static readonly (OptionSpec Option, string[] Values, Func<EntranceOptions, object?> Read)[] Options =
    [
        (OptionList.Host, ["http://a", "http://b", "http://c"], o => o.Host),
        (OptionList.Users, ["1", "2", "3"], o => o.Users),
        (OptionList.SpawnRate, ["1.5", "2.5", "3.5"], o => o.SpawnRate),
        (OptionList.RunTime, ["60", "2m", "3s"], o => o.RunTime),
        (OptionList.ScaleTo, ["60", "2m", "3s"], o => o.ScaleTo),
        (OptionList.Tags, ["a", "b,c", "d"], o => string.Join("|", o.Tags)),
        (OptionList.ExcludeTags, ["a", "b c", "d"], o => string.Join("|", o.ExcludeTags)),
        (OptionList.EqualWeights, ["true", "false", "true"], o => o.EqualWeights),
        (OptionList.Iterations, ["1", "2", "5000000000"], o => o.Iterations),
        (OptionList.IterationsPerUser, ["1", "2", "3"], o => o.IterationsPerUser),
        (OptionList.Requests, ["1", "2", "3"], o => o.Requests),
        (OptionList.WarmUp, ["1", "2s", "3s"], o => o.WarmUp),
        (OptionList.CoolDown, ["1", "2s", "0"], o => o.CoolDown),
        (OptionList.ResetStats, ["true", "false", "true"], o => o.ResetStats),
        (OptionList.Insist, ["true", "false", "true"], o => o.Insist),
        (OptionList.StopTimeout, ["1", "2s", "3s"], o => o.StopTimeout),
        (OptionList.StartRetries, ["1", "2", "3"], o => o.StartRetries),
        (OptionList.TrustAnyCertificate, ["true", "false", "true"], o => o.TrustAnyCertificate),
        (OptionList.Seed, ["1", "2", "18446744073709551615"], o => o.Seed),
        (OptionList.Loops, ["1", "2", "3"], o => o.Loops),
        (OptionList.Threshold, ["p(50) < 1s", "p(60) < 1s", "p(70) < 1s"], o => string.Join("|", o.Thresholds)),
        (OptionList.Accept, ["A=x", "B=y", "C=z"], o => string.Join("|", o.Accept)),
        (OptionList.ReplaceThresholds, ["true", "false", "true"], o => o.ReplaceThresholds),
        (OptionList.ExitCodeOnError, ["2", "3", "4"], o => o.ExitCodeOnError),
        (OptionList.Results, ["a", "b", "c"], o => o.Results),
        (OptionList.NoResults, ["true", "false", "true"], o => o.NoResults),
        (OptionList.Csv, ["a", "b", "c"], o => o.Csv),
        (OptionList.Json, ["true", "false", "true"], o => o.Json),
        (OptionList.Html, ["a", "b", "c"], o => o.Html),
        (OptionList.Prometheus, ["1", "0.0.0.0:2", "3"], o => o.Prometheus),
        (OptionList.Otlp, ["http://a", "http://b:4317", "http://c"], o => o.Otlp?.Endpoint),
        (OptionList.JsonFile, ["a", "b", "c"], o => o.JsonFile),
        (OptionList.PrintStats, ["true", "false", "true"], o => o.PrintStats),
        (OptionList.OnlySummary, ["true", "false", "true"], o => o.OnlySummary),
        (OptionList.Headless, ["true", "false", "true"], o => o.Headless),
        (OptionList.GitHub, ["true", "false", "true"], o => o.GitHub),
        (OptionList.LogLevel, ["debug", "warning", "error"], o => o.LogLevel),
        (OptionList.LogFile, ["a", "b", "c"], o => o.LogFile),
        (OptionList.SkipLogSetup, ["true", "false", "true"], o => o.SkipLogSetup),
    ];

    public static TheoryData<string> Names => [.. Options.Select(o => o.Option.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_layer_beats_those_below_it(string name)
    {
        var (option, values, read) = Options.Single(o => o.Option.Key == name);
        var nothing = read(Read());
        string Argument(string value) => $"{option.Name}={value}";
        var alone = values.Select(v => read(Read(Argument(v)))).ToArray();
        Assert.NotEqual(alone[0], alone[1]);
        Assert.NotEqual(alone[1], alone[2]);

        var quoted = option.Kind is OptionKind.Number or OptionKind.Flag || (option.Kind == OptionKind.Time && double.TryParse(values[0], out _)) ? values[0] : $"\"{values[0]}\"";
        Write("stampede.json", $$"""{ "{{name}}": {{quoted}} }""");
        Assert.Equal(alone[0], read(Read()));
        _environment[option.Variable] = values[1];
        Assert.Equal(alone[1], read(Read()));
        Assert.Equal(alone[2], read(Read(Argument(values[2]))));

        File.Delete(Path.Combine(_folder, "stampede.json"));
        Assert.Equal(alone[1], read(Read()));
        _environment[option.Variable] = " ";
        Assert.Equal(nothing, read(Read()));
    }

    [Fact]
    public void Every_option_that_is_no_question_is_in_the_matrix() => Assert.Empty(
        OptionList.All.Where(o => !o.IsQuestion).Except(Options.Select(o => o.Option)).Except([OptionList.Config, OptionList.CsvFullHistory, OptionList.ConfigUsers]));

    [Fact]
    public void Files_beat_each_other_from_that_beside_the_load_test_to_the_one_that_is_named()
    {
        var beside = Directory.CreateDirectory(Path.Combine(_folder, "beside")).FullName;
        Write("beside/stampede.json", """{ "users": 1, "loops": 1, "seed": 1, "start-retries": 1 }""");
        Write("stampede.json", """{ "loops": 2, "seed": 2, "start-retries": 2 }""");
        Write("ci.json", """{ "seed": 3, "start-retries": 3 }""");
        _environment["STAMPEDE_CONFIG"] = "ci.json";
        _environment["STAMPEDE_START_RETRIES"] = "4";
        var read = Configuration.Read([], Classes, Sources with { FileFolder = beside });
        Assert.Empty(read.Problems);
        Assert.Equal((1, 2, 3ul, 4), (read.Options.Users, read.Options.Loops, read.Options.Seed, read.Options.StartRetries));
        Assert.Equal([Path.Combine(beside, "stampede.json"), "stampede.json", "ci.json"], read.FilesRead);
        Assert.Equal($"1 ({Path.Combine(beside, "stampede.json")})", read.Options.Overrides["users"]);
    }

    [Fact]
    public void The_same_file_is_read_once()
    {
        Write("stampede.json", "{}");
        Assert.Equal(["stampede.json"], Configuration.Read(["--config", "stampede.json"], Classes, Sources with { FileFolder = _folder }).FilesRead);
    }

    [Fact]
    public void A_file_may_have_comments_and_trailing_commas()
    {
        Write("stampede.json", """
            {
              // as in production
              "users": 100, /* at most */
              "threshold": ["p(99) < 500ms", "failure_rate < 1%",],
              "user-classes": ["AdminUser"],
            }
            """);
        var options = Read();
        Assert.Equal(100, options.Users);
        Assert.Equal(["p(99) < 500ms", "failure_rate < 1%"], options.Thresholds);
        Assert.Equal(["AdminUser"], options.Classes);
    }

    [Fact]
    public void Overrides_say_where_they_are_from()
    {
        Write("stampede.json", """{ "users": 5, "loops": 1, "csv": "x" }""");
        _environment["STAMPEDE_USERS"] = "100";
        _environment["STAMPEDE_THRESHOLD"] = "p(99) < 1s;; failures < 1";
        var overrides = Read("-r", "2").Overrides;
        Assert.Equal("100 (STAMPEDE_USERS)", overrides["users"]);
        Assert.Equal("1 (stampede.json)", overrides["loops"]);
        Assert.Equal("2", overrides["spawn rate"]);
        Assert.Equal("p(99) < 1s, failures < 1 (STAMPEDE_THRESHOLD)", overrides["thresholds"]);
        Assert.Equal(4, overrides.Count);
    }

    [Fact]
    public void User_classes_of_the_command_line_replace_those_of_the_environment()
    {
        _environment["STAMPEDE_USER_CLASSES"] = "DeploymentUser AdminUser";
        Assert.Equal(["DeploymentUser", "AdminUser"], Read().Classes);
        Assert.Equal(["AdminUser"], Read("AdminUser").Classes);
        _environment["STAMPEDE_USER_CLASSES"] = "Nobody";
        Assert.StartsWith("STAMPEDE_USER_CLASSES: 'Nobody' names no user class", Assert.Single(Problems()));
    }

    [Fact]
    public void Problems_of_all_layers_are_reported_together()
    {
        Write("stampede.json", """{ "users": "many", "spwan-rate": 1, "headless": 1, "loops": 0, "web-port": 8089, "help": true, "config": "x", "seed": 1, "seed": 2 }""");
        _environment["STAMPEDE_RUN_TIME"] = "soon";
        _environment["STAMPEDE_JSON"] = "yes";
        Assert.Equal(
            [
                "There is no option '--usres'. Did you mean '--users'?",
                "stampede.json: users is \"many\"; it must be a number.",
                "stampede.json: there is no option 'spwan-rate'. Did you mean 'spawn-rate'?",
                "stampede.json: headless is 1; it must be true or false.",
                "stampede.json: web-port: There is no web page yet, it comes with a later version: the run is shown on the terminal.",
                "stampede.json: there is no option 'help'; --help lists them.",
                "stampede.json: a configuration file cannot name another one.",
                "stampede.json: seed is there twice.",
                "STAMPEDE_RUN_TIME is 'soon'; it must be a time span: 300s, 20m, 1h30m, or 60 for seconds.",
                "--stop-timeout is 'x'; it must be a time span: 300s, 20m, 1h30m, or 60 for seconds.",
                "stampede.json: loops is '0'; it must be a whole number from 1 to 1,024.",
                "STAMPEDE_JSON is 'yes'; it must be true or false.",
            ],
            Problems("--usres", "5", "-s", "x").Select(p => p.Replace("There is no option '--usres'", "There is no option '--usres'")));
    }

    [Theory]
    [InlineData("{ \"users\": 1,\n  \"loops\": }", "stampede.json, line 2, column 12: this is no JSON. ")]
    [InlineData("", "stampede.json, line 1, column 1: this is no JSON. ")]
    [InlineData("[1]", "stampede.json must hold an object, as in { \"users\": 100 }.")]
    public void A_file_that_is_no_configuration_is_refused_with_the_place(string text, string problem)
    {
        Write("stampede.json", text);
        var found = Assert.Single(Problems());
        Assert.StartsWith(problem, found);
        Assert.DoesNotContain("LineNumber", found);
    }

    [Fact]
    public void A_file_that_is_named_and_missing_is_refused() =>
        Assert.StartsWith("The configuration file 'none.json' cannot be read: ", Assert.Single(Problems("--config", "none.json")));

    [Theory]
    [InlineData("STAMPEDE_USRES", "STAMPEDE_USRES is the variable of no option. Did you mean STAMPEDE_USERS?")]
    [InlineData("STAMPEDE_COMPLETELY_OTHER", "STAMPEDE_COMPLETELY_OTHER is the variable of no option; docs/reference/configuration.md lists them.")]
    [InlineData("STAMPEDE_VERSION", "STAMPEDE_VERSION is the variable of no option; docs/reference/configuration.md lists them.")]
    [InlineData("STAMPEDE_WORKER", "STAMPEDE_WORKER has no effect. Load from several machines comes with a later version; one process here uses all cores of its machine.")]
    public void A_variable_of_no_option_is_a_warning(string variable, string warning)
    {
        _environment[variable] = "1";
        _environment["OTHER_USRES"] = "1";
        var read = Configuration.Read([], Classes, Sources);
        Assert.Empty(read.Problems);
        Assert.Equal([warning], read.Warnings);
    }

    [Fact]
    public void The_variable_of_the_store_is_none_of_a_load_test_and_no_mistake()
    {
        _environment["STAMPEDE_STORE"] = "postgres://runs.example/perf";
        var read = Configuration.Read([], Classes, Sources);
        Assert.Empty(read.Problems);
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public async Task The_entrance_prints_warnings_and_logs_the_files()
    {
        Write("stampede.json", """{ "users": 7 }""");
        _environment["STAMPEDE_USRES"] = "1";
        var run = new PlayedRun { Sources = Sources };
        await run.Run();
        Assert.Equal(7, run.Options!.Users);
        Assert.StartsWith("warning: STAMPEDE_USRES is the variable of no option. Did you mean STAMPEDE_USERS?\n", run.Error);
        Assert.Contains("/INFO/stampede: Configuration read from stampede.json\n", run.Error);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private OptionSources Sources => new() { Environment = _environment, CurrentFolder = _folder };

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private EntranceOptions Read(params string[] args)
    {
        var read = Configuration.Read(args, Classes, Sources);
        Assert.Empty(read.Problems);
        return read.Options;
    }

    private IReadOnlyList<string> Problems(params string[] args) => Configuration.Read(args, Classes, Sources).Problems;
}
