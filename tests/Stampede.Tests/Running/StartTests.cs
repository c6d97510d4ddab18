using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>How users begin, fail to begin, and are lost.</summary>
public class StartTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_start_that_throws_is_tried_again_after_the_users_wait()
    {
        var starts = 0;
        using var over = new CancellationTokenSource();
        var script = new Script
        {
            WaitTime = WaitTime.Constant(0.01),
            OnStart = _ => ++starts < 3 ? throw new InvalidOperationException("not yet") : default,
            Task = _ =>
            {
                over.Cancel();
                return default;
            },
        };
        var result = await script.Run(options: new RunOptions { RunTime = Minute }, cancellationToken: over.Token);
        Assert.Equal(3, starts);
        Assert.Equal((1, 1, 0), Users(result.Classes[0]));
        var error = Assert.Single(result.UserErrors);
        Assert.Equal(("ScriptUser", "OnStart", "not yet", 2L), (error.Class, error.Where, error.Message, error.Count));
        Assert.Contains("InvalidOperationException", error.Type, StringComparison.Ordinal);
        Assert.Contains(nameof(StartTests), error.StackTrace, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_user_that_used_up_its_retries_is_lost_and_with_the_last_user_the_run_ends(int retries)
    {
        var starts = 0;
        var stops = 0;
        var script = new Script
        {
            WaitTime = WaitTime.Constant(0.01),
            OnStart = _ => throw new InvalidOperationException(FormattableString.Invariant($"{++starts}")),
            OnStop = _ =>
            {
                stops++;
                return default;
            },
        };
        var result = await script.Run(options: new RunOptions { RunTime = Minute, StartRetries = retries });
        Assert.Equal(retries + 1, starts);
        Assert.Equal(0, stops);
        Assert.Equal(RunEnding.AllUsersLost, result.Ending);
        Assert.Equal((1, 0, 1), Users(result.Classes[0]));
        Assert.Equal(0, result.Classes[0].Iterations);
        Assert.NotNull(result.Note("STOPPED"));
        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public async Task Three_retries_are_the_default()
    {
        var starts = 0;
        var script = new Script
        {
            WaitTime = WaitTime.None,
            OnStart = _ =>
            {
                starts++;
                throw new InvalidOperationException();
            },
        };
        Assert.Equal(RunEnding.AllUsersLost, (await script.Run(options: new RunOptions { RunTime = Minute })).Ending);
        Assert.Equal(4, starts);
    }

    [Fact]
    public async Task A_requirement_that_fails_in_OnStart_is_a_failed_start_but_no_crash()
    {
        using var server = new TestServer(_ => new Reply(401));
        var script = new Script
        {
            WaitTime = WaitTime.Constant(0.01),
            OnStart = async user => (await user.Http.Post("/login", new { user = "x" })).Require(200),
        };
        var result = await script.Run(server, new RunOptions { RunTime = Minute });
        Assert.Equal(RunEnding.AllUsersLost, result.Ending);
        Assert.Empty(result.UserErrors);
        Assert.Equal(4, result.Of("POST /login").Failed);
    }

    [Fact]
    public async Task A_lost_user_does_not_end_the_others_and_shows_in_every_interval()
    {
        var seen = 0;
        var script = new Script
        {
            WaitTime = WaitTime.Constant(0.02),
            OnStart = user => user.Number == 1 ? throw new InvalidOperationException("user 1") : default,
            EndsWhen = _ => Volatile.Read(ref seen) >= 2,
        };
        var log = new ObserverLog((interval, _) => seen += Users(interval.Classes[0]) == (3, 2, 1) ? 1 : 0);
        var result = await script.Run(options: new RunOptions { Users = 3, SpawnRate = 1000, StartRetries = 1, Observers = [log] });
        Assert.Equal(RunEnding.Interrupted, result.Ending);
        Assert.Equal((3, 2, 1), Users(result.Classes[0]));

        // From the first on in which all three have come and one is lost.
        Assert.All(result.Intervals.SkipWhile(i => Users(i.Classes[0]) != (3, 2, 1)), i => Assert.Equal((3, 2, 1), Users(i.Classes[0])));
    }

    [Fact]
    public async Task Users_that_run_at_the_stop_are_in_the_result()
    {
        var script = new Script { WaitTime = WaitTime.Constant(0.01), OnStop = user => user.Pause(0.3), EndsWhen = script => script.UsersStarted == 5 };
        var result = await script.Run(options: new RunOptions { Users = 5, SpawnRate = 1000 });
        Assert.Equal((5, 5, 0), Users(result.Classes[0]));
        Assert.Equal((5, 5, 0), Users(result.Intervals[^1].Classes[0]));
    }

    [Fact]
    public async Task Planned_users_follow_the_spawn_rate()
    {
        var script = new Script { WaitTime = WaitTime.Constant(0.05) };
        var result = await script.Run(options: new RunOptions { Users = 1000, SpawnRate = 4, RunTime = TimeSpan.FromSeconds(1.1) });

        // Users 0 to 3 start within the first second, the fifth at 1.0 s; how many a slow machine has started by then does not matter.
        Assert.Equal(5, result.Classes[0].Planned);
        Assert.InRange(result.Intervals[0].Classes[0].Planned, 4, 5);
    }

    [Fact]
    public async Task An_interval_that_is_taken_after_the_end_has_the_plan_of_the_loads_last_moment()
    {
        using var taken = new ManualResetEventSlim();
        var script = new Script
        {
            // Who controls the run is held up until its first interval is taken.
            Hooks = new Hooks { SpawningComplete = _ => taken.Wait(TimeSpan.FromMinutes(1)) },
            WaitTime = WaitTime.Constant(0.05),
        };
        var log = new ObserverLog((_, _) => taken.Set());
        var result = await script.Run(options: new RunOptions { Users = 2, SpawnRate = 1000, RunTime = TimeSpan.FromSeconds(0.5), Observers = [log] });
        Assert.True(result.Intervals[0].Length > TimeSpan.FromSeconds(0.5), $"{result.Intervals[0].Length}");
        Assert.Equal(2, result.Intervals[0].Classes[0].Planned);
    }

    [Fact]
    public async Task A_constructor_that_throws_later_is_a_failed_start()
    {
        var (made, after) = (0, 0);
        var test = new LoadTest
        {
            Users = [typeof(FragileUser)],
            Services = new Services().Add<Func<int>>(() => Interlocked.Increment(ref made)).Add<Action>(() => after += made == 5 ? 1 : 0),
        };

        // The good one goes on when the others have used up their attempts: on their loop, so that they are lost by then.
        var result = await test.RunUntil(() => Volatile.Read(ref after) > 1, new RunOptions { Users = 3, SpawnRate = 1000, Loops = 1, StartRetries = 1 });
        var error = Assert.Single(result.UserErrors);
        Assert.Equal(("FragileUser", "constructor", "too many"), (error.Class, error.Where, error.Message));
        Assert.Equal(4, error.Count);
        Assert.Equal((3, 1, 2), Users(result.Classes[0]));
    }

    [Fact]
    public async Task Constructor_parameters_come_from_the_services()
    {
        var result = await new LoadTest
        {
            Users = [typeof(ServedUser)],
            Services = new Services().Add("a word").Add(new Uri("http://x/")),
        }.Run(new RunOptions { RunTime = Minute, Iterations = 1 });
        Assert.Equal(["a word http://x/ 7"], result.Checks.Keys);
    }

    [Fact]
    public async Task A_user_is_not_in_a_run_while_it_is_constructed()
    {
        var exception = await Assert.ThrowsAsync<LoadTestException>(() => new LoadTest { Users = [typeof(HastyUser)] }.Run());
        Assert.Contains("HastyUser", exception.Message, StringComparison.Ordinal);
        Assert.Contains("constructor", exception.Message, StringComparison.Ordinal);
    }

    private static (int Planned, int Running, int Lost) Users(UserClassSample sample) => (sample.Planned, sample.Running, sample.Lost);

    private sealed class FragileUser : User
    {
        private readonly Action _iterates;

        public FragileUser(Func<int> next, Action iterates)
        {
            _iterates = iterates;
            if (next() > 1)
            {
                throw new InvalidOperationException("too many");
            }
        }

        public override WaitTime WaitTime => WaitTime.Constant(0.01);

        [Task]
        public void Iterate() => _iterates();
    }

    private sealed class ServedUser(string word, Uri uri, int number = 7) : User
    {
        public override WaitTime WaitTime => WaitTime.Constant(60);

        [Task]
        public void Tell() => Check($"{word} {uri} {number}", true);
    }

    private sealed class HastyUser : HttpUser
    {
        public HastyUser() => Http.KeepAlive = false;

        [Task]
        public void Nothing()
        {
        }
    }
}
