using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>What <c>--config-users</c>, <c>--equal-weights</c> and <c>--show-task-ratio</c> do.</summary>
public sealed class ConfigUsersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stampede-config-users-").FullName;

    [Fact]
    public void An_object_a_list_and_a_file_are_read_from_every_layer()
    {
        File.WriteAllText(Path.Combine(_folder, "users.json"), """[ { "user_class_name": "Buyer", "host": "http://shop" }, /* later */ ]""");
        File.WriteAllText(Path.Combine(_folder, "stampede.json"), """{ "config-users": [ { "user_class_name": "Buyer", "weight": 1.5 }, "users.json" ] }""");
        var sources = new OptionSources { CurrentFolder = _folder };
        var read = Read(sources);
        Assert.Equal([new UserClassOptions("Buyer") { Weight = 1.5 }, new UserClassOptions("Buyer") { Host = "http://shop" }], read);

        sources = sources with { Environment = new Dictionary<string, string> { ["STAMPEDE_CONFIG_USERS"] = """{ "user_class_name": "Buyer", "fixed_count": 3 }""" } };
        Assert.Equal([new UserClassOptions("Buyer") { FixedCount = 3 }], Read(sources));

        read = Read(sources, "--config-users", """{"user_class_name": "Buyer", "tasks": ["Pay", "Look"]}""", "users.json", "Looker");
        Assert.Equal(["Pay", "Look"], read[0].Tasks!);
        Assert.Equal("http://shop", read[1].Host);

        static IReadOnlyList<UserClassOptions> Read(OptionSources sources, params string[] args)
        {
            var configuration = Configuration.Read(args, ["Buyer", "Looker"], sources);
            Assert.Empty(configuration.Problems);
            return configuration.Options.ClassOptions;
        }
    }

    [Fact]
    public void Mistakes_are_named_with_their_place()
    {
        File.WriteAllText(Path.Combine(_folder, "broken.json"), "[");
        var problems = Configuration.Read(
            [
                "--config-users", """[{"user_class_name": "Buyer", "weihgt": 1, "weight": "3", "fixed_count": 1.5, "host": 1, "tasks": "Pay"}, {"weight": 1}]""",
                "broken.json", "missing.json",
            ],
            ["Buyer"],
            new OptionSources { CurrentFolder = _folder }).Problems;
        Assert.Equal(
            [
                "--config-users: Buyer: there is no setting 'weihgt'. Did you mean 'weight'?",
                "--config-users: Buyer: weight is \"3\"; it must be a number.",
                "--config-users: Buyer: fixed_count is 1.5; it must be a whole number.",
                "--config-users: Buyer: host is 1; it must be a text.",
                "--config-users: Buyer: tasks is \"Pay\"; it must be a list of names.",
                "--config-users: each user class is an object with \"user_class_name\", as in { \"user_class_name\": \"AdminUser\", \"weight\": 3 }.",
            ],
            problems.Take(6));
        Assert.StartsWith("--config-users: 'broken.json', line 1, column 2: this is no JSON. ", problems[6]);
        Assert.StartsWith("--config-users: 'missing.json' cannot be read: ", problems[7]);
        Assert.Equal(8, problems.Count);
    }

    [Fact]
    public void What_is_changed_reaches_the_plan()
    {
        var classes = Find(new RunOptions
        {
            EqualWeights = true,
            ClassOptions =
            [
                new UserClassOptions("Buyer") { Weight = 7, Tasks = ["Pay"] },
                new UserClassOptions("Buyer") { FixedCount = 2, Host = "http://shop" },
            ],
        });
        Assert.Equal(("Buyer", 7.0, 2, "http://shop"), (classes[0].Name, classes[0].Weight, classes[0].FixedCount, classes[0].Host));
        Assert.Equal(["Pay"], classes[0].Tasks.Select(t => t.Name));
        Assert.Equal((1.0, 0), (classes[1].Weight, classes[1].FixedCount));
        Assert.Equal(3.0, Find(new RunOptions())[1].Weight);
    }

    [Fact]
    public async Task Changes_that_are_not_possible_are_refused_together()
    {
        var options = new RunOptions
        {
            ClassOptions =
            [
                new UserClassOptions("Byer"),
                new UserClassOptions("Buyer") { Weight = -1, FixedCount = -2, Host = "shop", Tasks = ["Steal"] },
                new UserClassOptions("Looker") { Tasks = [] },
            ],
        };
        var problems = (await Assert.ThrowsAsync<LoadTestException>(() => Test().Run(options))).Problems;
        Assert.Equal("--config-users: there is no user class 'Byer'; there are Buyer, Looker.", problems[0]);
        Assert.Equal("--config-users: Buyer has the weight -1: a weight is 0 or more.", problems[1]);
        Assert.Equal("--config-users: Buyer has the fixed count -2: a number of users is 0 or more.", problems[2]);
        Assert.StartsWith("--config-users: Buyer: The host 'shop' ", problems[3]);
        Assert.Equal("--config-users: Buyer has no task 'Steal'; it has Look, Pay, Basket.", problems[4]);
        Assert.Equal("--config-users: Looker has an empty list of tasks: leave it out, or name some.", problems[5]);
        Assert.Equal(6, problems.Count);
    }

    [Theory]
    [InlineData("task-ratio.txt", "--show-task-ratio")]
    [InlineData("task-ratio-equal.txt", "--show-task-ratio", "--equal-weights", "-E", "slow")]
    [InlineData("task-ratio.json", "--show-task-ratio-json")]
    public async Task The_task_ratio_is_shown_as_Locust_does(string snapshot, params string[] args)
    {
        var run = new PlayedRun { Test = Test() };
        Assert.Equal(0, await run.Run(args));
        Assert.Null(run.Options);
        Snapshot.Matches(snapshot, run.Out);
    }

    [Fact]
    public async Task A_task_ratio_of_nothing_is_refused()
    {
        var run = new PlayedRun { Test = Test() };
        Assert.Equal(2, await run.Run("--show-task-ratio", "--tags", "fast", "Looker"));
        Assert.Contains("error: --tags: no task has the tag 'fast'", run.Error);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static LoadTest Test() => new() { Users = [typeof(Buyer), typeof(Looker)], Load = Load.Users(10) };

    private static IReadOnlyList<UserClass> Find(RunOptions options)
    {
        var problems = new List<string>();
        var classes = UserClassFinder.Find(Test(), options, null, problems);
        Assert.Empty(problems);
        return classes;
    }

    private sealed class Buyer : User
    {
        [Task(weight: 3)]
        public void Look()
        {
        }

        [Task]
        [Tag("slow")]
        public void Pay()
        {
        }

        [Task]
        public sealed class Basket : TaskSet
        {
            [Task(weight: 3)]
            public void Add()
            {
            }

            [Task]
            public void Leave() => Interrupt();
        }
    }

    private sealed class Looker : User
    {
        public override double Weight => 3;

        [Task]
        public void Look()
        {
        }
    }
}
