using System.Diagnostics;
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
        var waited = TimeSpan.Zero;
        var script = new Script
        {
            Task = async user =>
            {
                await user.Http.Get("/a");
                var since = Stopwatch.StartNew();
                try
                {
                    await user.Http.Get("/never");
                }
                catch (UserStoppedException)
                {
                    waited = since.Elapsed;
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
            EndsWhen = _ => server.Requests.Any(r => r.Target == "/never"),
        };
        var result = await script.Run(server);
        Assert.Equal(["task", "OnStop", "request in OnStop"], ended);
        Assert.Equal(RunEnding.Interrupted, result.Ending);
        Assert.Equal(["GET /a", "GET /stop"], result.Requests.Keys.Select(k => k.ToString()).Order());
        Assert.Equal(0, result.Total().Failed);
        Assert.Equal(1, result.Unfinished!.Count);
        Assert.InRange(result.Unfinished.Longest, 1, waited.TotalMicroseconds);
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
        var script = new Script { WaitTime = WaitTime.None, Task = async user => await user.Http.Get("/slow"), EndsWhen = _ => server.Requests.Count > 0 };
        var result = await script.Run(server, new RunOptions { StopTimeout = Minute });

        // One, unless the machine stood still between the request and the stop: none was cut off, and it did not go on for as long as it might.
        Assert.InRange(result.Total().Settled, 1, 50);
        Assert.Equal((server.Requests.Count, 0), (result.Total().Settled, result.Total().Failed));
        Assert.Equal((result.Total().Settled, result.Total().Settled), (result.Classes[0].Iterations, result.Classes[0].TasksStarted[0]));
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
            EndsWhen = script => script.IterationsOver == 1 && inTask == "waits",
        };
        var result = await script.Run(options: new RunOptions
        {
            Users = 2,
            SpawnRate = 1000,
            StopTimeout = TimeSpan.FromSeconds(0.3),
        });
        Assert.Equal("waits", inTask);
        Assert.Equal(1, result.Classes[0].Iterations);
        Assert.InRange(result.Duration, TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(30));
        Assert.Empty(result.UserErrors);
    }

    [Fact]
    public async Task OnStop_may_wait_and_send_however_it_was_reached()
    {
        // From the ready queue (no wait), from a wait, from a request: each was once resumed while the stop was still closing things.
        using var server = new TestServer(r => r.Target == "/never" ? new Reply { Never = true } : new Reply());
        using var other = new TestServer();
        var (waits, done) = (0, 0);
        var script = new Script
        {
            WaitTime = WaitTime.None,
            Task = async user =>
            {
                await user.Http.Get(other.Url + "/a");
                switch (user.Number)
                {
                    case 0:
                        waits = 1;
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
                Interlocked.Increment(ref done);
            },

            // All but the last wait where they are to be found.
            EndsWhen = script => server.Requests.Count == 7 && Volatile.Read(ref waits) == 1 && script.IterationsOver > 1,
        };
        var result = await script.Run(server, new RunOptions { Users = 4, SpawnRate = 1000 });
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
            EndsWhen = script => script.UsersStarted == 20,
        };
        var result = await script.Run(options: new RunOptions { Users = 20, SpawnRate = 1000, Loops = 1 });
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
            EndsWhen = _ => server.Requests.Any(r => r.Target == "/never"),
        };
        var result = await script.Run(server);
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
        await script.Run(options: new RunOptions { StopTimeout = TimeSpan.FromSeconds(0.2) });
        Assert.True(done);
    }

    [Fact]
    public async Task OnStop_that_throws_is_counted()
    {
        var script = new Script { OnStop = _ => throw new InvalidOperationException("no end") };
        var result = await script.Run();
        var error = Assert.Single(result.UserErrors);
        Assert.Equal(("OnStop", "no end", 1L), (error.Where, error.Message, error.Count));
    }

    [Fact]
    public async Task A_loop_around_a_catch_all_cannot_spin_after_the_stop_nor_hold_up_the_run()
    {
        using var server = new TestServer(_ => new Reply { After = TimeSpan.FromMilliseconds(5) });
        var (catches, stops, waits) = (0, 0, 0);
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
                            waits++;
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
                Interlocked.Increment(ref stops);
            },
            EndsWhen = _ => server.Requests.Count > 2 && Volatile.Read(ref waits) > 2,
        };
        var result = await script.Run(server, new RunOptions { Users = 2, SpawnRate = 1000 });
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
            EndsWhen = script => script.UsersStarted == 1,
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
        var result = await script.Run();
        Assert.Equal(0, stops);
        Assert.Null(result.Note("USERS-ABANDONED"));
    }

    [Fact]
    public async Task What_awaits_another_client_with_Stopping_ends_at_once()
    {
        var script = new Script { Task = async user => await Task.Delay(Minute, user.Stopping), EndsWhen = script => script.UsersStarted == 1 };
        var result = await script.Run();
        Assert.Null(result.Note("USERS-ABANDONED"));
        Assert.Empty(result.UserErrors);
        Assert.Equal((0, 1), (result.Classes[0].Iterations, result.Classes[0].TasksStarted[0]));
    }

    [Fact]
    public async Task What_awaits_another_client_without_Stopping_is_left_behind_and_named_a_warning()
    {
        var script = new Script { Task = async _ => await Task.Delay(Minute), EndsWhen = script => script.UsersStarted == 1 };
        var all = Stopwatch.StartNew();
        var result = await script.Run();
        Assert.Equal(NoteSeverity.Warning, result.Note("USERS-ABANDONED")!.Severity);

        // The grace of five seconds is not part of what was measured.
        Assert.InRange(result.Duration, TimeSpan.Zero, all.Elapsed - TimeSpan.FromSeconds(5));
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
        var result = await script.Run();
        Assert.Equal(RunEnding.Interrupted, result.Ending);
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
            .Run(new RunOptions { RunTime = Minute, Iterations = 1 });
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
