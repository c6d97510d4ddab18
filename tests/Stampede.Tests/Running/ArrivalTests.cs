using System.Diagnostics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>The open model as it runs: arrivals start on their own schedule, and each is accounted for.</summary>
public sealed class ArrivalTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Every_arrival_becomes_an_iteration_whatever_the_users_wait(int loops)
    {
        using var server = new TestServer();
        var script = new Script
        {
            Load = Load.Arrivals(200).For("1s"),
            WaitTime = WaitTime.Constant(3600),
            Task = async user => (await user.Http.Get("/")).Expect(200),
        };
        var result = await script.Run(server, new RunOptions { Loops = loops, StopTimeout = TimeSpan.FromSeconds(10) });

        var arrivals = Assert.Single(result.Arrivals);
        Assert.Equal(("arrivals", 200, 200, 0, 0), (arrivals.Load, arrivals.Scheduled, arrivals.Started, arrivals.Dropped, arrivals.InFlight));
        Assert.Equal(200, result.Total().Settled);
        Assert.Equal(200, result.Classes[0].Iterations);
        Assert.Equal(arrivals.Scheduled, result.Intervals.Sum(i => i.Arrivals.Sum(a => a.Scheduled)));
    }

    [Fact]
    public async Task Users_are_made_as_needed_and_used_again()
    {
        using var server = new TestServer();
        var users = 0;
        var script = new Script
        {
            Load = Load.Arrivals(30).For("3s"),
            OnStart = _ =>
            {
                Interlocked.Increment(ref users);
                return default;
            },
            Task = async user => (await user.Http.Get("/")).Expect(200),
        };
        var result = await script.Run(server, new RunOptions { StopTimeout = TimeSpan.FromSeconds(10) });
        Assert.Equal(90, result.Total().Settled);

        // An arrival every 33 ms, an answer in less: a machine that stands still for two seconds needs more users than one, but not one each.
        Assert.InRange(users, 1, 80);
        Assert.Equal(users, result.Classes[0].Running);
    }

    [Fact]
    public async Task What_is_over_the_limit_in_flight_is_dropped_and_counted()
    {
        var script = new Script { Load = Load.Arrivals(100).InFlight(3).For("1s"), Task = user => user.Pause(60) };
        var result = await script.Run(options: new RunOptions { Loops = 2 });

        var arrivals = Assert.Single(result.Arrivals);
        Assert.Equal((100, 3, 97), (arrivals.Scheduled, arrivals.Started, arrivals.Dropped));
        Assert.Equal(3, arrivals.InFlight); // cut off, not over
        Assert.Equal(3, result.Plan.Load.Parts[0].Users);
    }

    [Fact]
    public async Task A_server_that_stalls_is_seen_by_all_that_arrive_meanwhile()
    {
        // Experiment A of the plan, scaled: half of the run is stalled, so the 99th percentile is 98 % of the stall.
        var stall = TimeSpan.FromSeconds(1);
        using var server = new StallingServer(after: 100, stall);
        var script = new Script
        {
            Load = Load.Arrivals(200).For("2s"),
            Task = async user => (await user.Http.Get("/")).Expect(200),
        };
        var result = await script.Run(server.Server, new RunOptions { StopTimeout = TimeSpan.FromSeconds(30) });

        AssertSeen(result, stall, requests: 400);
    }

    [Fact]
    public async Task A_server_that_stalls_is_seen_by_users_that_pace()
    {
        var stall = TimeSpan.FromSeconds(1);
        using var server = new StallingServer(after: 100, stall);
        var script = new Script
        {
            Load = Load.Users(20, 1000).IterationsPerUser(20).For("60s"),
            WaitTime = WaitTime.Pacing(0.1),
            Task = async user => (await user.Http.Get("/")).Expect(200),
        };
        var result = await script.Run(server.Server);

        AssertSeen(result, stall, requests: 400);
    }

    [Fact]
    public async Task What_follows_an_arrivals_first_request_counts_from_its_own_start()
    {
        using var server = new TestServer(r => new Reply { After = TimeSpan.FromSeconds(r.Target == "/first" ? 0.6 : 0) });
        var longest = 0.0;
        var script = new Script
        {
            Load = Load.Arrivals(10).For("0.5s"),
            Task = async user =>
            {
                (await user.Http.Get("/first")).Expect(200);
                var since = Stopwatch.StartNew();
                (await user.Http.Get("/second")).Expect(200);
                longest = Math.Max(longest, since.Elapsed.TotalMicroseconds);
            },
        };
        var result = await script.Run(server, new RunOptions { Loops = 1, StopTimeout = TimeSpan.FromSeconds(30) });

        Assert.InRange(result.Of("GET /first").ResponseTime.Min, 599_000, long.MaxValue);
        Assert.InRange(result.Of("GET /second").ResponseTime.Max, 0, longest * 1.002);
    }

    [Fact]
    public async Task A_wait_before_the_first_request_is_no_response_time()
    {
        using var server = new TestServer();
        var longest = 0.0;
        var script = new Script
        {
            Load = Load.Arrivals(4).For("1s"),
            Task = async user =>
            {
                var since = Stopwatch.StartNew();
                await user.Pause(0.5);
                (await user.Http.Get("/")).Expect(200);
                longest = Math.Max(longest, since.Elapsed.TotalMicroseconds);
            },
        };
        var result = await script.Run(server, new RunOptions { Loops = 1, StopTimeout = TimeSpan.FromSeconds(30) });
        Assert.Equal(4, result.Total().Settled);

        // Of the half second that each waited nothing counts but what the generator was late by.
        Assert.InRange(result.Total().ResponseTime.Max, 0, longest - 250_000);
    }

    [Fact]
    public async Task Classes_share_the_arrivals_by_weight()
    {
        var result = await new LoadTest { Load = Load.Arrivals(400).For("1s"), Users = [typeof(Light), typeof(Heavy)] }
            .Run(new RunOptions { Seed = 1, Loops = 2, StopTimeout = TimeSpan.FromSeconds(10) });
        Assert.Equal([100, 300], result.Classes.Select(c => c.Iterations));
    }

    /// <summary>Everything was sent, and the distribution is the truth: later on a busy machine, never earlier.</summary>
    private static void AssertSeen(RunResult result, TimeSpan stall, long requests)
    {
        var times = result.Total().ResponseTime;
        Assert.Equal((requests, 0), (result.Total().Settled, result.Total().Failed));
        var truth = stall.TotalMilliseconds * (1 - 0.01 / 0.5);
        Assert.True(times.Percentile(99) / 1e3 >= truth * 0.9, $"p99 is {times.Percentile(99) / 1e3} ms, the truth {truth} ms");
        Assert.True(times.Percentile(75) / 1e3 >= stall.TotalMilliseconds * 0.5 * 0.9, $"p75 is {times.Percentile(75) / 1e3} ms");
        Assert.True(times.Max / 1e3 >= stall.TotalMilliseconds * 0.95);
    }

    private sealed class Light : User
    {
        [Task]
        public void Nothing()
        {
        }
    }

    private sealed class Heavy : User
    {
        public override double Weight => 3;

        [Task]
        public void Nothing()
        {
        }
    }
}
