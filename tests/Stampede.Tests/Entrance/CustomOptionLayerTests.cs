using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>Options that a load test declares, in the help, on the command line, in the environment and in a file.</summary>
public sealed class CustomOptionLayerTests : IDisposable
{
    private static readonly CustomOption[] Options =
    [
        new CustomOption<int>("cart-size", 3, "Items in a cart"),
        new CustomOption<double>("error-share", 0.01, "Share of orders that are wrong."),
        new CustomOption<bool>("gzip", false, "Ask for compressed answers."),
        new CustomOption<bool>("cache", true, "Use the cache."),
        new CustomOption<TimeSpan>("patience", TimeSpan.FromSeconds(90), "How long a shopper waits."),
        new CustomOption<DayOfWeek>("weekday", DayOfWeek.Monday, "Which day it is."),
        new CustomOption<string>("tenant", "", "Whose shop it is.") { Required = true },
        new CustomOption<string[]>("regions", ["eu"], "Where shoppers are.") { Choices = ["eu", "us", "asia"] },
        new CustomOption<string>("shop-login", "guest:guest", "User and password of the shop.") { Secret = true },
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("stampede-options-").FullName;

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void They_have_a_group_in_the_help(int width) => Snapshot.Matches(
        $"help-custom-{width}.txt",
        string.Join('\n', HelpText.Lines("shop.cs", new OptionSet(Options, []).All, width).SkipWhile(l => !l.StartsWith("Of this load test"))) + "\n");

    [Theory]
    [InlineData("cart-size", "4", "5", "6")]
    [InlineData("error-share", "0.1", "0.2", "0.3")]
    [InlineData("gzip", "true", "false", "true")]
    [InlineData("cache", "false", "true", "false")]
    [InlineData("patience", "\"1m\"", "2m", "3")]
    [InlineData("weekday", "\"friday\"", "sunday", "Monday")]
    [InlineData("tenant", "\"a\"", "b c", "d")]
    [InlineData("regions", "[\"us\", \"asia\"]", "asia,eu", "us")]
    public void Each_layer_beats_those_below_it(string name, string json, string variable, string argument)
    {
        var plain = json.Trim('"');
        var inFile = json.StartsWith('[') ? "us,asia" : plain;
        var sources = new OptionSources { CurrentFolder = _folder };
        File.WriteAllText(Path.Combine(_folder, "stampede.json"), $$"""{ "{{name}}": {{json}} }""");
        Assert.Equal(inFile, Read(sources));
        sources = sources with { Environment = new Dictionary<string, string> { ["STAMPEDE_" + name.Replace('-', '_').ToUpperInvariant()] = variable } };
        Assert.Equal(variable, Read(sources));
        Assert.Equal(argument, Read(sources, $"--{name}={argument}"));

        string Read(OptionSources from, params string[] args)
        {
            var read = Configuration.Read(args, [], from, Options);
            Assert.DoesNotContain(read.Problems, p => !p.StartsWith("--tenant is required"));
            Assert.Equal(name, Assert.Single(read.Options.Overrides).Key);
            return Assert.Single(read.Options.OptionValues).Value;
        }
    }

    [Fact]
    public void A_list_takes_several_words_several_options_or_commas()
    {
        Assert.Equal("eu,us", Values("--tenant", "x", "--regions", "eu", "us")["regions"]);
        Assert.Equal("eu,us,asia", Values("--tenant", "x", "--regions", "eu,us", "--regions", "asia")["regions"]);
        var read = Configuration.Read(["--tenant", "x", "--regions", "eu", "us", "AdminUser", "-u", "1"], ["AdminUser"], new OptionSources(), Options);
        Assert.Equal(("eu,us", "AdminUser"), (read.Options.OptionValues["regions"], read.Options.Classes.Single()));
    }

    [Fact]
    public void A_flag_is_switched_on_and_off()
    {
        Assert.Equal("true", Values("--tenant", "x", "--gzip")["gzip"]);
        Assert.Equal("false", Values("--tenant", "x", "--cache=false")["cache"]);
    }

    [Fact]
    public void Their_mistakes_are_reported_with_all_others()
    {
        var sources = new OptionSources
        {
            CurrentFolder = _folder,
            Environment = new Dictionary<string, string> { ["STAMPEDE_WEEKDAY"] = "someday", ["STAMPEDE_SHOP_LOGIN"] = "hidden" },
        };
        File.WriteAllText(Path.Combine(_folder, "stampede.json"), """{ "patience": "long", "cart-sise": 1, "gzip": "yes", "shop-login": 17, "regions": ["us", "mars"] }""");
        var read = Configuration.Read(
            ["-u", "0", "--cart-size", "x"], [], sources, [.. Options, new CustomOption<int>("users", 1, "Text."), new CustomOption<int>("user-classes", 1, "Text.")]);
        Assert.Equal(
            [
                "LoadTest.Options: 'users' is the name of an option of Stampede: choose another.",
                "LoadTest.Options: 'user-classes' is the name of an option of Stampede: choose another.",
                "stampede.json: there is no option 'cart-sise'. Did you mean 'cart-size'?",
                "stampede.json: gzip is \"yes\"; it must be true or false.",
                "stampede.json: shop-login is ***; it must be a text.",
                "--users is '0'; it must be a whole number from 1 to 1,000,000.",
                "--cart-size is 'x'; it must be a whole number.",
                "stampede.json: patience is 'long'; it must be a time span: 300s, 20m, 1h30m, or 60 for seconds.",
                "STAMPEDE_WEEKDAY is 'someday'; it must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday.",
                "stampede.json: regions is 'us,mars'; it must be one of eu, us, asia; several are separated by commas.",
                "--tenant is required: give it here, as STAMPEDE_TENANT or as \"tenant\" in a configuration file.",
            ],
            read.Problems);
    }

    [Fact]
    public async Task A_question_needs_no_required_option()
    {
        var run = new PlayedRun { Test = new LoadTest { Users = [typeof(string)], Options = Options } };
        Assert.Equal(0, await run.Run("--list"));
        Assert.Equal(0, await run.Run("--help"));
        Assert.Contains("--cart-size <n>", run.Out);
        Assert.Equal(2, await run.Run());
    }

    [Fact]
    public async Task Values_reach_the_run_and_secrets_are_masked_in_what_is_noted()
    {
        var run = new PlayedRun
        {
            Test = new LoadTest { Users = [typeof(string)], Options = Options },
            Sources = new OptionSources { Environment = new Dictionary<string, string> { ["STAMPEDE_SHOP_LOGIN"] = "me:hidden" } },
        };
        Assert.Equal(0, await run.Run("--tenant", "acme", "--regions", "eu", "asia"));
        Assert.Equal(("acme", "eu,asia", "me:hidden"), (run.Options!.OptionValues["tenant"], run.Options.OptionValues["regions"], run.Options.OptionValues["shop-login"]));
        Assert.Equal(
            ["tenant: acme", "regions: eu, asia", "shop-login: *** (STAMPEDE_SHOP_LOGIN)"], run.Options.Overrides.Select(o => $"{o.Key}: {o.Value}"));
        Assert.DoesNotContain("hidden", run.Out + run.Error);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IReadOnlyDictionary<string, string> Values(params string[] args)
    {
        var read = Configuration.Read(args, [], new OptionSources(), Options);
        Assert.Empty(read.Problems);
        return read.Options.OptionValues;
    }
}
