using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Options that a load test declares, without a command line.</summary>
public sealed class CustomOptionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stampede-options-").FullName;

    public enum Ring
    {
        Canary,
        Broad,
    }

    [Fact]
    public async Task Two_runs_at_once_have_values_of_their_own()
    {
        var runs = await Task.WhenAll(
            Test().Run(With(("size", "5"), ("ring", "broad"))), Test().Run(With(("size", "7"))), Test().Run(With()));
        Assert.Equal(["5 Broad", "7 Canary", "3 Canary"], runs.Select(r => Assert.Single(r.Checks).Key));
        Assert.Equal("5", runs[0].Plan.Options["size"]);
        Assert.Equal("3", runs[2].Plan.Options["size"]);
    }

    [Fact]
    public void Values_of_each_type_are_read()
    {
        Assert.Equal("a b", Value("", "a b"));
        Assert.Equal(-5, Value(0, "-5"));
        Assert.Equal(5_000_000_000, Value(0L, "5000000000"));
        Assert.Equal(0.25, Value(0.0, "0.25"));
        Assert.True(Value(false, "True"));
        Assert.False(Value(true, "0"));
        Assert.Equal(TimeSpan.FromMinutes(90), Value(TimeSpan.Zero, "1h30m"));
        Assert.Equal(Ring.Broad, Value(Ring.Canary, "broad"));
        Assert.Equal(["eu", "us"], Value(Array.Empty<string>(), "eu, us"));
        Assert.Equal([1, 2], Value(Array.Empty<int>(), "1,2"));
        Assert.Equal([Ring.Broad], Value(Array.Empty<Ring>(), "Broad"));
        Assert.Empty(Value(new[] { 1.5 }, ""));
    }

    [Theory]
    [InlineData("'x'; it must be a whole number", "int", "x")]
    [InlineData("'1.5'; it must be a whole number", "long", "1.5")]
    [InlineData("'NaN'; it must be a number", "double", "NaN")]
    [InlineData("'yes'; it must be true or false", "bool", "yes")]
    [InlineData("'-1'; it must be a time span: 300s, 20m, 1h30m, or 60 for seconds", "time", "-1")]
    [InlineData("'1'; it must be one of Canary, Broad", "enum", "1")]
    [InlineData("'Canary,Broad'; it must be one of Canary, Broad", "enum", "Canary,Broad")]
    [InlineData("'1,x'; it must be a whole number; several are separated by commas", "list", "1,x")]
    [InlineData("'3'; it must be one of 1, 2", "choice", "3")]
    [InlineData("'***'; it must be a whole number", "secret", "hidden")]
    [InlineData("'***'; it must be a whole number", "api-key", "hidden")]
    public async Task A_wrong_value_is_refused_before_the_run(string problem, string name, string text)
    {
        var test = Test(
            new CustomOption<int>("int", 0, "Text."), new CustomOption<long>("long", 0, "Text."), new CustomOption<double>("double", 0, "Text."),
            new CustomOption<bool>("bool", false, "Text."), new CustomOption<TimeSpan>("time", default, "Text."), new CustomOption<Ring>("enum", default, "Text."),
            new CustomOption<int[]>("list", [], "Text."), new CustomOption<int>("choice", 1, "Text.") { Choices = ["1", "2"] },
            new CustomOption<int>("secret", 0, "Text.") { Secret = true }, new CustomOption<int>("api-key", 0, "Text."));
        Assert.Equal([$"--{name} is {problem}."], await Problems(test, With((name, text))));
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_them_is_reported_together()
    {
        var test = Test(
            new CustomOption<int>("Cart Size", 1, "Text."), new CustomOption<int>("a", 1, "Text."), new CustomOption<int>("plain", 1, " "),
            new CustomOption<Uri?>("address", null, "Text."), new CustomOption<int>("twice", 1, "Text."), new CustomOption<int>("twice", 1, "Text."),
            new CustomOption<int>("choice", 3, "Text.") { Choices = ["1", "two"] });
        Assert.Equal(
            [
                "LoadTest.Options: 'Cart Size' is no name: it has small letters, digits and single hyphens between them, and begins with two letters, as 'cart-size'.",
                "LoadTest.Options: 'a' is no name: it has small letters, digits and single hyphens between them, and begins with two letters, as 'cart-size'.",
                "LoadTest.Options: 'plain' has no description, which --help shows.",
                "LoadTest.Options: 'address' is of the type Uri: it can be string, int, long, double, bool, TimeSpan, an enum, or an array of one of these.",
                "LoadTest.Options: 'choice' has the choice 'two', which is not a whole number.",
                "LoadTest.Options: 'choice' has the default '3', which it does not allow; it must be one of 1, two.",
                "LoadTest.Options: 2 options are named 'twice'.",
                "The load test has no option 'none'; it has Cart Size, a, plain, address, twice, twice, choice, size, ring.",
            ],
            await Problems(test, With(("none", "1"))));
    }

    [Fact]
    public async Task A_required_option_must_be_given()
    {
        var test = Test(new CustomOption<string>("tenant-name", "", "Text.") { Required = true });
        Assert.Equal(
            ["--tenant-name is required: give it here, as STAMPEDE_TENANT_NAME or as \"tenant-name\" in a configuration file."], await Problems(test, With()));
        Assert.Equal("acme", (await test.Run(With(("tenant-name", "acme")))).Plan.Options["tenant-name"]);
    }

    [Fact]
    public async Task A_user_reads_only_options_that_the_test_lists()
    {
        var result = await new LoadTest { Users = [typeof(Reader)], Load = Load.Users(1) }.Run(With());
        Assert.Contains("The option 'size' is not in LoadTest.Options", result.UserErrors.First().Message);
    }

    [Fact]
    public async Task Secret_values_are_in_no_file_and_not_in_the_result()
    {
        var login = new CustomOption<string>("db-login", "default-login", "Text.") { Secret = true };
        var other = new CustomOption<string>("db-user", "default-user", "Text.") { Secret = true };
        using var folder = new RunFolderWriter(_folder, new RunFolderOptions { Secrets = ["db-login", "db-user"] });
        var result = await Test(login, other).Run(With(("db-login", "hidden")) with
        {
            Observers = [folder],
            CommandLine = ["test", "--db-login", "hidden", "--size=3"],
            Overrides = new Dictionary<string, string> { ["db-login"] = "hidden" },
        });
        Assert.Equal(("***", "***", "3"), (result.Plan.Options["db-login"], result.Plan.Options["db-user"], result.Plan.Options["size"]));
        Assert.Equal(["test", "--db-login", "***", "--size=3"], result.Environment!.CommandLine);
        var file = File.ReadAllText(Path.Combine(folder.Path!, "run.json"));
        Assert.DoesNotContain("hidden", file);
        Assert.DoesNotContain("default-", file);
        Assert.Equal(result.Plan.Options, (await RunFolderReader.Open(folder.Path!)).Plan.Options);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static T Value<T>(T defaultValue, string text)
    {
        Assert.True(new CustomOption<T>("name", defaultValue, "Text.").TryRead(text, out var value));
        return (T)value!;
    }

    private static LoadTest Test(params CustomOption[] more) =>
        new() { Users = [typeof(Reader)], Load = Load.Users(1), Options = [.. more, Reader.Size, Reader.InRing] };

    private static RunOptions With(params (string Name, string Value)[] values) =>
        new() { Iterations = 1, OptionValues = values.ToDictionary(v => v.Name, v => v.Value) };

    private static async Task<IReadOnlyList<string>> Problems(LoadTest test, RunOptions options) =>
        (await Assert.ThrowsAsync<LoadTestException>(() => test.Run(options))).Problems;

    private sealed class Reader : User
    {
        public static readonly CustomOption<int> Size = new("size", 3, "Items in a cart.");

        public static readonly CustomOption<Ring> InRing = new("ring", Ring.Canary, "Where to deploy.");

        public override WaitTime WaitTime => WaitTime.Constant(0.05);

        [Task]
        public void Read() => Check($"{Option(Size)} {Option(InRing)}", true);
    }
}
