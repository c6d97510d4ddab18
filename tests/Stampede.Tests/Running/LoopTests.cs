using System.Diagnostics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>The engine's rules about who holds an event loop (design.md, rules 1, 3 and 5).</summary>
public class LoopTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.4);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_task_that_does_nothing_cannot_stop_the_clock_nor_other_users(bool portable)
    {
        using var server = new TestServer();

        // By a clock that waits for the machine; whatever it does, the time is over some time.
        var options = new RunOptions { RunTime = Short, Course = new PatientClock(), PortableTransport = portable };
        var result = await IdleAndBusy(server).Run(options with { Users = 2, SpawnRate = 1000, Loops = 1 });
        Assert.Equal(RunEnding.Completed, result.Ending);
        Assert.InRange(result.Duration, Short, TimeSpan.FromSeconds(20));
        Assert.True(result.Classes[0].Iterations > 1_000, $"{result.Classes[0].Iterations} iterations of nothing");
        Assert.True(result.Total().Settled > 2, $"{result.Total().Settled} requests of the other user");
        Assert.Null(result.Note("BLOCKED-LOOP"));
    }

    [Fact]
    public async Task A_task_that_does_nothing_cannot_stop_cancellation_nor_the_stop_timeout()
    {
        using var server = new TestServer();
        using var over = new CancellationTokenSource(Short);
        var options = new RunOptions { RunTime = TimeSpan.FromMinutes(5), StopTimeout = TimeSpan.FromMinutes(5) };
        var result = await IdleAndBusy(server).Run(options with { Users = 2, SpawnRate = 1000, Loops = 1 }, over.Token);
        Assert.Equal(RunEnding.Interrupted, result.Ending);

        // The token's clock began before the run's.
        Assert.InRange(result.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task After_another_client_requests_work_and_the_task_is_back_on_its_loop()
    {
        using var server = new TestServer("x");
        using var client = new HttpClient();
        var onLoop = 0;
        var script = new Script
        {
            Task = async user =>
            {
                await Task.Delay(5);
                Assert.False(user.Context.Loop.IsCurrent);

                // From here on it may be on any thread; nothing may depend on which.
                (await user.Http.Get("/a")).Require(200);
                Assert.Equal("x", await client.GetStringAsync(new Uri(server.Url + "/foreign"), user.Stopping));
                await user.Pause(0.001);
                await Task.Yield();
                await user.Pause(0);
                Assert.Equal(3, await user.Block(() => 3));
                Assert.True(user.Context.Loop.IsCurrent);
                await Task.Delay(5);
            },
            AfterIteration = user => Interlocked.Add(ref onLoop, user.Context.Loop.IsCurrent ? 1 : 0),
        };
        var result = await script.Run(server, new RunOptions { Users = 6, SpawnRate = 1000, Loops = 2 });
        Assert.Empty(result.UserErrors);
        Assert.Equal(6, result.Of("GET /a").Settled);
        Assert.Equal((6, 6), (result.Classes[0].Iterations, onLoop));
        Assert.Equal(6, server.Requests.Count(r => r.Target == "/foreign"));
    }

    [Fact]
    public async Task OnStart_and_OnStop_may_await_other_clients_too()
    {
        using var server = new TestServer();
        var script = new Script
        {
            OnStart = async user =>
            {
                await Task.Delay(5);
                await user.Http.Get("/start");
                await Task.Delay(5);
            },
            Task = async user => await user.Http.Get("/task"),
            OnStop = async user =>
            {
                await Task.Delay(5);
                await user.Http.Get("/stop");
            },
        };
        var result = await script.Run(server, new RunOptions { Users = 3, SpawnRate = 1000 });
        Assert.Empty(result.UserErrors);
        Assert.Equal(["GET /start 3", "GET /stop 3", "GET /task 3"], result.Requests.Select(r => $"{r.Key} {r.Value.Settled}").Order());
    }

    [Fact]
    public async Task A_task_that_blocks_its_loop_is_a_warning_with_class_task_and_how_long()
    {
        using var server = new TestServer(_ => new Reply { Never = true });
        var script = new Script
        {
            Task = async user =>
            {
                if (user.Number == 0)
                {
                    while (server.Requests.Count == 0)
                    {
                        await user.Pause(0.01);
                    }

                    Held.Long();
                }
                else
                {
                    await user.Http.Get("/delayed", timeout: TimeSpan.FromMinutes(5));
                }
            },
            EndsWhen = script => script.IterationsOver == 1,
        };
        var result = await script.Run(server, new RunOptions { Users = 2, SpawnRate = 1000, Loops = 1 });
        var note = result.Note("BLOCKED-LOOP");
        Assert.NotNull(note);
        Assert.Equal(NoteSeverity.Warning, note.Severity);
        Assert.Contains("ScriptUser.Play", note.Text, StringComparison.Ordinal);
        Assert.Contains("Blocking(", note.Text, StringComparison.Ordinal);
        Assert.Matches("[1-9] times?, for up to [1-9][0-9]{2,} ms", note.Text);
        Assert.Contains("up to 1 request", note.Text, StringComparison.Ordinal);

        // By the test: the block has not ended it.
        Assert.Equal(RunEnding.Interrupted, result.Ending);
    }

    [Fact]
    public async Task A_task_that_blocks_its_loop_for_over_five_seconds_ends_the_run_as_invalid()
    {
        var script = new Script
        {
            Task = user =>
            {
                user.Stopping.WaitHandle.WaitOne(TimeSpan.FromSeconds(60));
                return default;
            },
        };
        var result = await script.Run(options: new RunOptions { RunTime = TimeSpan.FromMinutes(5), StopTimeout = TimeSpan.FromMinutes(5) });
        Assert.Equal(RunEnding.LoopBlocked, result.Ending);
        Assert.Equal((Verdict.Invalid, 5), (result.Verdict, result.ExitCode));
        var note = Assert.Single(result.Notes, n => n is { Id: "BLOCKED-LOOP", Severity: NoteSeverity.Invalid });
        Assert.Contains("ScriptUser.Play", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_blocks_its_loop_after_the_stop_is_found_too()
    {
        using var over = new CancellationTokenSource();
        var script = new Script
        {
            Task = async user =>
            {
                over.Cancel();
                await user.Pause(0.2);
                Held.Long();
            },
        };
        var result = await script.Run(options: new RunOptions { RunTime = TimeSpan.FromMinutes(5), StopTimeout = TimeSpan.FromMinutes(5) }, cancellationToken: over.Token);
        Assert.Contains("ScriptUser.Play", result.Note("BLOCKED-LOOP")!.Text, StringComparison.Ordinal);
        Assert.Equal(1, result.Classes[0].Iterations);
    }

    [Fact]
    public async Task What_runs_in_Blocking_is_no_finding_and_others_go_on()
    {
        using var server = new TestServer();
        var script = new Script
        {
            Task = async user =>
            {
                if (user.Number == 0)
                {
                    await user.Block(() =>
                    {
                        // For half a second, and until the other has gone on beside it.
                        var since = Stopwatch.StartNew();
                        while (since.Elapsed < TimeSpan.FromSeconds(0.5) || (server.Requests.Count < 3 && since.Elapsed < TimeSpan.FromSeconds(60)))
                        {
                            Thread.Sleep(10);
                        }
                    });
                    await Assert.ThrowsAsync<InvalidOperationException>(async () => await user.Block(() => throw new InvalidOperationException()));
                    Assert.Equal(200, (await user.Http.Get("/after")).Status);
                }
                else
                {
                    await user.Http.Get("/other");
                }
            },
            WaitTime = WaitTime.Constant(0.02),
            EndsWhen = _ => server.Requests.Any(r => r.Target == "/after"),
        };
        var result = await script.Run(server, new RunOptions { Users = 2, SpawnRate = 1000, Loops = 1, StopTimeout = TimeSpan.FromSeconds(60) });
        Assert.Null(result.Note("BLOCKED-LOOP"));
        Assert.Empty(result.UserErrors);
        Assert.InRange(result.Of("GET /after").Settled, 1, 10);

        Assert.True(server.Requests.TakeWhile(r => r.Target == "/other").Count() >= 3);
    }

    [Fact]
    public async Task Two_hundred_thousand_users_that_release_each_other_do_not_overflow_the_stack()
    {
        // Rule 4: no user completes another's wait on its own stack. Zero waits of a thousand users, two hundred times each.
        var script = new Script
        {
            Task = async user =>
            {
                for (var i = 0; i < 200; i++)
                {
                    await user.Pause(0);
                }
            },
        };
        var result = await script.Run(options: new RunOptions { Users = 1000, SpawnRate = 1_000_000, Loops = 1 });
        Assert.Equal(1000, result.Classes[0].Iterations);
        Assert.Empty(result.UserErrors);
    }

    private static LoadTest IdleAndBusy(TestServer server) => new() { Host = server.Url, Users = [typeof(IdleUser), typeof(BusyUser)] };

    private sealed class IdleUser : User
    {
        [Task]
        public void Nothing()
        {
        }
    }

    private sealed class BusyUser : HttpUser
    {
        public override WaitTime WaitTime => WaitTime.Constant(0.005);

        [Task]
        public async ValueTask Ask() => await Http.Get("/");
    }
}
