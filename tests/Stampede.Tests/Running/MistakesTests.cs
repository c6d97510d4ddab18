using System.Globalization;
using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>Mistakes of a load-test file are reported before anything is sent, all together, with class and method.</summary>
public class MistakesTests
{
    [Fact]
    public async Task All_mistakes_are_reported_together()
    {
        using var server = new TestServer();
        var exception = await Assert.ThrowsAsync<LoadTestException>(() => new LoadTest
        {
            Host = "localhost:8000",
            Load = Load.Users(-3, spawnRate: 0).For("soon"),
            Thresholds = ["p(101) < 5ms", "failures == 0", "latency < 3"],
            Users = [typeof(WrongTasks), typeof(NoTask), typeof(WrongNumbers), typeof(Broken), typeof(Needy), typeof(Fine)],
            Http = new HttpOptions { Timeout = TimeSpan.Zero, MaxRedirects = -1, BodyLimit = -1, Headers = new Dictionary<string, string> { ["a b"] = "c" } },
        }.Run(new RunOptions { Classes = [], StartRetries = -1, Loops = 0, StopTimeout = TimeSpan.FromSeconds(-1) }));
        Assert.All(exception.Problems, p => Assert.Contains(p, exception.Message, StringComparison.Ordinal));
        string[][] expected =
        [
            ["WrongTasks.WithParameter", "parameters"],
            ["WrongTasks.Generic", "type parameters"],
            ["WrongTasks.Three", "Int32"],
            ["WrongTasks.AsyncVoid", "async void"],
            ["WrongTasks.Weightless", "weight 0"],
            ["WrongTasks.Static", "static"],
            ["WrongTasks.Typed", "ValueTask"],
            ["NoTask", "no task", "[Task]"],
            ["WrongNumbers.Weight", "-1"],
            ["WrongNumbers.FixedCount", "-2"],
            ["WrongNumbers.WaitTime", "Between(2, 1)"],
            ["WrongNumbers.Host", "ftp://x"],
            ["Broken", "constructor", "InvalidOperationException", "broken"],
            ["Needy", "TimeProvider clock", "LoadTest.Services"],
            ["-3 users"],
            ["0 users per second"],
            ["'soon'"],
            ["localhost:8000"],
            ["Timeout"],
            ["MaxRedirects", "-1"],
            ["BodyLimit", "-1"],
            ["Headers", "a b"],
            ["p(101)"],
            ["latency"],
            ["--start-retries", "-1"],
            ["--loops", "0"],
            ["--stop-timeout"],
        ];
        foreach (var parts in expected)
        {
            Assert.Contains(exception.Problems, p => parts.All(part => p.Contains(part, StringComparison.Ordinal)));
        }

        Assert.Equal(expected.Length, exception.Problems.Count);
        Assert.DoesNotContain(exception.Problems, p => p.Contains("Fine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_test_without_a_user_class()
    {
        // The test's own assembly has many: an empty one stands for a file without any.
        var problems = new List<string>();
        UserClassFinder.Find(new LoadTest(), new RunOptions(), typeof(object).Assembly, problems);
        Assert.Contains("no user class", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Contains("NoUser is no user class", Assert.Single(await Problems(typeof(NoUser))), StringComparison.Ordinal);
        Assert.Contains("AbstractUser is no user class", Assert.Single(await Problems(typeof(AbstractUser))), StringComparison.Ordinal);
        Assert.Contains("type parameters", Assert.Single(await Problems(typeof(GenericUser<>))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weight_of_0_everywhere()
    {
        Assert.Contains("weight 0", Assert.Single(await Problems(typeof(Weightless))), StringComparison.Ordinal);
        var together = await Problems([typeof(Weightless)], new RunOptions { Host = "nowhere" });
        Assert.Equal(2, together.Count);
    }

    [Fact]
    public async Task A_class_name_that_is_none_lists_those_there_are()
    {
        var problem = Assert.Single(await Problems([typeof(Fine), typeof(Weightless)], new RunOptions { Classes = ["Fin", "Fine"] }));
        Assert.Contains("'Fin'", problem, StringComparison.Ordinal);
        Assert.Contains("Fine, Weightless", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_classes_of_one_name()
    {
        Assert.Contains("named Fine", Assert.Single(await Problems(typeof(Fine), typeof(Other.Fine))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:8000")]
    [InlineData("ftp://localhost")]
    [InlineData("http://")]
    [InlineData("http://a b/")]
    [InlineData("http://localhost:99999")]
    [InlineData("http://localhost/?a=b")]
    public async Task A_host_that_is_none(string host)
    {
        var problem = Assert.Single(await Problems([typeof(Fine)], new RunOptions { Host = host }));
        Assert.Contains($"'{host}'", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_cannot_be_made_is_named_with_its_user()
    {
        var exception = await Assert.ThrowsAsync<LoadTestException>(() => new LoadTest { Users = [typeof(Needy)], Services = new BrokenServices() }.Run());
        var problem = Assert.Single(exception.Problems);
        Assert.Contains("Needy", problem, StringComparison.Ordinal);
        Assert.Contains("no database", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_users_than_files_may_be_open()
    {
        // With a second mistake, so that the test ends even where the system knows no limit.
        var problems = await Problems([typeof(Fine)], new RunOptions { Users = int.MaxValue, Host = "nowhere" });
        if (OpenFileLimit.Read() is not { } limit)
        {
            Assert.Single(problems);
            return;
        }

        var problem = Assert.Single(problems, p => p.Contains("open files", StringComparison.Ordinal));
        Assert.Contains(limit.ToString("N0", CultureInfo.InvariantCulture), problem, StringComparison.Ordinal);
        Assert.Contains("2,147,483,647 users", problem, StringComparison.Ordinal);
        Assert.Contains("ulimit", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_and_no_observer_called_when_something_is_wrong()
    {
        using var server = new TestServer();
        var log = new ObserverLog();
        await Assert.ThrowsAsync<LoadTestException>(() => new LoadTest { Host = server.Url, Users = [typeof(Fine)], Thresholds = ["nonsense"] }
            .Run(new RunOptions { Observers = [log] }));
        Assert.Empty(log.Calls);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public void Users_of_an_assembly_are_found_in_order_of_declaration()
    {
        var types = UserClassFinder.Types(new LoadTest(), typeof(MistakesTests).Assembly);
        Assert.DoesNotContain(typeof(AbstractUser), types);
        Assert.DoesNotContain(typeof(GenericUser<>), types);
        Assert.Contains(typeof(ScriptUser), types);
        var own = types.Where(t => t.DeclaringType == typeof(MistakesTests)).Select(t => t.Name);
        Assert.Equal(["WrongTasks", "NoTask", "WrongNumbers", "Broken", "Needy", "Fine", "Weightless"], own);
        Assert.Equal([typeof(Fine)], UserClassFinder.Types(new LoadTest { Users = [typeof(Fine)] }, typeof(MistakesTests).Assembly));
    }

    private static Task<IReadOnlyList<string>> Problems(params Type[] users) => Problems(users, new RunOptions());

    private static async Task<IReadOnlyList<string>> Problems(Type[] users, RunOptions options) =>
        (await Assert.ThrowsAsync<LoadTestException>(() => new LoadTest { Users = users }.Run(options))).Problems;

    private sealed class BrokenServices : IServiceProvider
    {
        public object GetService(Type serviceType) => throw new InvalidOperationException("no database");
    }

    private sealed class NoUser;

    private abstract class AbstractUser : User
    {
        [Task]
        public void Nothing()
        {
        }
    }

    private sealed class GenericUser<T> : User
    {
        [Task]
        public void Nothing() => Check(typeof(T).Name, true);
    }

#pragma warning disable CA1822, RCS1213 // They are wrong in many ways: that is what they are for.
    private sealed class WrongTasks : User
    {
        [Task]
        public static void Static()
        {
        }

        [Task]
        public void WithParameter(int number) => Check($"{number}", true);

        [Task]
        public void Generic<T>() => Check(typeof(T).Name, true);

        [Task]
        public int Three() => 3;

        [Task]
        public async void AsyncVoid() => await Task.Yield();

        [Task(weight: 0)]
        public void Weightless()
        {
        }

        [Task]
        public ValueTask<int> Typed() => new(1);
    }
#pragma warning restore CA1822, RCS1213

    private sealed class NoTask : HttpUser
    {
        public void Forgotten() => Check("", true);
    }

    private sealed class WrongNumbers : User
    {
        public override double Weight => -1;

        public override int FixedCount => -2;

        public override WaitTime WaitTime => WaitTime.Between(2, 1);

        public override string Host => "ftp://x";

        [Task]
        public void Nothing()
        {
        }
    }

    private sealed class Broken : User
    {
        public Broken() => throw new InvalidOperationException("broken");

        [Task]
        public void Nothing()
        {
        }
    }

    private sealed class Needy(TimeProvider clock) : User
    {
        [Task]
        public void Nothing() => Check($"{clock}", true);
    }

    private sealed class Fine : User
    {
        public override WaitTime WaitTime => WaitTime.Constant(60);

        [Task]
        public void Nothing()
        {
        }
    }

    private sealed class Weightless : User
    {
        public override double Weight => 0;

        [Task]
        public void Nothing()
        {
        }
    }

    private static class Other
    {
        public sealed class Fine : User
        {
            [Task]
            public void Nothing()
            {
            }
        }
    }
}
