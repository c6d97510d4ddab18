using System.Collections.Concurrent;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>The test's own code around the run of all users: when it is called, with what, and what becomes of its mistakes.</summary>
public class HooksTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.3);

    [Fact]
    public async Task Hooks_are_called_in_order_with_what_is_known()
    {
        using var server = new TestServer();
        var calls = new ConcurrentQueue<string>();
        TestSetup? setup = null;
        TestStart? start = null;
        TestStop? stop = null;
        SpawningComplete? spawned = null;
        string? tornDown = null;
        var log = new ObserverLog();
        var script = new Script
        {
            Hooks = new Hooks
            {
                Setup = async s =>
                {
                    await Task.Yield();
                    setup = s;
                    calls.Enqueue("setup");
                    Assert.Empty(log.Calls);
                    return "the data";
                },
                TestStart = s =>
                {
                    start = s;
                    calls.Enqueue("start");
                    Assert.Equal(["started"], log.Calls);
                    s.Run.Note(new RunNote("MINE", NoteSeverity.Note, s.Data<string>()));
                    return default;
                },
                SpawningComplete = s => spawned = s,
                TestStop = s =>
                {
                    stop = s;
                    calls.Enqueue("stop");
                    return default;
                },
                Teardown = t =>
                {
                    tornDown = t.Data<string>();
                    calls.Enqueue("teardown");
                    Assert.DoesNotContain("ended", log.Calls);
                    return default;
                },
            },
            OnStart = user =>
            {
                calls.Enqueue("user");
                return default;
            },
            Task = async user => await user.Http.Get("/" + user.Data<string>().Length),
            OnStop = user =>
            {
                calls.Enqueue("end of user");
                return default;
            },
            EndsWhen = script => script.IterationsOver == 1 && spawned is not null,
        };
        var result = await script.Run(server, new RunOptions { Seed = 7, Observers = [log] });

        Assert.Equal(["setup", "start", "user", "end of user", "stop", "teardown"], calls);
        Assert.Equal((server.Url, "script"), (setup!.Host, setup.Plan.Name));
        Assert.NotNull(setup.Services);
        Assert.Equal((server.Url, 7ul), (start!.Host, start.Seed));
        Assert.Same(result.Plan, start.Plan);
        Assert.Equal((1, 1), (spawned!.Users, spawned.Classes["ScriptUser"]));
        Assert.Equal(result.Total().Settled, stop!.Result.Total().Settled);
        Assert.Null(stop.Result.Verdict);
        Assert.Equal("the data", tornDown);
        Assert.Equal("the data", result.Note("MINE")!.Text);
        Assert.Equal("/8", server.Last.Target);
        Assert.Null(result.Note("HOOK-FAILED"));
    }

    [Fact]
    public async Task A_setup_that_throws_refuses_the_run()
    {
        using var server = new TestServer();
        var others = 0;
        var script = new Script
        {
            Hooks = new Hooks
            {
                Setup = _ => throw new InvalidOperationException("no accounts left"),
                Teardown = _ => Count(ref others),
                TestStart = _ => Count(ref others),
                TestStop = _ => Count(ref others),
            },
            Task = async user => await user.Http.Get("/"),
        };

        var exception = await Assert.ThrowsAsync<LoadTestException>(() => script.Run(server));
        Assert.Contains("Hooks.Setup threw InvalidOperationException: no accounts left", Assert.Single(exception.Problems), StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(exception.InnerException);
        Assert.Equal((0, 0), (others, server.Requests.Count));
    }

    [Theory]
    [InlineData("""{"service":"shop"}""", null)]
    [InlineData("""{"service":"other"}""", "is not what this test is for: GET /health must say '\"shop\"', and it answers 200 with '{\"service\":\"other\"}'. No load was sent.")]
    public async Task A_setup_that_expects_a_service_meets_it_or_says_who_answered_instead(string health, string? reason)
    {
        using var server = new TestServer(request => new Reply(200, request.Target == "/health" ? health : ""));
        var script = new Script
        {
            Hooks = new Hooks { Setup = setup => setup.ExpectHealth("/health", "\"shop\"") },
            Task = async user => await user.Http.Get("/"),
        };
        if (reason is null)
        {
            Assert.True((await script.Run(server)).Total().Settled > 0);
            return;
        }

        var exception = await Assert.ThrowsAsync<LoadTestException>(() => script.Run(server));
        Assert.Contains($"http://127.0.0.1:{server.Port} {reason}", Assert.Single(exception.Problems), StringComparison.Ordinal);
        Assert.Equal("/health", Assert.Single(server.Requests).Target);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_not_the_one_that_is_expected()
    {
        var script = new Script { Hooks = new Hooks { Setup = setup => setup.ExpectHealth("/health", "shop") } };

        var exception = await Assert.ThrowsAsync<LoadTestException>(() => script.Run(options: new RunOptions { Host = "http://127.0.0.1:1" }));
        Assert.Contains("it does not answer: ", Assert.Single(exception.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setup_that_is_cancelled_ends_as_cancelled()
    {
        using var over = new CancellationTokenSource();
        var script = new Script
        {
            Hooks = new Hooks
            {
                Setup = async setup =>
                {
                    await over.CancelAsync();
                    await Task.Delay(Timeout.Infinite, setup.CancellationToken);
                    return null;
                },
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => script.Run(cancellationToken: over.Token));
    }

    [Fact]
    public async Task The_teardown_runs_after_cancellation()
    {
        using var over = new CancellationTokenSource();
        var torn = 0;
        var script = new Script
        {
            Hooks = new Hooks { Setup = _ => new(42), Teardown = t => Count(ref torn) },
            Task = _ =>
            {
                over.Cancel();
                return default;
            },
        };
        var result = await script.Run(options: new RunOptions { RunTime = TimeSpan.FromMinutes(5) }, cancellationToken: over.Token);
        Assert.Equal((RunEnding.Interrupted, 1), (result.Ending, torn));
    }

    [Fact]
    public async Task The_teardown_runs_after_an_error_in_Stampede()
    {
        var torn = 0;
        var test = new LoadTest
        {
            Users = [typeof(ScriptUser)],
            Services = new Services().Add(new Script()),
            Hooks = new Hooks { Teardown = t => Count(ref torn) },
        };
        var setup = Engine.RunPreparation.Prepare(test, new RunOptions(), null, new Engine.RunJudging { Judge = _ => throw new InvalidDataException("the judge fell") });
        using var over = new CancellationTokenSource(Short);
        await Assert.ThrowsAsync<InvalidDataException>(() => new Engine.Runner(setup).Run(over.Token));
        Assert.Equal(1, torn);
    }

    [Fact]
    public async Task Hooks_that_throw_are_noted_once_with_how_often_and_the_run_goes_on()
    {
        using var server = new TestServer();
        var script = new Script
        {
            Hooks = new Hooks
            {
                TestStart = _ => throw new InvalidOperationException("at start"),
                SpawningComplete = _ => throw new InvalidOperationException("at spawning"),
                Request = _ => throw new FormatException("at request"),
                RequestFilter = _ => throw new FormatException("at filter"),
                UserError = _ => throw new FormatException("at error"),
                TestStop = _ => throw new InvalidOperationException("at stop"),
                Teardown = async _ =>
                {
                    await Task.Yield();
                    throw new InvalidOperationException("at teardown");
                },
            },
            Task = async user =>
            {
                for (var i = 0; i < 3; i++)
                {
                    await user.Http.Get("/");
                }

                throw new InvalidOperationException("in the task");
            },
        };
        var result = await script.Run(server);

        Assert.Equal(RunEnding.Interrupted, result.Ending);
        Assert.Equal((3, 3), (result.Total().Settled, server.Requests.Count));
        Assert.Equal(1, Assert.Single(result.UserErrors).Count);
        string[] expected =
        [
            "Hooks.TestStart threw InvalidOperationException: at start (1 time; the run went on)",
            "Hooks.SpawningComplete threw InvalidOperationException: at spawning (1 time; the run went on)",
            "Hooks.RequestFilter threw FormatException: at filter (3 times; the run went on)",
            "Hooks.Request threw FormatException: at request (3 times; the run went on)",
            "Hooks.UserError threw FormatException: at error (1 time; the run went on)",
            "Hooks.TestStop threw InvalidOperationException: at stop (1 time; the run went on)",
            "Hooks.Teardown threw InvalidOperationException: at teardown (1 time; the run went on)",
        ];
        var notes = result.Notes.Where(n => n.Id == "HOOK-FAILED").ToArray();
        Assert.All(notes, n => Assert.Equal(NoteSeverity.Warning, n.Severity));
        Assert.Equal(expected.Order(), notes.Select(n => n.Text).Order());
    }

    [Fact]
    public async Task Endless_messages_of_a_hook_do_not_fill_the_result()
    {
        using var server = new TestServer();
        var count = 0;
        var script = new Script
        {
            Hooks = new Hooks { Request = _ => throw new InvalidOperationException($"number {Interlocked.Increment(ref count)}") },
            Task = async user =>
            {
                for (var i = 0; i < 100; i++)
                {
                    await user.Http.Get("/");
                }
            },
        };
        var result = await script.Run(server);
        var notes = result.Notes.Where(n => n.Id == "HOOK-FAILED").ToArray();
        Assert.Equal(21, notes.Length);
        Assert.Contains(notes, n => n.Text.Contains("(80 times", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_teardown_that_does_not_end_is_left_and_noted()
    {
        var token = CancellationToken.None;
        var script = new Script
        {
            Hooks = new Hooks
            {
                TeardownTimeout = TimeSpan.FromSeconds(0.1),
                Teardown = t =>
                {
                    token = t.CancellationToken;
                    return new ValueTask(new TaskCompletionSource().Task);
                },
            },
        };
        var result = await script.Run(options: new RunOptions { RunTime = Short });
        Assert.Equal("Hooks.Teardown did not end: it had 100ms (Hooks.TeardownTimeout) (1 time; the run went on)", result.Note("HOOK-FAILED")!.Text);
        Assert.True(token.CanBeCanceled);
    }

    [Fact]
    public async Task A_timeout_of_nothing_is_refused() =>
        Assert.Contains("TeardownTimeout", (await Assert.ThrowsAsync<LoadTestException>(
            () => new Script { Hooks = new Hooks { TeardownTimeout = TimeSpan.Zero } }.Run())).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_request_hook_counts_exactly_what_the_statistics_count(bool portable)
    {
        using var server = new TestServer(r => r.Target switch
        {
            "/missing" => new Reply(404, "gone"),
            "/hangup" => new Reply { Hangup = true },
            "/from" => Reply.Redirect(302, "/to"),
            "/never" => new Reply { Never = true },
            _ => new Reply(200, "fine"),
        });
        var events = new ConcurrentQueue<RequestEvent>();
        var before = DateTimeOffset.UtcNow;
        var script = new Script
        {
            EndsWhen = _ => server.Requests.Count(r => r.Target == "/never") == 5,
            WaitTime = WaitTime.None,
            Hooks = new Hooks { Request = events.Enqueue },
            Task = async user =>
            {
                await user.Http.Get("/a");
                await user.Http.Get("/missing");
                (await user.Http.Get("/b")).Fail("no");
                await user.Http.Post("/hangup", "text");
                await user.Http.Get("/from");
                await user.Measure("a call", () => default(ValueTask));
                await user.Http.All(Request.Get("/c"), Request.Get("/missing"), Request.Get("/d", "the d"));
                await user.Pause(0.01);
                if (user.Iteration == 5)
                {
                    await user.Http.Get("/never");
                }
            },
            OnStop = async user => await user.Http.Get("/bye"),
        };
        var result = await script.Run(server, new RunOptions { Users = 5, SpawnRate = 100, Loops = 2, PortableTransport = portable });

        Assert.Equal(result.Requests.Keys.Select(k => k.ToString()).Order(), events.Select(e => $"{e.Method} {e.Name}").Distinct().Order());
        foreach (var (key, stats) in result.Requests)
        {
            var mine = events.Where(e => e.Method == key.Method && e.Name == key.Name).ToArray();
            Assert.Equal((stats.Settled, stats.Failed), (mine.Length, mine.Count(e => e.IsFailed)));
            Assert.Equal(stats.BytesSent, mine.Sum(e => e.BytesSent));
            Assert.Equal(stats.BytesReceived, mine.Sum(e => e.BytesReceived));
            Assert.Equal(stats.BodyBytes, mine.Sum(e => e.BodyLength));
        }

        foreach (var failure in result.Failures)
        {
            Assert.Equal(failure.Stats.Count, events.Count(e => e.Kind == failure.Key.Kind && e.Reason == failure.Key.Text
                && new RequestKey(e.Method, e.Name) == failure.Key.Request));
        }

        Assert.All(events, e => Assert.Equal("ScriptUser", e.UserClass));
        Assert.All(events, e => Assert.InRange(e.UserNumber, 0, 4));
        Assert.All(events, e => Assert.InRange(e.Started, before - TimeSpan.FromSeconds(1), DateTimeOffset.UtcNow));
        Assert.All(events.Where(e => e.Name == "/from"), e => Assert.Equal((server.Url + "/to", 200), (e.Url, e.Status)));
    }

    [Fact]
    public async Task The_user_error_hook_is_told_who_threw_what_where()
    {
        var errors = new ConcurrentQueue<UserErrorEvent>();
        var thrown = new InvalidOperationException("oh");
        var script = new Script { Hooks = new Hooks { UserError = errors.Enqueue }, Task = _ => throw thrown, OnStop = _ => throw thrown };
        var result = await script.Run();
        Assert.Equal([("ScriptUser", 0, "Play", thrown), ("ScriptUser", 0, "OnStop", thrown)],
            errors.Select(e => (e.UserClass, e.UserNumber, e.Where, (InvalidOperationException)e.Exception)));
        Assert.Equal(2, result.UserErrors.Count);
    }

    [Fact]
    public async Task A_hook_that_blocks_the_loop_is_named()
    {
        using var server = new TestServer();
        var script = new Script
        {
            Hooks = new Hooks { Request = _ => Held.Long() },
            Task = async user =>
            {
                await user.Http.Get("/");
                await user.Pause(0.01);
            },
        };
        var result = await script.Run(server);
        Assert.StartsWith("Hooks.Request blocked an event loop 1 time", result.Note("BLOCKED-LOOP")!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_is_not_there_or_is_something_else_is_said_so()
    {
        Assert.Contains("no Setup", await Error(null), StringComparison.Ordinal);
        Assert.Contains("returned null", await Error(_ => default), StringComparison.Ordinal);
        Assert.Contains("returned a Int32; ask for Data<Int32>()", await Error(_ => new(5)), StringComparison.Ordinal);

        static async Task<string> Error(Func<TestSetup, ValueTask<object?>>? setup)
        {
            var script = new Script { Hooks = new Hooks { Setup = setup }, Task = user => new ValueTask(Task.FromResult(user.Data<string>())) };
            var result = await script.Run();
            return Assert.Single(result.UserErrors).Message;
        }
    }

    [Fact]
    public async Task A_test_start_may_stop_the_run_before_a_user_starts()
    {
        var started = 0;
        var script = new Script
        {
            Hooks = new Hooks
            {
                TestStart = start =>
                {
                    start.Run.Stop(RunEnding.EndedByTest, "not today");
                    return default;
                },
            },
            OnStart = _ => Count(ref started),
        };
        var result = await script.Run();
        Assert.Equal((RunEnding.EndedByTest, 0, "not today"), (result.Ending, started, result.Note("STOPPED")!.Text));
    }

    private static ValueTask Count(ref int count)
    {
        Interlocked.Increment(ref count);
        return default;
    }
}
