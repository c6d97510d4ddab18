using Stampede.Results;

namespace Stampede.Tests;

/// <summary>What users do between their start and their end.</summary>
public class TaskTests
{
    [Fact]
    public async Task A_task_that_throws_is_counted_and_the_user_goes_on()
    {
        using var server = new TestServer();
        var script = new Script
        {
            WaitTime = WaitTime.Constant(0.01),
            Task = async user =>
            {
                await user.Http.Get("/a");
                if (user.Iteration <= 2)
                {
                    throw new InvalidOperationException("out of order");
                }
            },
        };
        var result = await script.Run(server, new RunOptions { Iterations = 5 });
        var error = Assert.Single(result.UserErrors);
        Assert.Equal(("ScriptUser", "Play", "out of order", 2L), (error.Class, error.Where, error.Message, error.Count));
        Assert.Equal(typeof(InvalidOperationException).FullName, error.Type);
        Assert.Contains(nameof(TaskTests), error.StackTrace, StringComparison.Ordinal);
        Assert.Equal(5, result.Classes[0].Iterations);
        Assert.Equal(0, result.Total().Failed);
        Assert.Equal((Verdict.Passed, 1), (result.Verdict, result.ExitCode));
        Assert.Equal(0, result.Classes[0].Lost);
    }

    [Fact]
    public async Task Tasks_return_ValueTask_Task_or_nothing_and_may_be_private_or_inherited()
    {
        var result = await new LoadTest { Users = [typeof(ManyTasksUser)] }.Run(new RunOptions { Iterations = 200, Seed = 3 });
        Assert.Equal(
            ["Inherited 1", "Heavier 4", "Nothing 1", "AsTask 1", "WithResult 1", "AsValueTask 1", "Private 1"],
            result.Plan.Classes[0].Tasks.Select(t => $"{t.Name} {t.Weight}"));
        Assert.Empty(result.UserErrors);
        Assert.All(result.Classes[0].TasksStarted, started => Assert.True(started > 0));
        Assert.Equal(["AsTask", "AsValueTask", "Heavier", "Inherited of the derived class", "Nothing", "Private", "WithResult"], result.Checks.Keys.Order());
    }

    [Fact]
    public async Task Tasks_are_chosen_by_weight()
    {
        var result = await new LoadTest { Users = [typeof(WeightedUser)] }.Run(new RunOptions { Iterations = 5_000, Seed = 1 });
        var (often, seldom) = (result.Classes[0].TasksStarted[0], result.Classes[0].TasksStarted[1]);
        Assert.Equal(5_000, often + seldom);

        // Nine to one; the standard deviation of the share is below 0.5 % here.
        Assert.InRange((double)often / (often + seldom), 0.86, 0.94);
    }

    [Fact]
    public async Task Random_numbers_repeat_with_the_seed_and_differ_between_users()
    {
        var first = await Numbers(7);
        Assert.Equal(first, await Numbers(7));
        Assert.NotEqual(first, await Numbers(8));
        Assert.Equal(first.Count, first.Distinct().Count());

        static async Task<List<string>> Numbers(ulong seed)
        {
            var numbers = new List<string>();
            var script = new Script
            {
                Task = user =>
                {
                    numbers.Add($"{user.Number} {user.Random.Guid()} {user.Random.Next()}");
                    return default;
                },
            };
            var result = await script.Run(options: new RunOptions { Users = 3, SpawnRate = 1000, Seed = seed });
            Assert.Equal(seed, result.Plan.Seed);
            return numbers;
        }
    }

    [Fact]
    public async Task Without_a_seed_each_run_has_its_own()
    {
        var test = new LoadTest { Users = [typeof(WeightedUser)] };
        var options = new RunOptions { RunTime = TimeSpan.FromMilliseconds(50) };
        Assert.NotEqual((await test.Run(options)).Plan.Seed, (await test.Run(options)).Plan.Seed);
    }

    [Theory]
    [InlineData("constant")]
    [InlineData("between")]
    [InlineData("pacing")]
    [InlineData("throughput")]
    [InlineData("custom")]
    public async Task Waits_are_never_shorter_than_asked(string kind)
    {
        var wait = kind switch
        {
            "constant" => WaitTime.Constant(0.1),
            "between" => WaitTime.Between(0.1, 0.12),
            "pacing" => WaitTime.Pacing(0.15),
            "throughput" => WaitTime.Throughput(1 / 0.15),
            _ => WaitTime.Custom(static random => 0.1 + random.NextDouble() * 0.01),
        };
        var (starts, ends) = (new List<long>(), new List<long>());
        var script = new Script
        {
            WaitTime = wait,
            OnStart = async user => await user.Pause(0.3),
            Task = async user =>
            {
                starts.Add(Environment.TickCount64);
                await user.Pause(0.05);
                ends.Add(Environment.TickCount64);
            },
        };
        var result = await script.Run(options: new RunOptions { Iterations = 6 });
        Assert.Equal((6, 6, 6), (starts.Count, ends.Count, result.Classes[0].Iterations));

        // From end to start, or from start to start; the timer's millisecond and the tick count's own are allowed for.
        var paced = kind is "pacing" or "throughput";
        for (var i = 1; i < starts.Count; i++)
        {
            Assert.True(starts[i] - ends[i - 1] >= (paced ? 0 : 80), $"{kind}: {starts[i] - ends[i - 1]} ms from end to start");
        }

        // A pace may catch up a late timer, not more: over all of them it holds.
        Assert.True(starts[^1] - starts[0] >= (starts.Count - 1) * 150 - 50, $"{starts.Count} starts in {starts[^1] - starts[0]} ms");
    }

    [Fact]
    public async Task A_wait_time_that_throws_is_counted_and_the_user_waits_a_second()
    {
        var starts = new List<long>();
        var script = new Script
        {
            WaitTime = WaitTime.Custom(static _ => double.NaN),
            Task = _ =>
            {
                starts.Add(Environment.TickCount64);
                return default;
            },
        };
        var result = await script.Run(options: new RunOptions { Iterations = 2 });
        var error = Assert.Single(result.UserErrors);
        Assert.Equal(("WaitTime", 2L), (error.Where, error.Count));
        Assert.True(starts[1] - starts[0] > 950, $"{starts[1] - starts[0]} ms");
    }

    [Fact]
    public async Task Two_waits_at_once_throw_and_a_forgotten_one_does_no_harm()
    {
        var script = new Script
        {
            WaitTime = WaitTime.Constant(0.01),
            Task = async user =>
            {
                if (user.Iteration == 1)
                {
                    var wait = user.Pause(0.02);
                    Assert.Throws<InvalidOperationException>(() => { _ = user.Pause(0.01); });
                    await wait;
                }

                _ = user.Pause(30).AsTask();
            },
        };
        var result = await script.Run(options: new RunOptions { Iterations = 3 });
        Assert.Empty(result.UserErrors);
        Assert.Equal(3, result.Classes[0].Iterations);
    }

    [Fact]
    public async Task Waits_allocate_nothing_and_requests_little()
    {
        using var server = new CheapServer();
        using var over = new CancellationTokenSource();
        const int waits = 2_000, requests = 5_000;
        var (byWaits, byRequests, threads) = (0L, 0L, new HashSet<int>());
        var script = new Script
        {
            Task = async user =>
            {
                for (var round = 0; round < 2; round++)
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    for (var i = 0; i < waits; i++)
                    {
                        await user.Pause(i % 10 == 0 ? 0.001 : 0);
                    }

                    byWaits = GC.GetAllocatedBytesForCurrentThread() - before;
                    before = GC.GetAllocatedBytesForCurrentThread();
                    for (var i = 0; i < requests; i++)
                    {
                        (await user.Http.Get("/")).Expect(200);
                    }

                    byRequests = GC.GetAllocatedBytesForCurrentThread() - before;
                    threads.Add(Environment.CurrentManagedThreadId);
                }
            },
            AfterIteration = _ => over.Cancel(),
        };
        await new LoadTest { Host = server.Url, Users = [typeof(ScriptUser)], Services = new Services().Add(script) }
            .Run(new RunOptions { RunTime = TimeSpan.FromMinutes(5) }, over.Token);
        Assert.Single(threads);

        // The second round, in which everything is warm. What little there is comes from the loop's own work.
        Assert.True(byWaits < waits * 4, $"{byWaits} bytes by {waits} waits");
        Assert.True(byRequests < requests * 200, $"{byRequests / requests} bytes a request");
    }

    [Fact]
    public async Task A_negative_wait_throws()
    {
        await Script.Once(null, user =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => { _ = user.Pause(-1); });
            Assert.Throws<ArgumentOutOfRangeException>(() => { _ = user.Pause(double.NaN); });
            return default;
        });
    }

    [Fact]
    public async Task A_request_that_a_task_left_behind_is_an_error_of_the_next()
    {
        using var server = new TestServer(r => r.Target == "/never" ? new Reply { Never = true } : new Reply());
        var script = new Script
        {
            WaitTime = WaitTime.Constant(0.05),
            Task = async user =>
            {
                _ = user.Http.Get(user.Iteration == 1 ? "/never" : "/a");
                await Task.CompletedTask;
            },
            EndsWhen = script => script.IterationsOver > 2,
        };
        var result = await script.Run(server);
        Assert.Equal(RunEnding.Interrupted, result.Ending);
        Assert.Contains("/a", Assert.Single(result.UserErrors).Message, StringComparison.Ordinal);
        Assert.Equal(1, result.Unfinished!.Count);
    }

    private abstract class BaseUser : User
    {
        public override WaitTime WaitTime => WaitTime.Constant(0.001);

        [Task]
        public virtual void Inherited() => Check("Inherited", true);

        [Task]
        public abstract void Heavier();
    }

    private sealed class ManyTasksUser : BaseUser
    {
        public override void Inherited() => Check("Inherited of the derived class", true);

        [Task(weight: 4)]
        public override void Heavier() => Check("Heavier", true);

        [Task]
        public void Nothing() => Check("Nothing", true);

        [Task]
        public async Task AsTask()
        {
            await Task.Yield();
            Check("AsTask", true);
        }

        [Task]
        public Task<int> WithResult() => Task.FromResult(Check("WithResult", true) ? 1 : 0);

        [Task]
        public async ValueTask AsValueTask()
        {
            await Wait(0);
            Check("AsValueTask", true);
        }

        [Task]
        private void Private() => Check("Private", true);

        public void NoTask() => Check("NoTask", true);
    }

    private sealed class WeightedUser : User
    {
        [Task(weight: 9)]
        public void Often()
        {
        }

        [Task]
        public void Seldom()
        {
        }
    }
}
