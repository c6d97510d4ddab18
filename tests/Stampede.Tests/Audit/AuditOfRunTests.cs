using System.Diagnostics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>The audit of runs through the real engine: what is wrong with them is found, and nothing in clean ones.</summary>
public sealed class AuditOfRunTests
{
    // The target of these runs is in the test's own process, and the test machine may be busy with anything: what the audit says of that is true,
    // and no false alarm. Nor is that a handful of requests is too few for their threshold.
    private static readonly string[] True = ["GEN-CPU", "GEN-LOOP", "GEN-LAG", "GEN-GC", "COLO", "RATEN", "TAILN"];

    public static TheoryData<bool> Transports => [false, true];

    [Fact]
    public async Task A_busy_loop_in_a_task_is_found_and_makes_the_run_invalid()
    {
        using var server = new TestServer();
        var script = new Script
        {
            Load = Load.Users(4, 1_000).For("8s"),
            WaitTime = WaitTime.Constant(0.05),
            Task = async user =>
            {
                (await user.Http.Get("/")).Expect(200);
                for (var since = Stopwatch.StartNew(); since.ElapsedMilliseconds < 250;)
                {
                    // What holds an event loop.
                }
            },
        };
        var result = await script.Run(server, new RunOptions { Loops = 1 });

        var finding = Assert.Single(result.Audit!.Findings, f => f.Rule == "GEN-LOOP");
        Assert.Equal(NoteSeverity.Invalid, finding.Severity);
        Assert.True(finding.Number("longest lag") >= 240, finding.Meaning);
        Assert.Contains(finding.Examples, e => e.Contains("ScriptUser.Play", StringComparison.Ordinal));
        Assert.Equal((Verdict.Invalid, 5), (result.Verdict, result.ExitCode));
    }

    [Fact]
    public async Task Users_that_compute_much_fill_an_event_loop_and_make_the_run_invalid()
    {
        // 10 ms of work and 10 ms of wait: ten users need five loops.
        using var server = new TestServer();
        var script = new Script
        {
            Load = Load.Users(10, 1_000).For("9s"),
            WaitTime = WaitTime.Constant(0.01),
            Task = async user =>
            {
                (await user.Http.Get("/")).Expect(200);
                for (var since = Stopwatch.StartNew(); since.ElapsedMilliseconds < 10;)
                {
                    // What holds an event loop.
                }
            },
        };
        var result = await script.Run(server, new RunOptions { Loops = 1 });

        var finding = Assert.Single(result.Audit!.Findings, f => f.Rule == "GEN-CPU");
        Assert.Equal(NoteSeverity.Invalid, finding.Severity);
        Assert.True(finding.Number("busiest event loop") > 80, finding.Meaning);
        Assert.Equal(Verdict.Invalid, result.Verdict);
    }

    [Fact]
    public async Task A_server_that_stalls_to_the_end_of_arrivals_is_overloaded()
    {
        using var server = new StallingServer(after: 300, TimeSpan.FromMinutes(5));
        var script = new Script { Load = Load.Arrivals(100).For("8s"), Task = async user => (await user.Http.Get("/")).Expect(200) };
        var result = await script.Run(server.Server);

        var finding = Assert.Single(result.Audit!.Findings, f => f.Rule == "OVERLOAD" && f.Numbers.Any(n => n.Name == "in flight at the end"));
        Assert.Equal(NoteSeverity.Warning, finding.Severity);
        Assert.True(finding.Number("in flight at the end") > 100, finding.Meaning);
    }

    [Fact]
    public async Task A_server_that_stalls_users_is_overloaded()
    {
        using var server = new StallingServer(after: 150, TimeSpan.FromMinutes(5));
        var script = new Script
        {
            Load = Load.Users(10, 1_000).For("5s"),
            WaitTime = WaitTime.Constant(0.05),
            Task = async user => (await user.Http.Get("/")).Expect(200),
        };
        var result = await script.Run(server.Server, new RunOptions { Course = new PatientClock() });

        var finding = Assert.Single(result.Audit!.Findings, f => f.Rule == "OVERLOAD");
        Assert.True(finding.Number("without an answer") >= 2, finding.Meaning);
        Assert.Equal(NoteSeverity.Warning, Assert.Single(result.Audit.Findings, f => f.Rule == "COOL").Severity);
    }

    [Fact]
    public async Task A_server_that_recovers_is_not_overloaded()
    {
        using var server = new StallingServer(after: 50, TimeSpan.FromSeconds(0.5));
        var script = new Script { Load = Load.Arrivals(100).For("4s"), Task = async user => (await user.Http.Get("/")).Expect(200) };
        var result = await script.Run(server.Server, new RunOptions { StopTimeout = TimeSpan.FromSeconds(30) });
        Assert.DoesNotContain(result.Audit!.Findings, f => f.Rule == "OVERLOAD");
    }

    [Fact]
    public async Task Arrivals_that_could_not_start_make_the_run_invalid()
    {
        var script = new Script { Load = Load.Arrivals(100).InFlight(3).For("1s"), Task = user => user.Pause(60) };
        var finding = Assert.Single((await script.Run()).Audit!.Findings, f => f.Rule == "DROPPED");
        Assert.Equal((NoteSeverity.Invalid, 97, 100), (finding.Severity, finding.Number("dropped"), finding.Number("scheduled")));
    }

    [Fact]
    public async Task Users_that_do_not_wait_are_labelled_and_valid()
    {
        using var server = new TestServer();
        var script = new Script { Load = Load.Users(2, 1_000).For("1s"), WaitTime = WaitTime.None, Task = async user => (await user.Http.Get("/")).Expect(200) };
        var result = await script.Run(server);
        var finding = Assert.Single(result.Audit!.Findings, f => f.Rule == "GEN-BOUND");
        Assert.Equal(NoteSeverity.Warning, finding.Severity);
        Assert.Contains("a maximum and not a capacity", finding.Meaning);
        Assert.NotEqual(Verdict.Invalid, result.Verdict);
    }

    [Fact]
    public async Task A_server_that_answers_429_throttles()
    {
        var asked = 0;
        using var server = new TestServer(_ => new Reply(Interlocked.Increment(ref asked) > 50 ? 429 : 200));
        var script = new Script { Load = Load.Users(5, 1_000).Requests(400).For("60s"), WaitTime = WaitTime.Constant(0.02), Task = async user => await user.Http.Get("/") };
        var result = await script.Run(server);
        Assert.Contains(result.Audit!.Findings, f => f.Rule == "THROTTLE" && f.Severity >= NoteSeverity.Warning);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_target_in_the_same_process_is_a_warning(bool portable)
    {
        using var server = new TestServer();
        var result = await new Script { Task = async user => await user.Http.Get("/") }.Run(server, new RunOptions { RunTime = TimeSpan.FromSeconds(0.3), PortableTransport = portable });
        if (!OperatingSystem.IsLinux())
        {
            Assert.Equal(TargetPlace.Loopback, result.Environment!.Target);
            return;
        }

        Assert.Equal(TargetPlace.SameProcess, result.Environment!.Target);
        Assert.Equal(NoteSeverity.Warning, Assert.Single(result.Audit!.Findings, f => f.Rule == "COLO").Severity);
    }

    [Fact]
    public async Task Twenty_clean_runs_of_different_shapes_have_no_false_alarm()
    {
        using var server = new TestServer(r => new Reply(200, "hello") { After = r.Target == "/slow" ? TimeSpan.FromMilliseconds(300) : TimeSpan.Zero });
        Load[] loads =
        [
            Load.Users(1).For("1s"),
            Load.Users(1).For("3s"),
            Load.Users(5, spawnRate: 5).For("3s"),
            Load.Users(20, spawnRate: 10).For("4s"),
            Load.Users(10, spawnRate: 1_000).WarmUp("1s").For("3s"),
            Load.Users(5, spawnRate: 5).WarmUp("1s").CoolDown("1s").For("4s"),
            Load.Users(3, 100).Iterations(20).For("60s"),
            Load.Users(3, 100).IterationsPerUser(5).For("60s"),
            Load.Users(4, 100).Requests(40).For("60s"),
            Load.Stages(new Stage(2, "1s"), new Stage(6, "2s"), new Stage(2, "1s")),
            Load.Stages(new Stage(1, "1s"), new Stage(15, "1s"), new Stage(1, "2s")),
            Load.Arrivals(20).For("3s"),
            Load.Arrivals(50).For("4s"),
            Load.Arrivals(5).For("2s"),
            Load.Arrivals(20).Poisson().For("4s"),
            Load.Arrivals(2).Poisson().For("2s"),
            Load.Arrivals(30).WarmUp("1s").For("3s"),
            Load.Users(2).For("0.3s"),
            Load.Spike(4, 16, after: "1s", lasting: "1s").For("4s"),
            Load.Parallel(Load.Users(3, 10).For("3s").Named("users"), Load.Arrivals(10).For("3s").Named("arrivals")),
        ];
        using var over = new CancellationTokenSource();
        var longest = LongestAnswer(server, over.Token);
        var runs = await Task.WhenAll(loads.Select((load, i) => new Script
        {
            Load = load,
            WaitTime = WaitTime.Between(0.05, 0.2),
            Thresholds = ["failure_rate < 1%"],
            Task = async user => (await user.Http.Get(i % 5 == 4 ? "/slow" : "/")).Expect(200),
        }.Run(server, new RunOptions { StopTimeout = TimeSpan.FromSeconds(20), Loops = 1 })));
        await over.CancelAsync();
        var seen = await longest;
        for (var i = 0; i < runs.Length; i++)
        {
            var alarms = runs[i].Audit!.Findings.Where(f => f.Severity > NoteSeverity.Note && !True.Contains(f.Rule) && !StoodStill(f)).Select(f => $"{loads[i]}: {f.Severity} {f.Rule} {f.Meaning}");
            Assert.Empty(alarms);
            Assert.DoesNotContain(runs[i].Audit!.Findings, f => f.Severity == NoteSeverity.Invalid && !f.Rule.StartsWith("GEN-", StringComparison.Ordinal));
        }

        // That the server stood still is true where another client saw so too.
        bool StoodStill(AuditFinding finding) =>
            finding.Rule == "OVERLOAD" && finding.Numbers.Any(n => n.Name == "without an answer") && seen.TotalSeconds > finding.Number("without an answer") / 2;
    }

    /// <summary>Asks all the while, with another client; gives how long it waited for an answer at most.</summary>
    private static async Task<TimeSpan> LongestAnswer(TestServer server, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var longest = TimeSpan.Zero;
        while (!cancellationToken.IsCancellationRequested)
        {
            var since = Stopwatch.StartNew();
            await client.GetStringAsync(new Uri(server.Url), CancellationToken.None);
            longest = since.Elapsed > longest ? since.Elapsed : longest;
            await Task.Delay(20, CancellationToken.None);
        }

        return longest;
    }
}
