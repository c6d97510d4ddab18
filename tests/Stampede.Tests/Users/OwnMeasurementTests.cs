using System.Collections.Concurrent;
using System.Diagnostics;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Transactions, measured calls and own metrics, as a task uses them.</summary>
public sealed class OwnMeasurementTests : IDisposable
{
    private readonly TestServer _server = new(request => new Reply(request.Target == "/bad" ? 500 : 200));

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_transaction_counts_once_and_its_requests_under_their_own_names()
    {
        var result = await Script.Once(_server, user => user.Transaction("checkout", async () =>
        {
            await user.Http.Get("/a");
            Assert.Equal(7, await user.Transaction("pay", async () =>
            {
                await user.Http.Get("/b");
                return 7;
            }));
        }));

        Assert.Equal(["checkout", "checkout / pay"], result.Transactions.Keys.Order(StringComparer.Ordinal));
        Assert.All(result.Transactions.Values, t => Assert.Equal((1, 0), (t.Settled, t.Failed)));
        Assert.Equal(2, result.Total().Settled);
        var (outer, inner) = (result.Transactions["checkout"].ResponseTime, result.Transactions["checkout / pay"].ResponseTime);
        Assert.InRange(inner.Min, result.Of("GET /b").ResponseTime.Min, outer.Min);

        // Those of the intervals together: a second may end between the two.
        Assert.Equal(["checkout", "checkout / pay"], result.Intervals.SelectMany(i => i.Transactions.Keys).Order(StringComparer.Ordinal));
        Assert.All(result.Intervals.SelectMany(i => i.Transactions), t => Same.As(result.Transactions[t.Key], t.Value, t.Key));
    }

    [Fact]
    public async Task A_failed_request_fails_the_transactions_around_it_even_where_it_was_open_at_their_end()
    {
        var result = await Script.Once(_server, async user =>
        {
            await user.Transaction("outer", async () =>
            {
                await user.Transaction("inner", async () => (await user.Http.Get("/a")).Expect(false, "never"));
                await user.Transaction("fine", async () => await user.Http.Get("/a"));
            });
            await user.Http.Get("/bad");
            await user.Transaction("later", async () => await user.Http.Get("/a"));
        });

        Assert.Equal(
            [("later", 0), ("outer", 1), ("outer / fine", 0), ("outer / inner", 1)],
            result.Transactions.Select(t => (t.Key, (int)t.Value.Failed)).OrderBy(t => t.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_transaction_that_throws_fails_and_so_does_one_with_a_requirement_that_does_not_hold()
    {
        var result = await Script.Once(_server, async user =>
        {
            await Assert.ThrowsAsync<FormatException>(async () => await user.Transaction("throws", () => throw new FormatException()));
            await user.Transaction("requires", async () => (await user.Http.Get("/a")).Require(201));
        });

        Assert.Equal([("requires", 1), ("throws", 1)], result.Transactions.Select(t => (t.Key, (int)t.Value.Failed)).Order());
        Assert.Empty(result.UserErrors);
    }

    [Fact]
    public async Task Pauses_are_none_of_a_transactions_time()
    {
        var (thoughtful, blocking) = (TimeSpan.Zero, TimeSpan.Zero);
        var result = await Script.Once(_server, async user =>
        {
            var since = Stopwatch.StartNew();
            await user.Transaction("thoughtful", async () =>
            {
                await user.Pause(1);
                await user.Http.Get("/a");
            });
            thoughtful = since.Elapsed;
            await user.Transaction("blocking", async () =>
            {
                since.Restart();
                await Task.Delay(300);
                blocking = since.Elapsed;
            });
        });

        // Pauses are never shorter than asked for; histograms round by a thousandth.
        Assert.InRange(result.Transactions["thoughtful"].ResponseTime.Max, 0, (thoughtful - TimeSpan.FromSeconds(0.99)).TotalMicroseconds);
        Assert.InRange(result.Transactions["blocking"].ResponseTime.Max, blocking.TotalMicroseconds * 0.998, long.MaxValue);
    }

    [Fact]
    public async Task What_the_stop_cuts_off_counts_neither_way()
    {
        var waits = false;
        var script = new Script
        {
            Task = async user => await user.Transaction("endless", async () =>
            {
                await user.Transaction("done", async () => await user.Http.Get("/a"));
                await user.Measure("waits", () =>
                {
                    Volatile.Write(ref waits, true);
                    return Task.Delay(-1, user.Stopping);
                });
            }),
            EndsWhen = _ => Volatile.Read(ref waits),
        };

        var result = await script.Run(_server);

        Assert.Equal(["endless / done"], result.Transactions.Keys);
        Assert.Equal("GET /a", Assert.Single(result.Requests).Key.ToString());
        Assert.Equal(1, result.Unfinished?.Count);
        Assert.Empty(result.UserErrors);
        Assert.Empty(result.Failures);
    }

    [Fact]
    public async Task A_measured_call_counts_like_a_request_without_a_status()
    {
        var threads = new List<bool>();
        var result = await Script.Once(_server, async user =>
        {
            await user.Http.Get("/bad");
            await user.Measure("ping", () => AtLeast.Delay(TimeSpan.FromMilliseconds(50)));
            threads.Add(user.Context.Loop.IsCurrent);
            Assert.Equal(3, await user.Measure("length", async () =>
            {
                await Task.Yield();
                return "abc".Length;
            }, "SQL"));
            Assert.Equal("x", await user.Measure("task", () => Task.FromResult("x")));
            Assert.Equal("y", await user.Measure("value task", () => ValueTask.FromResult("y")));
            await user.Measure("async", async () => await Task.Delay(1).ConfigureAwait(false));
            threads.Add(user.Context.Loop.IsCurrent);
        });

        Assert.Equal([true, true], threads);
        Assert.Equal(
            ["CALL async", "CALL ping", "CALL task", "CALL value task", "GET /bad", "SQL length"], result.Requests.Keys.Select(k => k.ToString()).Order(StringComparer.Ordinal));
        Assert.InRange(result.Of("CALL ping").ResponseTime.Min, 49_900, long.MaxValue);
        Assert.Empty(result.Of("CALL ping").Statuses);
        Assert.Equal(1, result.Total().Failed);
    }

    [Fact]
    public async Task A_measured_call_that_throws_has_failed_once_and_ends_the_iteration()
    {
        var after = false;
        RequirementException? seen = null;
        var result = await Script.Once(_server, async user =>
        {
            try
            {
                await user.Transaction("order", async () => await user.Measure("insert", () => Task.FromException(new TimeoutException("no answer from the database")), "SQL"));
                after = true;
            }
            catch (RequirementException exception)
            {
                seen = exception;
                throw;
            }
        });

        Assert.False(after);
        Assert.IsType<TimeoutException>(seen!.InnerException);
        Assert.Equal((FailureKind.Exception, "TimeoutException: no answer from the database"), result.OnlyFailure());
        Assert.Equal((1, 1), (result.Of("SQL insert").Settled, result.Of("SQL insert").Failed));
        Assert.Equal(new SortedDictionary<FailureKind, long> { [FailureKind.Exception] = 1 }, result.Of("SQL insert").FailureKinds);
        Assert.Equal(1, result.Transactions["order"].Failed);
        Assert.Empty(result.UserErrors);
        var sample = Assert.Single(result.Failures[0].Stats.Samples);
        Assert.Equal("SQL insert", sample.Url);
        Assert.StartsWith("System.TimeoutException: no answer", sample.Body);
    }

    [Fact]
    public async Task Hooks_see_measured_calls_as_requests()
    {
        var seen = new ConcurrentQueue<RequestEvent>();
        var script = new Script
        {
            Hooks = new Hooks { Request = seen.Enqueue },
            Task = async user =>
            {
                await user.Measure("ping", () => ValueTask.CompletedTask);
                await user.Measure("pong", () => ValueTask.FromException(new IOException("gone")), "TCP");
            },
        };

        await script.Run();

        Assert.Equal([("CALL", "ping", FailureKind.None, null), ("TCP", "pong", FailureKind.Exception, "IOException: gone")], seen.Select(s => (s.Method, s.Name, s.Kind, s.Reason)));
        Assert.All(seen, s => Assert.Equal((0, null), (s.Status, s.Url)));
    }

    [Fact]
    public async Task Metrics_of_a_task_are_in_its_run()
    {
        var result = await Script.Once(null, user =>
        {
            user.Counter("orders");
            user.Counter("orders", 2);
            user.Gauge("queue", 5);
            user.Gauge("queue", -3);
            user.Rate("found", true);
            user.Rate("found", false);
            user.Trend("hits", 12.3456);
            user.Trend("bytes", 5e6);
            return default;
        });

        Assert.Equal(3, result.Metrics["orders"].Sum);
        Assert.Equal((-3.0, -3.0, 5.0), (result.Metrics["queue"].Last, result.Metrics["queue"].Minimum, result.Metrics["queue"].Maximum));
        Assert.Equal((2, 1.0), (result.Metrics["found"].Count, result.Metrics["found"].Sum));
        Assert.Equal(12_346, result.Metrics["hits"].Values!.Max);
        Assert.Equal(5e6, result.Metrics["bytes"].Maximum);
        Assert.Contains("Of the metric 'bytes', 1 value was above 3,600,000", result.Note("TREND-TOO-LARGE")!.Text);
        Assert.Empty(result.Requests);
    }

    [Fact]
    public async Task Values_that_cannot_be_are_refused_with_the_name_of_the_metric()
    {
        await Script.Once(null, user =>
        {
            Assert.Contains("'orders'", Assert.Throws<ArgumentOutOfRangeException>(() => user.Counter("orders", -1)).Message);
            Assert.Contains("'hits'", Assert.Throws<ArgumentOutOfRangeException>(() => user.Trend("hits", double.NaN)).Message);
            Assert.Contains("'queue'", Assert.Throws<ArgumentOutOfRangeException>(() => user.Gauge("queue", double.PositiveInfinity)).Message);
            user.Rate("found", true);
            Assert.Contains("is a rate and cannot be a gauge", Assert.Throws<InvalidOperationException>(() => user.Gauge("found", 1)).Message);
            return default;
        });
    }
}
