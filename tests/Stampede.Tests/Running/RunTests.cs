using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>A run as a whole: intervals, observers, results, several at once, both transports.</summary>
public class RunTests
{
    private static readonly RunOptions Once = new() { RunTime = TimeSpan.FromMinutes(1), Iterations = 1 };

    [Fact]
    public async Task Observers_are_told_start_intervals_and_end_in_order()
    {
        using var server = new TestServer();
        var first = new ObserverLog();
        var second = new ObserverLog();
        var script = Asking(endsWhen: script => script.IterationsOver > 0 && second.Intervals.Count > 0);
        var result = await script.Run(server, new RunOptions { Observers = [first, second] });
        foreach (var log in (ObserverLog[])[first, second])
        {
            Assert.Equal("started", log.Calls[0]);
            Assert.Equal("ended", log.Calls[^1]);
            Assert.True(log.Intervals.Count >= 2, $"{log.Intervals.Count} intervals");
            Assert.All(log.Calls[1..^1], c => Assert.Equal("interval", c));
            Assert.Equal(Enumerable.Range(0, log.Intervals.Count), log.Intervals.Select(i => i.Index));
        }

        Assert.Equal("script", first.Start!.Plan.Name);
        Assert.Equal(first.Start.Plan.Seed, result.Plan.Seed);
        Assert.Equal("epoll", first.Start.Environment.Transport);
        Assert.Equal(Verdict.Passed, first.Result!.Verdict);
        Assert.Equal(result.Total().Settled, first.Result.Total().Settled);
        Assert.True(first.Start.Started <= result.Started);
    }

    [Fact]
    public async Task Intervals_follow_each_other_without_a_gap_and_add_up()
    {
        using var server = new TestServer(r => new Reply(r.Target == "/missing" ? 404 : 200));
        var log = new ObserverLog();
        var script = new Script
        {
            WaitTime = WaitTime.Constant(0.002),
            Task = async user =>
            {
                await user.Http.Get("/a");
                (await user.Http.Get("/missing")).Expect(user.Iteration % 2 == 0 ? 404 : 200);
                user.Check("even", user.Iteration % 2 == 0);
            },
            EndsWhen = script => script.IterationsOver > 6 && log.Intervals.Count > 1,
        };
        var result = await script.Run(server, new RunOptions { Users = 3, SpawnRate = 1000, Observers = [log] });
        result.SumsAgree();
        var end = TimeSpan.Zero;
        foreach (var interval in result.Intervals)
        {
            Assert.Equal(end, interval.Offset);
            end += interval.Length;
        }

        Assert.True(result.Intervals.Count >= 3);
        Assert.True(end >= result.Duration);
        Assert.True(result.Duration >= result.Intervals[^1].Offset);
        Assert.Equal(result.Checks["even"], result.Intervals.Aggregate(default(CheckStats), (sum, i) => sum + i.Checks.GetValueOrDefault("even")));
        Assert.Equal(result.Classes[0].Iterations, result.Intervals.Sum(i => i.Classes[0].Iterations));
        Assert.Equal(result.Classes[0].TasksStarted[0], result.Intervals.Sum(i => i.Classes[0].TasksStarted[0]));
        Assert.Equal(result.Total().Failed, result.Intervals.Sum(i => i.Failures.Sum(f => f.Stats.Count)));
        Assert.True(result.Of("GET /missing") is { Failed: > 0, Accepted: > 0 });

        // What was cut off may not have reached the server.
        Assert.InRange(server.Requests.Count, result.Total().Settled, result.Total().Settled + (result.Unfinished?.Count ?? 0));
        Assert.All(result.Intervals, i => Assert.NotNull(i.Generator));
    }

    [Fact]
    public async Task Intervals_are_kept_only_where_asked_for()
    {
        var result = await new LoadTest { Users = [typeof(ScriptUser)], Services = new Services().Add(new Script()) }
            .Run(new RunOptions { RunTime = TimeSpan.FromSeconds(0.1) });
        Assert.Empty(result.Intervals);
        Assert.Single(result.Classes);
    }

    [Fact]
    public async Task An_observer_that_throws_is_noted_once_and_the_run_goes_on()
    {
        using var server = new TestServer();
        var good = new ObserverLog();
        var bad = new ObserverLog((_, _) => throw new IOException("disk on fire"));
        var result = await Asking(endsWhen: _ => good.Intervals.Count > 0).Run(server, new RunOptions { Observers = [bad, good] });
        Assert.Equal(RunEnding.Interrupted, result.Ending);
        Assert.Equal(["started", "interval"], bad.Calls);
        Assert.Equal("ended", good.Calls[^1]);
        Assert.True(good.Intervals.Count >= 2);
        var note = result.Note("OBSERVER-FAILED")!;
        Assert.Equal(NoteSeverity.Warning, note.Severity);
        Assert.Contains("ObserverLog", note.Text, StringComparison.Ordinal);
        Assert.Contains("disk on fire", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_observer_delays_intervals_and_loses_none_of_what_they_count()
    {
        using var server = new TestServer();
        var log = new ObserverLog((_, _) => Thread.Sleep(1_300));
        var result = await Asking().Run(server, new RunOptions { RunTime = TimeSpan.FromSeconds(1.6), Course = new PatientClock(), Observers = [log] });
        result.SumsAgree();
        Assert.InRange(server.Requests.Count, result.Total().Settled, result.Total().Settled + (result.Unfinished?.Count ?? 0));
        Assert.InRange(result.Duration, TimeSpan.FromSeconds(1.6), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Names_beyond_the_limit_are_counted_together_with_a_finding()
    {
        using var server = new CheapServer();
        using var over = new CancellationTokenSource();
        var script = new Script
        {
            Task = async user =>
            {
                for (var id = 0; id < 2_100; id++)
                {
                    await user.Http.Get($"/things/{id}");
                }
            },
            AfterIteration = _ => over.Cancel(),
        };
        var result = await new LoadTest { Host = server.Url, Users = [typeof(ScriptUser)], Services = new Services().Add(script) }
            .Run(new RunOptions { RunTime = TimeSpan.FromMinutes(5) }, over.Token);
        Assert.Equal((2_100, 2_001), (result.Total().Settled, result.Requests.Count));
        Assert.Equal(100, result.Requests[RequestKey.Other].Settled);
        var note = result.Note("NAMES-NOT-GROUPED")!;
        Assert.Equal(NoteSeverity.Warning, note.Severity);
        Assert.Contains("/things/2000", note.Text, StringComparison.Ordinal);
        Assert.Contains("name:", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_is_not_started_where_there_is_a_host_or_a_mistake()
    {
        using var server = new TestServer();
        var service = ServiceProcess.Command("no-such-program-here");
        var test = new LoadTest { Host = server.Url, Service = service, Users = [typeof(ScriptUser)], Services = new Services().Add(Asking()) };
        Assert.True((await test.Run(Once)).Total().Settled > 0);
        await Assert.ThrowsAsync<LoadTestException>(() => new LoadTest { Service = service }.Run(new RunOptions { Thresholds = ["nonsense"], Classes = ["None"] }));
    }

    [Fact]
    public async Task An_observer_may_stop_the_run_and_add_notes()
    {
        using var server = new TestServer();
        var log = new ObserverLog((_, run) =>
        {
            run.Note(new RunNote("SEEN", NoteSeverity.Note, "It was seen."));
            run.Note(new RunNote("SEEN", NoteSeverity.Note, "It was seen."));
            run.Stop(RunEnding.ThresholdAborted, "Enough.");
            run.Stop(RunEnding.Interrupted, "Once more.");
        });
        var result = await Asking().Run(server, new RunOptions { RunTime = TimeSpan.FromMinutes(5), Observers = [log] });
        Assert.Equal(RunEnding.ThresholdAborted, result.Ending);
        Assert.Equal("Enough.", result.Note("STOPPED")!.Text);
        Assert.NotNull(result.Note("SEEN"));
    }

    [Fact]
    public async Task A_threshold_that_aborts_ends_the_run_as_failed()
    {
        using var server = new TestServer(_ => new Reply(500));
        var result = await Asking().Run(server, new RunOptions { RunTime = TimeSpan.FromMinutes(5), Thresholds = ["failure_rate < 10% abort"] });
        Assert.Equal(RunEnding.ThresholdAborted, result.Ending);
        Assert.Equal((Verdict.Failed, 3), (result.Verdict, result.ExitCode));
        Assert.Contains("failure_rate < 10%", result.Note("STOPPED")!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_load_tests_at_once_keep_their_figures_apart()
    {
        using var first = new TestServer();
        using var second = new TestServer(_ => new Reply(500));
        var both = await Task.WhenAll(
            Asking("/first", s => s.UsersStarted == 2 && s.IterationsOver > 10).Run(first, new RunOptions { Users = 2, SpawnRate = 1000 }),
            Asking("/second", s => s.UsersStarted == 3 && s.IterationsOver > 10).Run(second, new RunOptions { Users = 3, SpawnRate = 1000 }));
        Assert.Equal(["GET /first"], both[0].Requests.Keys.Select(k => k.ToString()));
        Assert.Equal(["GET /second"], both[1].Requests.Keys.Select(k => k.ToString()));
        Assert.Equal((0, both[1].Total().Settled), (both[0].Total().Failed, both[1].Total().Failed));
        Assert.InRange(first.Requests.Count, both[0].Total().Settled, both[0].Total().Settled + (both[0].Unfinished?.Count ?? 0));
        Assert.InRange(second.Requests.Count, both[1].Total().Settled, both[1].Total().Settled + (both[1].Unfinished?.Count ?? 0));
        Assert.Equal((2, 3), (both[0].Classes[0].Running, both[1].Classes[0].Running));
    }

    [Fact]
    public async Task The_portable_transport_measures_the_same()
    {
        using var server = new TestServer(r => new Reply(200, r.Text));
        var result = await Script.Once(
            server,
            async user =>
            {
                Assert.Equal("hello", (await user.Http.Post("/echo", "hello")).Text);
                await user.Pause(0.01);
                var all = await user.Http.All(Request.Post("/echo", "1"), Request.Post("/echo", "2"));
                Assert.Equal(["1", "2"], all.Select(r => r.Text));
            },
            portable: true);
        Assert.Equal("sockets", result.Environment!.Transport);
        Assert.Equal((3, 0), (result.Of("POST /echo").Settled, result.Total().Failed));
    }

    [Fact]
    public async Task The_portable_transport_ends_a_run_like_the_other()
    {
        using var server = new TestServer(_ => new Reply { Never = true });
        var script = new Script { Task = async user => await user.Http.Get("/never"), EndsWhen = _ => server.Requests.Count == 3 };
        var result = await script.Run(server, new RunOptions { Users = 3, SpawnRate = 1000, PortableTransport = true });
        Assert.Equal((0, 3), (result.Total().Settled, result.Unfinished!.Count));
        Assert.Null(result.Note("USERS-ABANDONED"));
    }

    [Fact]
    public async Task A_run_without_any_request_has_no_data()
    {
        var result = await new Script().Run(options: new RunOptions { RunTime = TimeSpan.FromSeconds(0.1) });
        Assert.Equal((Verdict.NoData, 4), (result.Verdict, result.ExitCode));
    }

    [Fact]
    public async Task Classes_are_mixed_by_weight_after_fixed_counts_at_every_moment()
    {
        var order = new List<string>();
        var test = new LoadTest { Users = [typeof(Heavy), typeof(Light), typeof(Fixed), typeof(Never)], Services = new Services().Add(order) };
        var result = await test.RunUntil(() => order.Count == 10, new RunOptions { Users = 10, SpawnRate = 1000, Loops = 1 });
        Assert.Equal(["Heavy 6", "Light 2", "Fixed 2", "Never 0"], result.Classes.Select(c => $"{c.Name} {c.Planned}"));
        Assert.Equal(["Heavy 6", "Light 2", "Fixed 2", "Never 0"], result.Classes.Select(c => $"{c.Name} {c.Running}"));
        Assert.Equal(["Fixed", "Fixed"], order[..2]);
        for (var n = 1; n <= 8; n++)
        {
            var heavy = order[2..(2 + n)].Count(o => o == "Heavy");
            Assert.InRange(heavy, (n * 0.75) - 1, (n * 0.75) + 1);
        }
    }

    [Fact]
    public async Task Fixed_counts_alone_bound_the_users()
    {
        var result = await new LoadTest { Users = [typeof(Fixed)], Services = new Services().Add(new List<string>()) }
            .Run(new RunOptions { Users = 10, SpawnRate = 1000, RunTime = TimeSpan.FromSeconds(0.2) });
        Assert.Equal(2, result.Classes[0].Planned);
    }

    [Fact]
    public async Task A_run_whose_fixed_users_are_all_lost_ends()
    {
        var result = await new LoadTest { Users = [typeof(FixedAndLost)] }
            .Run(new RunOptions { Users = 10, SpawnRate = 1000, RunTime = TimeSpan.FromMinutes(5), StartRetries = 0 });
        Assert.Equal(RunEnding.AllUsersLost, result.Ending);
    }

    [Fact]
    public async Task Named_classes_alone_are_run()
    {
        var result = await new LoadTest { Users = [typeof(Heavy), typeof(Light)], Services = new Services().Add(new List<string>()) }
            .Run(new RunOptions { Classes = ["Light"], RunTime = TimeSpan.FromSeconds(0.1) });
        Assert.Equal(["Light"], result.Classes.Select(c => c.Name));
    }

    [Fact]
    public async Task A_class_may_have_its_own_host_and_the_command_line_overrides_it()
    {
        using var server = new TestServer();
        using var other = new TestServer();
        var test = new LoadTest { Host = server.Url, Users = [typeof(HostedUser)], Services = new Services().Add(other.Url) };
        await test.Run(Once);
        Assert.Equal((0, 1), (server.Requests.Count, other.Requests.Count));
        await test.Run(Once with { Host = server.Url });
        Assert.Equal((1, 1), (server.Requests.Count, other.Requests.Count));
    }

    [Fact]
    public async Task Options_override_the_test_and_are_in_the_plan()
    {
        var test = new LoadTest
        {
            Name = "named",
            Host = "http://localhost:1",
            Users = [typeof(ScriptUser)],
            Services = new Services().Add(new Script()),
            Load = Load.Users(50, spawnRate: 2).For("5m"),
            Thresholds = ["requests >= 0"],
        };
        var plan = (await test.Run(new RunOptions
        {
            Users = 2,
            SpawnRate = 100,
            RunTime = TimeSpan.FromSeconds(0.1),
            Thresholds = ["failures == 0"],
            StopTimeout = TimeSpan.FromSeconds(1),
            StartRetries = 7,
        })).Plan;
        Assert.Equal(("named", "http://localhost:1", 2, (double?)100), (plan.Name, plan.Host, plan.Load.Users, plan.Load.SpawnRate));
        Assert.Equal(TimeSpan.FromSeconds(0.1), plan.Load.Duration);
        Assert.Equal(["requests >= 0", "failures == 0"], plan.Thresholds);
        Assert.Equal((TimeSpan.FromSeconds(1), 7), (plan.StopTimeout, plan.StartRetries));
        Assert.Equal(("ScriptUser", "60 s", 1), (plan.Classes[0].Name, plan.Classes[0].WaitTime, plan.Classes[0].Tasks.Count));
    }

    private static Script Asking(string url = "/", Func<Script, bool>? endsWhen = null) =>
        new() { WaitTime = WaitTime.Constant(0.01), Task = async user => await user.Http.Get(url), EndsWhen = endsWhen };

    private abstract class NotingUser(List<string> order) : User
    {
        public override WaitTime WaitTime => WaitTime.Constant(60);

        [Task]
        public void Nothing()
        {
        }

        protected internal override ValueTask OnStart()
        {
            order.Add(GetType().Name);
            return default;
        }
    }

    private sealed class Heavy(List<string> order) : NotingUser(order)
    {
        public override double Weight => 3;
    }

    private sealed class Light(List<string> order) : NotingUser(order);

    private sealed class Fixed(List<string> order) : NotingUser(order)
    {
        public override int FixedCount => 2;
    }

    private sealed class Never(List<string> order) : NotingUser(order)
    {
        public override double Weight => 0;
    }

    private sealed class FixedAndLost : User
    {
        public override int FixedCount => 2;

        [Task]
        public void Nothing()
        {
        }

        protected internal override ValueTask OnStart() => throw new InvalidOperationException();
    }

    private sealed class HostedUser(string host) : HttpUser
    {
        public override string Host => host;

        public override WaitTime WaitTime => WaitTime.Constant(60);

        [Task]
        public async ValueTask Ask() => await Http.Get("/");
    }
}
