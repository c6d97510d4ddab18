using Stampede.Engine;

namespace Stampede.Tests;

public sealed class CommandLineTests
{
    private static readonly string[] Classes = ["DeploymentUser", "AdminUser"];

    [Fact]
    public void Locusts_short_options_are_read()
    {
        var options = Read("-u", "100", "-r", "2.5", "-t", "1h30m", "-H", "http://localhost:8000", "-s", "10", "-L", "debug", "-q");
        Assert.Equal(100, options.Users);
        Assert.Equal(2.5, options.SpawnRate);
        Assert.Equal(TimeSpan.FromMinutes(90), options.RunTime);
        Assert.Equal("http://localhost:8000", options.Host);
        Assert.Equal(TimeSpan.FromSeconds(10), options.StopTimeout);
        Assert.Equal(LogLevel.Debug, options.LogLevel);
        Assert.True(options.OnlySummary);
    }

    [Fact]
    public void Short_options_may_stand_together_and_next_to_their_value()
    {
        var options = Read("-u100", "-lq", "-t5m");
        Assert.Equal((100, TimeSpan.FromMinutes(5)), (options.Users, options.RunTime));
        Assert.True(options.List && options.OnlySummary);
    }

    [Fact]
    public void Long_options_are_read_with_a_space_or_an_equals_sign()
    {
        var options = Read(
            "--users=7", "--spawn-rate", "1", "--run-time=60", "--csv", "out/run", "--csv-full-history", "--json", "--json-file", "stats",
            "--seed=18446744073709551615", "--start-retries", "0", "--trust-any-certificate", "--loops", "2", "--exit-code-on-error", "0",
            "--results", "elsewhere", "--no-results", "--print-stats", "--headless", "--logfile", "run.log", "--skip-log-setup", "--host=https://a.b:8443/x");
        Assert.Equal(7, options.Users);
        Assert.Equal(TimeSpan.FromSeconds(60), options.RunTime);
        Assert.Equal("out/run", options.Csv);
        Assert.True(options.CsvFullHistory && options.Json && options.TrustAnyCertificate == true && options.NoResults && options.PrintStats && options.Headless && options.SkipLogSetup);
        Assert.Equal("stats", options.JsonFile);
        Assert.Equal(ulong.MaxValue, options.Seed);
        Assert.Equal(0, options.StartRetries);
        Assert.Equal(2, options.Loops);
        Assert.Equal(0, options.ExitCodeOnError);
        Assert.Equal("elsewhere", options.Results);
        Assert.Equal("run.log", options.LogFile);
        Assert.Equal("https://a.b:8443/x", options.Host);
    }

    [Fact]
    public void Without_arguments_everything_is_as_the_file_says()
    {
        var options = Read();
        Assert.Null(options.Users);
        Assert.Null(options.Host);
        Assert.Null(options.RunTime);
        Assert.Equal(1, options.ExitCodeOnError);
        Assert.Equal("results", options.Results);
        Assert.Empty(options.Classes);
        Assert.Empty(options.Overrides);
    }

    [Fact]
    public void Thresholds_may_be_given_several_times() =>
        Assert.Equal(["p(99) < 500ms", "failure_rate < 1%"], Read("--threshold", "p(99) < 500ms", "--threshold", "failure_rate < 1%").Thresholds);

    [Theory]
    [InlineData("--headless", true)]
    [InlineData("--headless=true", true)]
    [InlineData("--headless=0", false)]
    [InlineData("--headless:False", false)]
    public void A_flag_may_have_a_value_after_an_equals_sign(string arg, bool value) => Assert.Equal(value, Read(arg).Headless);

    [Fact]
    public void A_flag_does_not_take_the_word_after_it() => Assert.Equal(["AdminUser"], Read("--headless", "AdminUser").Classes);

    [Theory]
    [InlineData("smoke,slow", "--tags", "smoke", "slow")]
    [InlineData("smoke,slow", "-T", "smoke,slow")]
    [InlineData("smoke,slow", "-T", "smoke", "-T", "slow")]
    [InlineData("smoke,slow", "--tags=smoke", "--tags=slow")]
    [InlineData("smoke,slow", "--tags", "smoke slow", "-u", "1")]
    [InlineData("smoke,slow,AdminUser", "--tags", "smoke", "slow", "AdminUser", "DeploymentUser")]
    [InlineData("AdminUser,AdminUser", "--tags", "AdminUser", "AdminUser", "DeploymentUser")]
    public void Tags_are_all_words_up_to_the_next_option_or_user_class(string read, params string[] args)
    {
        // The first word is a tag whatever it is.
        var words = read.Split(',');
        var options = Read(args);
        if (words.Length > 1 && words[^1] == "AdminUser")
        {
            Assert.Equal(words[..^1], options.Tags);
            Assert.Equal(["AdminUser", "DeploymentUser"], options.Classes);
        }
        else
        {
            Assert.Equal(words, options.Tags);
            Assert.Empty(options.Classes);
        }
    }

    [Fact]
    public void Tags_may_be_excluded_too()
    {
        var options = Read("-T", "a", "b", "-E", "c", "AdminUser");
        Assert.Equal(["a", "b"], options.Tags);
        Assert.Equal(["c"], options.ExcludeTags);
        Assert.Equal(["AdminUser"], options.Classes);
        Assert.Equal("a, b", options.Overrides["tags"]);
        Assert.Equal(["--tags needs a value: -T, --tags <tags>."], Problems("--tags", "-u", "1"));
    }

    [Fact]
    public void The_last_of_several_values_counts() => Assert.Equal(20, Read("-u", "10", "-u", "20").Users);

    [Fact]
    public void What_is_given_is_noted_as_an_override()
    {
        var overrides = Read("-u", "10", "-u", "20", "--trust-any-certificate", "--threshold", "p(50) < 1s", "--threshold", "failures < 1", "--csv", "x").Overrides;
        Assert.Equal("20", overrides["users"]);
        Assert.Equal("true", overrides["trust any certificate"]);
        Assert.Equal("p(50) < 1s, failures < 1", overrides["thresholds"]);
        Assert.Equal(3, overrides.Count);
    }

    [Fact]
    public void User_classes_are_named_after_or_between_the_options()
    {
        Assert.Equal(["AdminUser", "DeploymentUser"], Read("AdminUser", "-u", "5", "DeploymentUser", "AdminUser").Classes);
        Assert.Equal(["AdminUser"], Read("-u", "5", "--", "AdminUser").Classes);
    }

    [Theory]
    [InlineData("--user", "There is no option '--user'. Did you mean '--users'?")]
    [InlineData("--spawnrate", "There is no option '--spawnrate'. Did you mean '--spawn-rate'?")]
    [InlineData("--hots=http://x", "There is no option '--hots'. Did you mean '--host'?")]
    [InlineData("--stop", "There is no option '--stop'. Did you mean '--stop-timeout'?")]
    [InlineData("-S", "There is no option '-S'. Did you mean '-s'?")]
    [InlineData("-headless", "There is no option '-headless'. Did you mean '--headless'?")]
    [InlineData("-users", "There is no option '-users'. Did you mean '--users'?")]
    [InlineData("--completely-other", "There is no option '--completely-other'; --help lists them.")]
    public void An_unknown_option_is_refused_and_the_nearest_suggested(string typed, string problem) =>
        Assert.Equal([problem], Problems(typed));

    [Theory]
    [InlineData("-f", "The load-test file is the program", "-f", "tests.py")]
    [InlineData("--autoquit", "A run ends by itself", "--autoquit", "5")]
    [InlineData("--headful", "Write --headless=false", "--headful")]
    [InlineData("-P", "There is no web page yet", "-P", "8089")]
    [InlineData("--master", "Load from several machines comes with a later version", "--master")]
    [InlineData("--processes", "One process uses all cores", "--processes=4")]
    public void Options_of_Locust_without_a_meaning_are_answered(string option, string answer, params string[] args) =>
        Assert.StartsWith($"{option}: {answer}", Assert.Single(Problems(args)));

    [Fact]
    public void An_option_is_either_there_or_answered() =>
        Assert.Empty(LocustOptions.Names.Intersect(OptionList.All.SelectMany(o => o.Names)));

    [Fact]
    public void The_value_of_an_unknown_option_is_no_second_mistake() => Assert.Single(Problems("--user", "5", "-r", "1"));

    [Fact]
    public void A_name_that_is_no_user_class_lists_those_there_are() => Assert.Equal(
        ["'AdminUsr' names no user class; there are: DeploymentUser, AdminUser. Did you mean 'AdminUser'?"], Problems("AdminUsr"));

    [Theory]
    [InlineData("--users is '0'; it must be a whole number from 1 to 1,000,000.", "-u", "0")]
    [InlineData("--users is '-5'; it must be a whole number from 1 to 1,000,000.", "-u", "-5")]
    [InlineData("--users is '1.5'; it must be a whole number from 1 to 1,000,000.", "--users", "1.5")]
    [InlineData("--users is '99999999999'; it must be a whole number from 1 to 1,000,000.", "--users", "99999999999")]
    [InlineData("--spawn-rate is '0'; it must be a number above 0, at most 1,000,000.", "-r", "0")]
    [InlineData("--spawn-rate is 'NaN'; it must be a number above 0, at most 1,000,000.", "-r", "NaN")]
    [InlineData("--run-time is '1h30'; it must be a time span: 300s, 20m, 1h30m, or 60 for seconds.", "-t", "1h30")]
    [InlineData("--run-time is '0'; it must be above zero.", "-t", "0")]
    [InlineData("--seed is '-1'; it must be a whole number from 0 to 18446744073709551615.", "--seed", "-1")]
    [InlineData("--start-retries is '1001'; it must be a whole number from 0 to 1,000.", "--start-retries", "1001")]
    [InlineData("--loops is '0'; it must be a whole number from 1 to 1,024.", "--loops", "0")]
    [InlineData("--exit-code-on-error is '256'; it must be a whole number from 0 to 255.", "--exit-code-on-error", "256")]
    [InlineData("--loglevel is '3'; it must be DEBUG, INFO, WARNING, ERROR or CRITICAL.", "-L", "3")]
    [InlineData("--host is 'localhost:8000'; it must be an address with scheme: http://localhost:8000 or https://example.org.", "-H", "localhost:8000")]
    [InlineData("--headless is 'perhaps'; it must be true or false.", "--headless=perhaps")]
    [InlineData("--iterations is '0'; it must be a whole number, 1 or more.", "-i", "0")]
    [InlineData("--requests is 'x'; it must be a whole number, 1 or more.", "--requests", "x")]
    [InlineData("--csv is empty.", "--csv", "")]
    [InlineData("--csv-full-history needs --csv <prefix>.", "--csv-full-history")]
    [InlineData("--users needs a value: -u, --users <n>.", "-u", "-r", "1")]
    [InlineData("--users needs a value: -u, --users <n>.", "--users")]
    public void A_wrong_value_is_named_with_what_is_allowed(string problem, params string[] args) => Assert.Equal([problem], Problems(args));

    [Fact]
    public void A_threshold_that_cannot_be_read_is_marked() =>
        Assert.Contains("  p(99) << 5\n        ^^", Assert.Single(Problems("--threshold", "p(99) << 5")).ReplaceLineEndings("\n"));

    [Fact]
    public void All_mistakes_are_reported_together()
    {
        var problems = Problems("-u", "0", "--spwan-rate", "1", "-t", "soon", "Nobody", "--seed");
        Assert.Equal(5, problems.Count);
        Assert.Contains(problems, p => p.Contains("--users"));
        Assert.Contains(problems, p => p.Contains("'--spwan-rate'. Did you mean '--spawn-rate'?"));
        Assert.Contains(problems, p => p.Contains("--run-time"));
        Assert.Contains(problems, p => p.Contains("'Nobody'"));
        Assert.Contains(problems, p => p.Contains("--seed needs a value"));
    }

    [Theory]
    [InlineData("@response.rsp")]
    [InlineData("(load-test)")]
    [InlineData("[diagram]")]
    public void Nothing_is_swallowed_by_the_parser(string typed) => Assert.Contains(Problems(typed), p => p.Contains($"'{typed}'"));

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abc", "acb", 1)]
    [InlineData("", "abc", 3)]
    public void The_distance_of_names_counts_letters(string a, string b, int distance) => Assert.Equal(distance, NearestWord.Distance(a, b));

    private static EntranceOptions Read(params string[] args)
    {
        var read = Configuration.Read(args, Classes, new OptionSources());
        Assert.Empty(read.Problems);
        return read.Options;
    }

    private static IReadOnlyList<string> Problems(params string[] args) => Configuration.Read(args, Classes, new OptionSources()).Problems;
}
