using System.Diagnostics;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>When a request counts (design.md, "The user's code"): one test for each cause, and what may be said about it until then.</summary>
public class SettlingTests
{
    private static readonly string[] TooLate = ["Expect", "Require", "Fail", "Pass"];

    [Fact]
    public async Task Dispose_settles()
    {
        using var server = new TestServer();
        var result = await Script.Once(server, async user =>
        {
            var response = await user.Http.Get("/a");
            response.Dispose();
            AssertSettled(response, "GET /a");
            Assert.Equal(200, response.Status);
        });
        Assert.Equal((1, 0), Counts(result));
    }

    [Fact]
    public async Task The_next_request_settles()
    {
        using var server = new TestServer();
        var result = await Script.Once(server, async user =>
        {
            var first = await user.Http.Get("/a");
            var second = user.Http.Get("/b");
            AssertSettled(first, "GET /a");
            (await second).Fail("still open");
        });
        Assert.Equal((2, 1), Counts(result));
        Assert.Equal(0, result.Of("GET /a").Failed);
    }

    [Fact]
    public async Task A_batch_settles_what_was_open_and_is_settled_by_what_follows()
    {
        using var server = new TestServer();
        var result = await Script.Once(server, async user =>
        {
            var first = await user.Http.Get("/a");
            var batch = await user.Http.All(Request.Get("/b"), Request.Get("/c"));
            AssertSettled(first, "GET /a");
            batch[0].Fail("open until the next request");
            batch[1].Fail("open as well");
            await user.Http.Get("/d");
            AssertSettled(batch[0], "GET /b");
            AssertSettled(batch[1], "GET /c");
        });
        Assert.Equal((4, 2), Counts(result));
    }

    [Fact]
    public async Task The_start_of_a_wait_settles()
    {
        using var server = new TestServer();
        var result = await Script.Once(server, async user =>
        {
            var response = await user.Http.Get("/a");
            var wait = user.Pause(0.01);
            AssertSettled(response, "GET /a");
            await wait;
        });
        Assert.Equal((1, 0), Counts(result));
    }

    [Fact]
    public async Task The_end_of_the_task_settles()
    {
        using var server = new TestServer();
        Response? kept = null;
        var result = await Script.Once(server, async user => kept = await user.Http.Get("/a"));
        Assert.Equal((1, 0), Counts(result));
        AssertSettled(kept!, "GET /a");
    }

    [Fact]
    public async Task The_end_of_OnStart_settles()
    {
        using var server = new TestServer();
        Response? started = null;
        using var over = new CancellationTokenSource();
        var script = new Script
        {
            OnStart = async user => started = await user.Http.Get("/start"),
            Task = user =>
            {
                AssertSettled(started!, "GET /start");
                return default;
            },
            AfterIteration = _ => over.Cancel(),
        };
        var result = await script.Run(server, new RunOptions { RunTime = TimeSpan.FromSeconds(60) }, cancellationToken: over.Token);
        Assert.Empty(result.UserErrors);
        Assert.Equal((1, 0), Counts(result));
    }

    [Fact]
    public async Task The_end_of_OnStop_settles()
    {
        using var server = new TestServer(_ => new Reply(503));
        using var over = new CancellationTokenSource();
        var script = new Script { OnStop = async user => await user.Http.Get("/stop"), AfterIteration = _ => over.Cancel() };
        var result = await script.Run(server, new RunOptions { RunTime = TimeSpan.FromSeconds(60) }, cancellationToken: over.Token);
        Assert.Equal((1, 1), Counts(result));
        Assert.Equal(FailureKind.Status, result.OnlyFailure().Kind);
    }

    [Fact]
    public async Task The_stop_of_the_run_settles_what_is_open_as_it_stands()
    {
        using var server = new TestServer();
        using var over = new CancellationTokenSource();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Exception? late = null;
        var script = new Script
        {
            Task = async user =>
            {
                var response = await user.Http.Get("/a");
                response.Fail("before the stop");
                _ = Task.Run(over.Cancel);
                await using (user.Stopping.Register(() => release.TrySetResult()))
                {
                    await release.Task;
                }

                // The stop has been told; it settles on the loop.
                for (var i = 0; i < 500 && late is null; i++)
                {
                    await Task.Delay(10);
                    late = Record.Exception(() => response.Pass());
                }

                throw late!;
            },
        };
        var result = await script.Run(server, new RunOptions { RunTime = TimeSpan.FromSeconds(60) }, cancellationToken: over.Token);
        Assert.IsType<UserStoppedException>(late);
        Assert.Empty(result.UserErrors);
        Assert.Equal((1, 1), Counts(result));
        Assert.Equal((FailureKind.Declared, "before the stop"), result.OnlyFailure());
        Assert.Null(result.Unfinished);
    }

    [Fact]
    public async Task A_request_that_nobody_awaited_is_settled_by_the_next_that_is_sent()
    {
        using var server = new TestServer();
        var result = await Script.Once(server, async user =>
        {
            var forgotten = user.Http.Get("/a");
            while (!forgotten.IsCompleted)
            {
                await user.Pause(0.01);
            }

            await user.Http.Get("/b");
            AssertSettled(await forgotten, "GET /a");
        });
        Assert.Equal((2, 0), Counts(result));
    }

    [Fact]
    public async Task Settling_twice_counts_once()
    {
        using var server = new TestServer();
        var result = await Script.Once(server, async user =>
        {
            using var response = await user.Http.Get("/a");
            response.Dispose();
            response.Dispose();
            await user.Pause(0);
        });
        Assert.Equal((1, 0), Counts(result));
    }

    [Fact]
    public async Task A_check_that_came_too_late_is_an_error_of_the_task_and_changes_no_count()
    {
        using var server = new TestServer();
        using var over = new CancellationTokenSource();
        var script = new Script
        {
            Task = async user =>
            {
                var response = await user.Http.Get("/late");
                await user.Pause(0);
                response.Expect(500);
            },
            AfterIteration = _ => over.Cancel(),
        };
        var result = await script.Run(server, new RunOptions { RunTime = TimeSpan.FromSeconds(60) }, cancellationToken: over.Token);
        var error = Assert.Single(result.UserErrors);
        Assert.Equal(("ScriptUser", "Play", 1L), (error.Class, error.Where, error.Count));
        Assert.Contains("GET /late", error.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), Counts(result));
    }

    [Fact]
    public async Task Every_check_after_settling_throws_and_names_the_request_even_when_its_buffers_serve_another()
    {
        using var server = new TestServer();
        await Script.Once(server, async user =>
        {
            var first = await user.Http.Get("/first");
            for (var i = 0; i < 9; i++)
            {
                await user.Http.Get("/other");
            }

            AssertSettled(first, "GET /first");
            var gone = Assert.Throws<InvalidOperationException>(() => first.Status);
            Assert.Contains("GET /first", gone.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Intervals_add_up_to_the_totals_when_a_request_fails_seconds_after_its_answer()
    {
        using var server = new TestServer(_ => new Reply { After = TimeSpan.FromMilliseconds(50) });
        using var over = new CancellationTokenSource();
        var took = TimeSpan.Zero;
        var script = new Script
        {
            Task = async user =>
            {
                await user.Http.Get("/at-once");
                var since = Stopwatch.StartNew();
                var response = await user.Http.Get("/late");
                took = since.Elapsed;
                await AtLeast.Delay(TimeSpan.FromSeconds(3));
                response.Fail("three seconds later");
            },
            AfterIteration = _ => over.Cancel(),
        };
        var result = await script.Run(server, new RunOptions { RunTime = TimeSpan.FromSeconds(60) }, cancellationToken: over.Token);
        result.SumsAgree();
        Assert.Equal((2, 1), Counts(result));

        var late = result.Intervals.Where(i => i.Requests.Keys.Any(k => k.Name == "/late")).ToArray();
        var interval = Assert.Single(late);
        Assert.True(interval.Offset + interval.Length >= TimeSpan.FromSeconds(3), $"settled in the interval that began at {interval.Offset}");
        Assert.Equal(1, interval.Failures.Single().Stats.Count);

        // With the time that it really took, not the time until somebody judged it.
        var time = result.Of("GET /late").FailedResponseTime;
        Assert.InRange(time.Max, 49_900, took.TotalMicroseconds * 1.002);
    }

    [Fact]
    public async Task Fail_is_final_over_Expect()
    {
        var failure = await FailureOf(200, r =>
        {
            r.Fail("no good");
            r.Expect(200);
        });
        Assert.Equal((FailureKind.Declared, "no good"), failure);
    }

    [Fact]
    public async Task Pass_is_final_over_Expect()
    {
        Assert.Null(await FailureOf(200, r =>
        {
            r.Pass();
            r.Expect(201);
        }));
        Assert.Null(await FailureOf(200, r =>
        {
            r.Expect(201);
            r.Pass();
        }));
    }

    [Fact]
    public async Task The_last_of_Fail_and_Pass_decides()
    {
        Assert.Null(await FailureOf(500, r =>
        {
            r.Fail("a");
            r.Pass();
        }));
        Assert.Equal((FailureKind.Declared, "b"), await FailureOf(200, r =>
        {
            r.Pass();
            r.Fail("b");
        }));
    }

    [Fact]
    public async Task The_first_reason_is_kept()
    {
        Assert.Equal((FailureKind.Declared, "first"), await FailureOf(200, r =>
        {
            r.Fail("first");
            r.Fail("second");
        }));
        Assert.Equal((FailureKind.Expectation, "a is missing"), await FailureOf(200, r =>
        {
            r.Expect(false, "a is missing");
            r.Expect(false, "b is missing");
            r.Fail("c");
        }));
        Assert.Equal((FailureKind.Declared, "declared"), await FailureOf(200, r =>
        {
            r.Fail("declared");
            r.Expect(201);
        }));
    }

    [Fact]
    public async Task A_status_of_400_or_more_fails_unless_it_is_expected()
    {
        Assert.Null(await FailureOf(399, _ => { }));
        Assert.Equal(FailureKind.Status, (await FailureOf(400, _ => { }))!.Value.Kind);
        Assert.Equal(FailureKind.Status, (await FailureOf(503, _ => { }))!.Value.Kind);
        Assert.Null(await FailureOf(404, r => r.Expect(200, 404)));
        Assert.Null(await FailureOf(404, r => r.Require(404)));
    }

    [Fact]
    public async Task An_unexpected_status_fails_with_what_was_expected()
    {
        var low = await FailureOf(200, r => r.Expect(201, 202));
        Assert.Equal(FailureKind.Expectation, low!.Value.Kind);
        Assert.Contains("201 or 202", low.Value.Text, StringComparison.Ordinal);
        Assert.Contains("200", low.Value.Text, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Status, (await FailureOf(500, r => r.Expect(200)))!.Value.Kind);
    }

    [Fact]
    public async Task An_expected_404_is_a_success_and_counted_apart()
    {
        using var server = new TestServer(_ => new Reply(404));
        var result = await Script.Once(server, async user => (await user.Http.Get("/a")).Expect(200, 404));
        var stats = result.Of("GET /a");
        Assert.Equal((1, 0, 1), (stats.Settled, stats.Failed, stats.Accepted));
        Assert.Equal(1, stats.Statuses[404]);
        Assert.Equal(1, stats.ResponseTime.Count);
    }

    [Fact]
    public async Task Expect_lets_the_iteration_go_on_and_Require_ends_it()
    {
        using var server = new TestServer();
        var steps = new List<string>();
        var result = await Script.Once(server, async user =>
        {
            (await user.Http.Get("/a")).Expect(201);
            steps.Add("after Expect");
            (await user.Http.Get("/b")).Require(201);
            steps.Add("after Require");
        });
        Assert.Equal(["after Expect"], steps);
        Assert.Equal((2, 2), Counts(result));

        // A requirement that fails is no crash of the user, and the iteration is over.
        Assert.Empty(result.UserErrors);
        Assert.Equal(1, result.Classes[0].Iterations);
    }

    [Fact]
    public async Task A_condition_that_is_required_ends_the_iteration_too()
    {
        using var server = new TestServer("{}");
        var result = await Script.Once(server, async user =>
        {
            var response = await user.Http.Get("/a");
            response.Require(true, "never said");
            response.Require(response.TryJson("token", out _), "no token");
        });
        Assert.Equal((FailureKind.Expectation, "no token"), result.OnlyFailure());
    }

    [Fact]
    public async Task Where_no_answer_came_the_status_is_0_and_the_error_is_named()
    {
        using var server = new TestServer(_ => new Reply { Hangup = true });
        var result = await Script.Once(server, async user =>
        {
            var response = await user.Http.Post("/a", "x");
            Assert.Equal(0, response.Status);
            Assert.Equal(FailureKind.ConnectionClosed, response.Error);
            Assert.False(response.IsSuccess);
            Assert.NotNull(response.Reason);
            Assert.Equal("", response.Text);
            Assert.Throws<RequirementException>(() => response.Require(200));
        });
        Assert.Equal(FailureKind.ConnectionClosed, result.OnlyFailure().Kind);
        Assert.Equal(1, result.Of("POST /a").Statuses[0]);
        Assert.Equal(0, result.Of("POST /a").ResponseTime.Count);
        Assert.Equal(1, result.Of("POST /a").FailedResponseTime.Count);
    }

    [Fact]
    public async Task Expect_does_not_hide_that_no_answer_came()
    {
        using var server = new TestServer(_ => new Reply { Hangup = true });
        var result = await Script.Once(server, async user => (await user.Http.Post("/a")).Expect(0, 200));
        Assert.Equal(FailureKind.ConnectionClosed, result.OnlyFailure().Kind);
    }

    private static async Task<(FailureKind Kind, string Text)?> FailureOf(int status, Action<Response> judge)
    {
        using var server = new TestServer(_ => new Reply(status));
        var result = await Script.Once(server, async user => judge(await user.Http.Get("/a")));
        Assert.Equal(1, result.Total().Settled);
        Assert.Equal(result.Failures.Count, result.Total().Failed);
        return result.Failures.Count == 0 ? null : result.OnlyFailure();
    }

    private static (long Settled, long Failed) Counts(RunResult result) => (result.Total().Settled, result.Total().Failed);

    private static void AssertSettled(Response response, string request)
    {
        foreach (var check in TooLate)
        {
            Action act = check switch
            {
                "Expect" => () => response.Expect(200),
                "Require" => () => response.Require(200),
                "Fail" => () => response.Fail("late"),
                _ => response.Pass,
            };
            var exception = Assert.Throws<InvalidOperationException>(act);
            Assert.StartsWith(check, exception.Message, StringComparison.Ordinal);
            Assert.Contains(request, exception.Message, StringComparison.Ordinal);
        }
    }
}
