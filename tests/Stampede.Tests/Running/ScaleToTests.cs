namespace Stampede.Tests;

/// <summary>A run made as long as wanted, everything in it in proportion; and thresholds instead of the test's.</summary>
public sealed class ScaleToTests
{
    [Fact]
    public async Task Ramp_phases_and_duration_are_scaled_together_and_users_stay()
    {
        var script = new Script { Load = Load.Users(5, spawnRate: 1).For("50s").WarmUp("10s").CoolDown("5s") };
        var load = (await script.Run(options: To(0.5))).Plan.Load;
        Assert.Equal((5, 100.0), (load.Users, load.SpawnRate));
        Assert.Equal((Seconds(0.5), Seconds(0.1), Seconds(0.05)), (load.Duration, load.WarmUp, load.CoolDown));
    }

    [Fact]
    public async Task It_comes_after_what_else_is_changed()
    {
        var script = new Script { Load = Load.Users(5, spawnRate: 1).For("50s") };
        var load = (await script.Run(options: To(0.5) with { RunTime = Seconds(5), WarmUp = Seconds(1) })).Plan.Load;
        Assert.Equal((10.0, Seconds(0.1)), (load.SpawnRate, load.WarmUp));
    }

    [Fact]
    public async Task Loads_beside_each_other_keep_their_places()
    {
        var script = new Script { Load = Load.Parallel(Load.Users(1).For("60s").Named("a"), Load.Arrivals(5).After("30s").For("30s").Named("b")) };
        var parts = (await script.Run(options: To(0.6))).Plan.Load.Parts;
        Assert.Equal((Seconds(0.3), Seconds(0.6), 5.0), (parts[1].Start, parts[1].End, parts[1].ArrivalRate));
    }

    [Fact]
    public async Task A_load_without_an_end_ends_then()
    {
        var script = new Script { Load = Load.Users(1, 1) };
        Assert.Equal(Seconds(0.3), (await script.Run(options: To(0.3), endless: true)).Plan.Load.Duration);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_time_that_is_none_is_refused(double seconds)
    {
        var problem = await Assert.ThrowsAsync<LoadTestException>(() => new Script { Load = Load.Stages(new Stage(1, "1s")) }.Run(options: To(seconds)));
        Assert.Contains("must be above zero", problem.Message);
    }

    [Fact]
    public async Task Thresholds_of_the_options_can_stand_instead_of_those_of_the_test_and_its_loads()
    {
        var script = new Script { Load = Load.Users(1).For("200ms").Threshold("p(50) < 1ms"), Thresholds = ["p(99) < 1ms"] };
        var options = new RunOptions { Thresholds = ["failures < 1"] };
        Assert.Equal(["p(99) < 1ms", "failures < 1", "p(50){load:users} < 1ms"], (await script.Run(options: options)).Plan.Thresholds);
        Assert.Equal(["failures < 1"], (await script.Run(options: options with { ReplaceThresholds = true })).Plan.Thresholds);
    }

    private static RunOptions To(double seconds) => new() { ScaleTo = Seconds(seconds) };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
