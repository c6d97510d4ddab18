using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Feeders in runs: shared by users on several loops, found and checked before the run, their end the user's end.</summary>
public class FeederRunTests
{
    [Fact]
    public async Task Users_on_several_loops_get_each_unique_row_exactly_once_and_end()
    {
        var stops = 0;
        var feeder = Feeder.Of(Enumerable.Range(0, 1000)).Unique();
        var (result, got) = await feeder.Drain(users: 4, onStop: async user =>
        {
            Interlocked.Increment(ref stops);
            await user.Pause(0);
        });
        Assert.Equal(Enumerable.Range(0, 1000), got.Values.SelectMany(rows => rows).Order());
        Assert.All(got.Values, rows => Assert.Equal(rows.Order(), rows));
        Assert.Equal(4, stops);
        Assert.Equal(RunEnding.Interrupted, result.Ending);
        Assert.Empty(result.UserErrors);

        // The iteration that asked in vain is none.
        Assert.Equal(1000, result.Classes[0].Iterations);
        Assert.Equal(0, result.Classes[0].Lost);
        var note = result.Note("FEEDER-DRY")!;
        Assert.Equal(NoteSeverity.Note, note.Severity);
        Assert.Contains("1,000 rows", note.Text, StringComparison.Ordinal);
        Assert.Contains("4 users", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_users_go_on_when_one_has_ended()
    {
        var feeder = Feeder.Of(1, 2, 3).End();
        using var over = new CancellationTokenSource();
        var (asked, others, stopped) = (0, 0, 0);
        var script = new Script
        {
            WaitTime = WaitTime.Constant(0.001),
            Task = user =>
            {
                if (user.Number == 0)
                {
                    asked++;
                    user.Next(feeder);
                }
                else if (stopped == 1 && ++others == 20)
                {
                    over.Cancel();
                }

                return default;
            },
            OnStop = user =>
            {
                stopped += user.Number == 0 ? 1 : 0;
                return default;
            },
        };
        var result = await script.Run(options: new RunOptions { Users = 2, SpawnRate = 1000, RunTime = TimeSpan.FromSeconds(60), Loops = 1 }, cancellationToken: over.Token);
        Assert.Equal((4, 1), (asked, stopped));
        Assert.True(others >= 20, $"{others} iterations of the other user");
        Assert.Empty(result.UserErrors);
        Assert.Equal((1, 0), (result.Classes[0].Running, result.Classes[0].Lost));
    }

    [Fact]
    public async Task A_user_that_finds_it_dry_in_its_start_ends_and_is_not_lost()
    {
        var feeder = Feeder.Of("only").Unique();
        using var over = new CancellationTokenSource();
        var (starts, iterations) = (0, 0);
        var script = new Script
        {
            WaitTime = WaitTime.Constant(0.001),
            OnStart = user =>
            {
                starts++;
                user.Next(feeder);
                return default;
            },
            Task = _ =>
            {
                // By then the loop has long gone on with those whose start it was.
                if (starts == 3 && ++iterations == 20)
                {
                    over.Cancel();
                }

                return default;
            },
        };
        var result = await script.Run(options: new RunOptions { Users = 3, SpawnRate = 1000, RunTime = TimeSpan.FromSeconds(60), Loops = 1 }, cancellationToken: over.Token);
        Assert.Equal(3, starts);
        Assert.Equal((1, 0), (result.Classes[0].Running, result.Classes[0].Lost));
        Assert.Empty(result.UserErrors);
        Assert.Contains("2 users", result.Note("FEEDER-DRY")!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_may_log_out_when_its_feeder_is_dry_and_one_that_catches_everything_ends_too()
    {
        using var server = new TestServer();
        var feeder = Feeder.Of(1).Unique();
        var caught = 0;
        using var over = new CancellationTokenSource();
        var script = new Script
        {
            WaitTime = WaitTime.None,
            Task = async user =>
            {
                try
                {
                    user.Next(feeder);
                    await user.Http.Get("/in");
                }
                catch (Exception exception)
                {
                    caught += exception is UserStoppedException ? 1 : 100;
                    await user.Http.Get("/out");
                    await user.Pause(0.001);
                }
            },
            OnStop = async user =>
            {
                await user.Http.Get("/stop");
                await over.CancelAsync();
            },
        };
        var result = await script.Run(server, new RunOptions { RunTime = TimeSpan.FromSeconds(60) }, cancellationToken: over.Token);
        Assert.Equal(1, caught);
        Assert.Equal(["/in", "/out", "/stop"], server.Requests.Select(r => r.Target));
        Assert.All(result.Requests.Values, r => Assert.Equal((1, 0), (r.Settled, r.Failed)));
        Assert.Empty(result.UserErrors);
    }

    [Fact]
    public async Task One_static_feeder_in_two_runs_at_once_is_two_sequences()
    {
        var feeder = Feeder.Of(Enumerable.Range(0, 200)).Shuffled().End();
        var runs = await Task.WhenAll(feeder.Drain(users: 2), feeder.Drain(users: 1));
        Assert.All(runs, run => Assert.Equal(Enumerable.Range(0, 200), run.Got.Values.SelectMany(rows => rows).Order()));
    }

    [Fact]
    public async Task All_problems_of_all_feeders_are_reported_together_before_the_run_each_with_its_place()
    {
        using var server = new TestServer();
        var log = new ObserverLog();
        var exception = await Assert.ThrowsAsync<LoadTestException>(() => new LoadTest
        {
            Host = "nowhere",
            Users = [typeof(Wrong.WrongUser)],
            Feeders = [Feeder.Of<int>([])],
        }.Run(new RunOptions { Observers = [log] }));
        string[] expected =
        [
            "'nowhere'",
            "BaseUser.Inherited (inherited.csv): there is no such file; looked for ",
            "Wrong.Around (around.jsonl): there is no such file",
            "WrongUser.Property (Of(1 × Int32)): Unique",
            "WrongUser.Contradiction (Of(1 × Int32)): Random",
            "WrongUser.Fresh makes a new feeder each time it is read",
            "Inner.Nested (nested.json): there is no such file",
            "LaterSet.OfSet (set.csv): there is no such file",
            "Broken.Feeder cannot be read: InvalidOperationException: no data today",
            "LoadTest.Feeders[0] (Of(0 × Int32)): it is empty",
        ];
        foreach (var part in expected)
        {
            Assert.Single(exception.Problems, p => p.Contains(part, StringComparison.Ordinal));
        }

        Assert.Equal(expected.Length, exception.Problems.Count);
    }

    [Fact]
    public async Task Feeders_of_classes_that_do_not_run_are_not_read()
    {
        var result = await new LoadTest { Users = [typeof(FineUser), typeof(Wrong.WrongUser)] }
            .Run(new RunOptions { Classes = [nameof(FineUser)], Iterations = 3, Seed = 3 });
        Assert.Empty(result.UserErrors);
        Assert.Contains("FineUser.Words (Of(2 × String)) began again", result.Note("FEEDER-WRAPPED")!.Text, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], result.Checks.Keys.Order());
    }

    [Fact]
    public async Task A_feeder_that_was_not_found_tells_the_task_what_is_wrong()
    {
        var feeder = Feeder.Csv("missing.csv");
        var exception = await Assert.ThrowsAsync<LoadTestException>(() => Script.Once(null, user =>
        {
            user.Next(feeder);
            return default;
        }));
        Assert.Contains("missing.csv: there is no such file", exception.Message, StringComparison.Ordinal);
    }

    internal abstract class BaseUser : User
    {
        protected static readonly Feeder<FeederRow> Inherited = Feeder.Csv("inherited.csv");
    }

    private static class Wrong
    {
        private static Feeder<FeederRow> Around { get; } = Feeder.Json("around.jsonl");

        [UsesTaskSet<LaterSet>]
        internal sealed class WrongUser : BaseUser
        {
            private static readonly Feeder<int> Contradiction = Feeder.Of(1).Random().End();

            public static Feeder<int> Property { get; } = Feeder.Of(1).Unique().Wrap();

            public static Feeder<int> Fresh => Feeder.Of(1);

            [Task]
            public void Nothing()
            {
            }

            public static class Inner
            {
                public static readonly Feeder<FeederRow> Nested = Feeder.Json("nested.json");
            }

            private static class Broken
            {
                public static readonly Feeder<int> Feeder = Fail();

                private static Feeder<int> Fail() => throw new InvalidOperationException("no data today");
            }
        }
    }

    private sealed class FineUser : User
    {
        private static readonly Feeder<string> Words = Feeder.Of("a", "b");

        public override WaitTime WaitTime => WaitTime.Constant(0.001);

        [Task]
        public void Tell() => Check(Next(Words), true);
    }

    private sealed class LaterSet : TaskSet
    {
        private static readonly Feeder<FeederRow> OfSet = Feeder.Csv("set.csv");

        [Task]
        public void Nothing()
        {
        }
    }
}
