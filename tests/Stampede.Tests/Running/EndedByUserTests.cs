using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Users that end themselves, or the test.</summary>
public class EndedByUserTests
{
    private static readonly RunOptions TwoUsers = new() { Users = 2, SpawnRate = 1000 };

    [Fact]
    public async Task A_user_that_ends_itself_stops_and_counts_as_no_error_and_the_others_go_on()
    {
        using var server = new TestServer();
        var stops = 0;
        var afterwards = 0;
        var script = new Script
        {
            WaitTime = WaitTime.Constant(0.05),
            Task = async user =>
            {
                await user.Http.Get($"/{user.Number}");
                if (user.Number == 0)
                {
                    user.EndUser();
                    afterwards++;
                }
            },
            OnStop = async user =>
            {
                Interlocked.Increment(ref stops);
                await user.Http.Get($"/stop/{user.Number}");
            },

            // The other has gone on for long after the end of the first.
            EndsWhen = _ => server.Requests.SkipWhile(r => r.Target != "/stop/0").Count(r => r.Target == "/1") >= 3,
        };
        var result = await script.Run(server, TwoUsers);
        Assert.Equal(RunEnding.Interrupted, result.Ending);
        Assert.Equal((2, 0), (stops, afterwards));
        Assert.Empty(result.UserErrors);
        Assert.Equal((1, 0), (result.Classes[0].Running, result.Classes[0].Lost));
        Assert.Equal(1, result.Of("GET /0").Settled);
        Assert.Equal(1, result.Of("GET /stop/0").Settled);
        Assert.True(result.Of("GET /1").Settled > 1);
    }

    [Fact]
    public async Task A_user_that_ends_itself_in_its_start_is_neither_lost_nor_started_again()
    {
        var (starts, stops) = (0, 0);
        var script = new Script
        {
            // Twice as often as a start is tried again, and after the same waits.
            EndsWhen = script => script.UsersStarted > 1 && script.IterationsOver > 8,
            WaitTime = WaitTime.Constant(0.01),
            OnStart = user =>
            {
                if (user.Number == 0)
                {
                    starts++;
                    user.EndUser();
                }

                return default;
            },
            OnStop = user =>
            {
                stops += user.Number == 0 ? 1 : 0;
                return default;
            },
        };
        var result = await script.Run(options: TwoUsers);
        Assert.Equal((1, 0), (starts, stops));
        Assert.Equal((1, 0), (result.Classes[0].Running, result.Classes[0].Lost));
        Assert.Empty(result.UserErrors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Code_that_catches_everything_is_ended_by_its_next_request_or_wait(bool byRequest)
    {
        using var server = new TestServer();
        var (rounds, stops) = (0, 0);
        var script = new Script
        {
            Task = async user =>
            {
                while (true)
                {
                    try
                    {
                        rounds++;
                        if (rounds == 1)
                        {
                            user.EndUser();
                        }
                        else if (byRequest)
                        {
                            await user.Http.Get("/");
                        }
                        else
                        {
                            await user.Pause(0.01);
                        }
                    }
                    catch (Exception)
                    {
                        // Of whatever kind.
                    }
                }
            },
            OnStop = _ =>
            {
                stops++;
                return default;
            },
        };
        var result = await script.Run(server);
        Assert.Equal((3, 1), (rounds, stops));
        Assert.Empty(server.Requests);
        Assert.Empty(result.UserErrors);
        Assert.Equal(0, result.Classes[0].Running);
    }

    [Fact]
    public async Task Code_that_catches_everything_and_returns_begins_no_further_iteration()
    {
        var script = new Script
        {
            WaitTime = WaitTime.None,
            Task = user =>
            {
                try
                {
                    user.EndUser();
                }
                catch (Exception)
                {
                    // As some do.
                }

                return default;
            },
        };
        Assert.Equal(1, (await script.Run()).Classes[0].TasksStarted[0]);
    }

    [Theory]
    [InlineData("OnStart")]
    [InlineData("Task")]
    [InlineData("caught")]
    [InlineData("foreign thread")]
    public async Task A_user_ends_the_test(string where)
    {
        var stops = 0;
        var script = new Script
        {
            OnStart = user =>
            {
                if (where == "OnStart" && user.Number == 1)
                {
                    user.EndTest("enough");
                }

                return default;
            },
            Task = async user =>
            {
                if (user.Number == 0)
                {
                    return;
                }

                if (where == "foreign thread")
                {
                    await Task.Delay(5);
                }

                try
                {
                    user.EndTest("enough");
                }
                catch (Exception) when (where == "caught")
                {
                    await user.Pause(60);
                }
            },
            OnStop = user =>
            {
                Interlocked.Increment(ref stops);
                return default;
            },
        };
        var result = await script.Run(options: TwoUsers with { RunTime = TimeSpan.FromMinutes(10) });
        Assert.Equal(RunEnding.EndedByTest, result.Ending);
        Assert.Equal("ScriptUser ended the test: enough", result.Note("STOPPED")!.Text);
        Assert.Equal(where == "OnStart" ? 1 : 2, stops);
        Assert.Empty(result.UserErrors);
    }

    [Fact]
    public async Task Of_two_that_end_the_test_the_first_is_noted()
    {
        var script = new Script
        {
            Task = user =>
            {
                user.EndTest("once");
                return default;
            },
            OnStop = user =>
            {
                user.EndTest("twice");
                return default;
            },
        };
        var result = await script.Run(options: new RunOptions { RunTime = TimeSpan.FromMinutes(10) });
        Assert.Equal("ScriptUser ended the test: once", result.Note("STOPPED")!.Text);
        Assert.Empty(result.UserErrors);
    }
}
