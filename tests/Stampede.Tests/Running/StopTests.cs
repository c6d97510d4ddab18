using Stampede.Results;

namespace Stampede.Tests;

/// <summary>How a run ends its users.</summary>
public class StopTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Without_a_stop_timeout_a_task_is_ended_at_once_and_its_request_counts_nowhere()
    {
        using var server = new TestServer(r => r.Target == "/never" ? new Reply { Never = true } : new Reply());
        var ended = new List<string>();
        var script = new Script
        {
            Task = async user =>
            {
                await user.Http.Get("/a");
                try
                {
                    await user.Http.Get("/never");
                }
                catch (UserStoppedException)
                {
                    ended.Add("task");
                    throw;
                }
            },
            OnStop = async user =>
            {
                ended.Add("OnStop");
                (await user.Http.Get("/stop")).Require(200);
                ended.Add("request in OnStop");
            },
        };
        var result = await script.Run(server, new RunOptions { RunTime = TimeSpan.FromSeconds(0.3) });
        Assert.Equal(["task", "OnStop", "request in OnStop"], ended);
        Assert.Equal(RunEnding.Completed, result.Ending);
        Assert.Equal(["GET /a", "GET /stop"], result.Requests.Keys.Select(k => k.ToString()).Order());
        Assert.Equal(0, result.Total().Failed);
        Assert.Equal(1, result.Unfinished!.Count);
        Assert.InRange(result.Unfinished.Longest, 1_000, 60_000_000);
        Assert.Contains("1 request was under way", result.Note("UNFINISHED")!.Text, StringComparison.Ordinal);
        Assert.Empty(result.UserErrors);

        // The iteration that was cut off is none.
        Assert.Equal((0, 1), (result.Classes[0].Iterations, result.Classes[0].TasksStarted[0]));
    }

    [Fact]
    public async Task A_run_whose_requests_all_ended_has_no_unfinished_ones()
    {
        using var server = new TestServer();
        var result = await Script.Once(server, async user => await user.Http.Get("/a"));
        Assert.Null(result.Unfinished);
        Assert.Null(result.Note("UNFINISHED"));
    }

    [Fact]
    public async Task A_stop_timeout_lets_tasks_finish_and_begins_no_other()
    {
        using var server = new TestServer(_ => new Reply { After = TimeSpan.FromMilliseconds(600) });
        var script = new Script { WaitTime = WaitTime.None, Task = async user => await user.Http.Get("/slow") };
        var result = await script.Run(server, new RunOptions { RunTime = TimeSpan.FromSeconds(0.2), StopTimeout = Minute });
        Assert.Equal((1, 0), (result.Total().Settled, result.Total().Failed));
        Assert.Equal(1, result.Classes[0].Iterations);
        Assert.Null(result.Unfinished);
        Assert.InRange(result.Duration, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(50));
        Assert.Equal(1, result.Classes[0].Running);
    }

    [Fact]
    public async Task A_wait_between_two_iterations_ends_at_the_stop_and_one_within_a_task_at_the_stop_timeout()
    {
        var inTask = "went on";
        var script = new Script
        {
            Task = async user =>
            {
                if (user.Number == 1)
                {
                    inTask = "waits";
                    await user.Pause(60);
                    inTask = "was not ended";
                }
            },
        };
        var result = await script.Run(options: new RunOptions
        {
            Users = 2,
            SpawnRate = 1000,
            RunTime = TimeSpan.FromSeconds(0.2),
            StopTimeout = TimeSpan.FromSeconds(0.3),
        });
        Assert.Equal("waits", inTask);
        Assert.Equal(1, result.Classes[0].Iterations);
        Assert.InRange(result.Duration, TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(30));
        Assert.Empty(result.UserErrors);
    }

    [Fact]
    public async Task OnStop_may_wait_and_send_however_it_was_reached()
    {
        // From the ready queue (no wait), from a wait, from a request: each was once resumed while the stop was still closing things.
        using var server = new TestServer(r => r.Target == "/never" ? new Reply { Never = true } : new Reply());
        using var other = new TestServer();
        var done = 0;
        var script = new Script
        {
            WaitTime = WaitTime.None,
            Task = async user =>
            {
                await user.Http.Get(other.Url + "/a");
                switch (user.Number)
                {
                    case 0:
                        await user.Pause(60);
                        break;
                    case 1:
                        await user.Http.Get("/never");
                        break;
                    case 2:
                        await user.Http.All([.. Enumerable.Range(0, 10).Select(_ => Request.Get("/never"))]);
                        break;
                }
            },
            OnStop = async user =>
            {
                await user.Pause(0.05);
                (await user.Http.Get("/stop")).Require(200);
                (await user.Http.Get(other.Url + "/stop")).Require(200);
                await user.Pause(0);
                await user.Pause(0.05);
                done++;
            },
        };
        var result = await script.Run(server, new RunOptions { Users = 4, SpawnRate = 1000, RunTime = TimeSpan.FromSeconds(0.4) });
        Assert.Equal(4, done);
        Assert.Equal(4, result.Of("GET /stop").Settled);
        Assert.Equal(0, result.Total().Failed);
        Assert.Empty(result.UserErrors);
        Assert.Null(result.Note("USERS-ABANDONED"));

        // One of user 1, six of the batch (the other four were not sent); user 3 may have had one.
        Assert.InRange(result.Unfinished!.Count, 7, 8);
    }

    [Fact]
    public async Task OnStop_may_wait_where_the_stop_found_the_user_in_the_ready_queue()
    {
        var done = 0;
        var script = new Script
        {
            WaitTime = WaitTime.None,
            OnStop = async user =>
            {
                await user.Pause(0.05);
                await user.Pause(0);
                await user.Pause(0.05);
                done++;
            },
        };
        var result = await script.Run(options: new RunOptions { Users = 20, SpawnRate = 1000, Loops = 1, RunTime = TimeSpan.FromSeconds(0.3) });
        Assert.Equal(20, done);
        Assert.Null(result.Note("USERS-ABANDONED"));
    }

    [Fact]
    public async Task A_request_of_OnStop_lives_although_the_stop_is_still_closing_connections()
    {
        using var server = new TestServer(r => r.Target == "/never" ? new Reply { Never = true } : new Reply());
        using var other = new TestServer();
        var script = new Script
        {
            Task = async user =>
            {
                // The first connection is busy at the stop, the second idle: ending the first resumes the user, who takes the second.
                await user.Http.Get("/a");
                await user.Http.Get(other.Url + "/b");
                await user.Http.Get("/never");
            },
            OnStop = async user => (await user.Http.Get(other.Url + "/stop", name: "stop")).Require(200),
        };
        var result = await script.Run(server, new RunOptions { RunTime = TimeSpan.FromSeconds(0.3) });
        Assert.Equal(1, result.Of("GET stop").Statuses[200]);
        Assert.Equal(1, result.Unfinished!.Count);
    }

    [Fact]
    public async Task OnStop_that_has_begun_is_not_ended_by_the_stop_timeout()
    {
        var done = false;
        var script = new Script
        {
            OnStop = async user =>
            {
                await user.Pause(0.5);
                done = true;
            },
        };
        await script.Run(options: new RunOptions { RunTime = TimeSpan.FromSeconds(0.2), StopTimeout = TimeSpan.FromSeconds(0.2) });
        Assert.True(done);
    }

    [Fact]
    public async Task OnStop_that_throws_is_counted()
    {
        var script = new Script { OnStop = _ => throw new InvalidOperationException("no end") };
        var result = await script.Run(options: new RunOptions { RunTime = TimeSpan.FromSeconds(0.2) });
        var error = Assert.Single(result.UserErrors);
        Assert.Equal(("OnStop", "no end", 1L), (error.Where, error.Message, error.Count));
    }

    [Fact]
    public async Task A_loop_around_a_catch_all_cannot_spin_after_the_stop_nor_hold_up_the_run()
    {
        using var server = new TestServer(_ => new Reply { After = TimeSpan.FromMilliseconds(5) });
        var (catches, stops) = (0, 0);
        var script = new Script
        {
            Task = async user =>
            {
                while (true)
                {
                    try
                    {
                        if (user.Number == 0)
                        {
                            await user.Http.Get("/a");
                        }
                        else
                        {
                            await user.Pause(0.01);
                        }
                    }
                    catch (Exception)
                    {
                        Interlocked.Increment(ref catches);
                    }
                }
            },
            OnStop = async user =>
            {
                await user.Http.Get("/stop");
                stops++;
            },
        };
        var result = await script.Run(server, new RunOptions { Users = 2, SpawnRate = 1000, RunTime = TimeSpan.FromSeconds(0.3) });
        Assert.InRange(catches, 2, 4);
        Assert.Equal(2, stops);
        Assert.Equal(2, result.Of("GET /stop").Settled);
        Assert.Null(result.Note("USERS-ABANDONED"));
        Assert.Empty(result.UserErrors);
    }

    [Fact]
    public async Task A_catch_all_in_OnStart_is_left_behind_without_OnStop()
    {
        var stops = 0;
        var script = new Script
        {
            OnStart = async user =>
            {
                while (true)
                {
                    try
                    {
                        await user.Pause(0.01);
                    }
                    catch (UserStoppedException)
                    {
                        // On we go.
                    }
                }
            },
            OnStop = _ =>
            {
                stops++;
                return default;
            },
        };
        var result = await script.Run(options: new RunOptions { RunTime = TimeSpan.FromSeconds(0.2) });
        Assert.Equal(0, stops);
        Assert.Null(result.Note("USERS-ABANDONED"));
    }

    [Fact]
    public async Task What_awaits_another_client_with_Stopping_ends_at_once()
    {
        var script = new Script { Task = async user => await Task.Delay(Minute, user.Stopping) };
        var result = await script.Run(options: new RunOptions { RunTime = TimeSpan.FromSeconds(0.2) });
        Assert.Equal(RunEnding.Completed, result.Ending);
        Assert.Null(result.Note("USERS-ABANDONED"));
        Assert.Empty(result.UserErrors);
        Assert.Equal(0, result.Classes[0].Iterations);
    }

    [Fact]
    public async Task What_awaits_another_client_without_Stopping_is_left_behind_and_named_a_warning()
    {
        var script = new Script { Task = async _ => await Task.Delay(Minute) };
        var result = await script.Run(options: new RunOptions { RunTime = TimeSpan.FromSeconds(0.2) });
        Assert.Equal(NoteSeverity.Warning, result.Note("USERS-ABANDONED")!.Severity);

        // The grace is not part of what was measured.
        Assert.InRange(result.Duration, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task What_Stopping_calls_may_throw()
    {
        var script = new Script
        {
            Task = user =>
            {
                user.Stopping.Register(() => throw new InvalidOperationException("in the callback"));
                return default;
            },
        };
        var result = await script.Run(options: new RunOptions { RunTime = TimeSpan.FromSeconds(0.2) });
        Assert.Equal(RunEnding.Completed, result.Ending);
        Assert.Contains("in the callback", result.Note("STOPPING-CALLBACK")!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_makes_an_interrupted_run_with_a_result()
    {
        var result = await new Script().Run(options: new RunOptions { RunTime = Minute }, cancellationToken: new CancellationToken(canceled: true));
        Assert.Equal(RunEnding.Interrupted, result.Ending);
        Assert.NotNull(result.Verdict);
    }

    [Fact]
    public async Task A_user_is_disposed_after_OnStop()
    {
        var log = new List<string>();
        await new LoadTest { Users = [typeof(DisposableUser)], Services = new Services().Add(log) }
            .Run(new RunOptions { RunTime = TimeSpan.FromSeconds(0.2) });
        Assert.Equal(["OnStop", "Dispose"], log);
    }

    private sealed class DisposableUser(List<string> log) : User, IDisposable
    {
        public override WaitTime WaitTime => WaitTime.Constant(60);

        [Task]
        public void Nothing()
        {
        }

        public void Dispose() => log.Add("Dispose");

        protected internal override ValueTask OnStop()
        {
            log.Add("OnStop");
            return default;
        }
    }
}
