using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Warm-up and cool-down are left out, and shown as left out.</summary>
public sealed class PhaseTests
{
    private static readonly Script Checking = new()
    {
        Load = Load.Users(2, 1000).For("1.5s").WarmUp("400ms").CoolDown("300ms"),
        WaitTime = WaitTime.Constant(0.02),
        Task = user =>
        {
            user.Check("done", true);
            return default;
        },
    };

    [Fact]
    public async Task Totals_are_those_of_the_steady_phase()
    {
        using var server = new TestServer();
        var script = new Script { Load = Checking.Load, WaitTime = Checking.WaitTime, Task = async user => (await user.Http.Get("/")).Expect(200) };
        var result = await script.Run(server, new RunOptions { Course = new PatientClock() });

        Assert.Equal([Phase.WarmUp, Phase.Steady, Phase.CoolDown], result.Phases.Select(p => p.Phase));
        var (warm, steady, cool) = (result.Phases[0], result.Phases[1], result.Phases[2]);
        Assert.Equal((TimeSpan.Zero, warm.Length, steady.Offset + steady.Length), (warm.Offset, steady.Offset, cool.Offset));
        Assert.True(warm.Length >= TimeSpan.FromSeconds(0.4));
        Assert.True(cool.Offset >= TimeSpan.FromSeconds(1.2));
        Assert.Equal(steady.Length, result.Duration);
        Assert.Equal(steady.Settled, result.Total().Settled);
        Assert.True(warm.Settled > 0 && cool.Settled > 0);
        Assert.Equal(result.Intervals.Where(i => i.Phase == Phase.Steady).Sum(i => i.Classes[0].Iterations), result.Classes[0].Iterations);
        Assert.Equal(warm.Settled, result.Intervals.Where(i => i.Phase == Phase.WarmUp).Sum(i => i.Requests.Values.Sum(r => r.Settled)));
    }

    [Fact]
    public async Task Thresholds_do_not_see_the_warm_up()
    {
        var clock = new PatientClock();
        var began = clock.GetTimestamp();
        var script = new Script
        {
            Load = Load.Users(1).For("1s").WarmUp("500ms"),
            WaitTime = WaitTime.Constant(0.02),
            Thresholds = ["check(\"warm\") > 99%"],
            Task = user =>
            {
                // The first fails; what else does is in the first half of the warm-up, by its own clock.
                user.Check("warm", user.Iteration > 1 && clock.GetElapsedTime(began) > TimeSpan.FromMilliseconds(250));
                return default;
            },
        };
        var result = await script.Run(options: new RunOptions { Course = clock });
        Assert.Equal(Verdict.NoData, result.Verdict); // there is no request at all
        Assert.Equal(ThresholdOutcome.Passed, result.Thresholds[0].Outcome);
    }

    [Fact]
    public async Task A_run_that_ends_in_its_warm_up_has_measured_nothing()
    {
        using var over = new CancellationTokenSource();
        var script = new Script { Load = Load.Users(1).For("60s").WarmUp("30s"), AfterIteration = _ => over.Cancel() };
        var result = await script.Run(cancellationToken: over.Token);
        Assert.Equal((RunEnding.Interrupted, TimeSpan.Zero, Verdict.NoData), (result.Ending, result.Duration, result.Verdict));
        Assert.Equal(Phase.WarmUp, Assert.Single(result.Phases).Phase);
        Assert.Equal(("ScriptUser", 0), (result.Classes[0].Name, result.Classes[0].Iterations));
    }

    [Fact]
    public async Task Reset_stats_leaves_out_what_was_before_all_users_had_started()
    {
        var spawned = false;
        var script = new Script
        {
            Load = Load.Users(5, 10),
            WaitTime = WaitTime.Constant(0.01),
            Hooks = new Hooks { SpawningComplete = _ => Volatile.Write(ref spawned, true) },
            EndsWhen = _ => Volatile.Read(ref spawned),
        };
        var result = await script.Run(options: new RunOptions { ResetStats = true });
        Assert.Equal([Phase.WarmUp, Phase.Steady], result.Phases.Select(p => p.Phase));
        Assert.True(result.Phases[1].Offset >= TimeSpan.FromSeconds(0.4), $"{result.Phases[1].Offset}");
        Assert.Equal(5, result.Intervals.First(i => i.Phase == Phase.Steady).Classes[0].Running);
    }

    [Fact]
    public async Task Without_phases_everything_is_measured()
    {
        var result = await new Script { WaitTime = WaitTime.Constant(0.01) }.Run(options: new RunOptions { RunTime = TimeSpan.FromSeconds(0.2) });
        Assert.Empty(result.Phases);
        Assert.All(result.Intervals, i => Assert.Equal(Phase.Steady, i.Phase));
    }
}
