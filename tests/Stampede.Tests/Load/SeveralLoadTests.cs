using Stampede.Engine;

namespace Stampede.Tests;

public sealed class SeveralLoadTests
{
    [Fact]
    public void In_parallel_each_has_its_own_start_and_end()
    {
        var load = Load.Parallel(Load.Users(10).For("1m"), Load.Arrivals(5).For("30s").After("45s"), Load.Users(3)).After("5s");
        Assert.Equal(["users 5s to 1m5s", "arrivals 50s to 1m20s", "users 2 5s to the end"], Places(load));
        Assert.Null(load.Duration);
    }

    [Fact]
    public void In_sequence_each_begins_when_the_one_before_has_ended()
    {
        var load = Load.Sequence(Load.Users(10).For("1m"), Load.Stages(new Stage(5, "20s")).After("10s").Named("rest"), Load.Users(3).For("1s"));
        Assert.Equal(["users 0s to 1m", "rest 1m10s to 1m30s", "users 2 1m30s to 1m31s"], Places(load));
        Assert.Equal(TimeSpan.FromSeconds(91), load.Duration);
        Assert.Equal(
            "3 loads in sequence (users: 10 users, 1 started per second, for 1m; rest: 1 stage to 5 users, for 20s; users: 3 users, 1 started per second, for 1s), for 1m31s",
            load.Description);
    }

    [Fact]
    public void Sequences_and_parallels_hold_each_other() => Assert.Equal(
        ["users 0s to 10s", "users 2 10s to 30s", "users 3 15s to 20s", "last 30s to the end"],
        Places(Load.Sequence(Load.Users(1).For("10s"), Load.Parallel(Load.Users(1).For("20s"), Load.Users(1).For("5s").After("5s")), Load.Users(1).Named("last"))));

    [Fact]
    public void A_duration_of_the_whole_cuts_all() => Assert.Equal(
        ["users 0s to 10s", "users 2 0s to 12s", "users 3 0s to 12s"],
        Places(Load.Parallel(Load.Users(1).For("10s"), Load.Users(1).For("20s"), Load.Users(1)).For("12s")));

    [Fact]
    public void A_made_up_name_makes_way_for_a_given_one() => Assert.Equal(
        ["users", "users 3", "users 2", "users 4"],
        Load.Parallel(Load.Users(1), Load.Users(1), Load.Users(1).Named("users 2"), Load.Users(1)).Parts(TimeSpan.Zero).Select(p => p.Name));

    [Fact]
    public void Classes_of_the_whole_are_those_of_each_that_has_none() => Assert.Equal(
        [typeof(string), typeof(int)],
        Load.Parallel(Load.Users(1), Load.Users(1).Of(typeof(int))).Of(typeof(string)).Parts(TimeSpan.Zero).SelectMany(p => p.Settings.Classes));

    [Fact]
    public void The_peak_is_that_of_the_sum_over_time()
    {
        Assert.Equal(15, Load.Sequence(Load.Users(10).For("1m"), Load.Users(15, 100).For("1m")).PeakUsers);
        Assert.Equal(25, Load.Parallel(Load.Users(10).For("1m"), Load.Users(15, 100).For("1m"), Load.Arrivals(1000).InFlight(500)).PeakUsers);
        Assert.Equal(11, Load.Parallel(Load.Stages(new(10, "10s"), new(0, "10s")), Load.Stages(new(10, "10s"), new(0, "10s")).After("9s")).PeakUsers);
        Assert.Equal(5, Load.Parallel(Load.Users(10, 1).For("5s"), Load.Users(3).After("5s").For("1s")).PeakUsers);
    }

    [Fact]
    public void Users_are_scaled_together()
    {
        var load = Load.Parallel(Load.Users(30, 10).For("1m"), Load.Stages(new Stage(10, "1m", SpawnRate: 1)), Load.Arrivals(7).InFlight(5).For("1m"));
        var parts = load.Overridden(20).Parts(TimeSpan.Zero).ToArray();
        Assert.Equal([15, 5, 5], parts.Select(p => p.Load.PeakUsers));
        Assert.Equal((5, 7), (parts[0].Load.Closed().SpawnRate, parts[2].Load.Open().PeakRate));
    }

    [Fact]
    public void All_times_are_scaled_together()
    {
        var load = Load.Sequence(Load.Users(10).For("1m"), Load.Stages(new Stage(5, "50s")).After("10s"), Load.ArrivalStages(new ArrivalStage(10, "1m"))).WarmUp("18s");
        var scaled = load.Overridden(seconds: 18);
        Assert.Equal(["users 0s to 6s", "stages 7s to 12s", "arrivals 12s to 18s"], Places(scaled));
        Assert.Equal((TimeSpan.FromSeconds(18), TimeSpan.FromSeconds(1.8)), (scaled.Duration, scaled.Settings.WarmUp));
        Assert.Equal(300, load.Parts(TimeSpan.Zero).Last().Load.Open().Expected(TimeSpan.FromMinutes(1)), 1e-6);
        Assert.Equal(30, scaled.Parts(TimeSpan.Zero).Last().Load.Open().Expected(TimeSpan.FromSeconds(6)), 1e-6);
        Assert.Equal(["users 0s to 5s", "users 2 0s to 5s"], Places(Load.Parallel(Load.Users(1).For("1m"), Load.Users(1)).Overridden(seconds: 5)));
        Assert.Equal(["users 0s to 5s", "users 2 1s to 5s"], Places(Load.Parallel(Load.Users(1), Load.Users(1).After("12s")).For("1m").Overridden(seconds: 5)));
    }

    [Fact]
    public void What_cannot_be_scaled_is_refused()
    {
        Assert.Contains("--spawn-rate cannot change the load 'several'", Load.Parallel(Load.Users(1)).Refused(rate: 1));
        Assert.Contains("these only have arrivals", Load.Parallel(Load.Arrivals(1)).Refused(users: 1));
        Assert.Contains("the shape of 'mine'", Load.Parallel(Load.Users(1), Load.Shape(new Unknown()).Named("mine")).Refused(users: 1));
    }

    [Fact]
    public void All_problems_are_reported_together_each_with_its_load()
    {
        Assert.Equal(
            [
                "Load 1 of 4 (first): The load has 0 users (Load.Users, --users): at least 1 is needed.",
                "Load 1 of 4 (first): A warm-up belongs to the whole load: Load.Parallel(…).WarmUp(…).",
                "Load 2 of 4: It goes on until stopped, and the next one waits for its end: give it a duration (For).",
                "Load 3 of 4: It is null.",
                "Load 4 of 4: Load 1 of 1: Stage 1 of the load has -1 users: it must be 0 or more.",
                "Thresholds belong to the test (LoadTest.Thresholds) or to each of several loads, not to the loads together.",
                "The name 'all' is given to several loads together: name each of them.",
            ],
            Load.Sequence(Load.Users(0).For("1m").WarmUp("1s").Named("first"), Load.Users(1), null!, Load.Parallel(Load.Stages(new Stage(-1, "1s"))))
                .Threshold("p(99) < 1s").Named("all").Problems());
        Assert.Contains("There is no load", Assert.Single(Load.Parallel().Problems()));
        Assert.Contains("2 loads have the name 'a'", Assert.Single(Load.Parallel(Load.Users(1).Named("a"), Load.Parallel(Load.Users(1).Named("a"))).Problems()));
        Assert.Contains("The load 'users 2' would never run: it begins after 10s, and all loads end after 10s", Assert.Single(Load.Parallel(Load.Users(1), Load.Users(1).After("10s")).For("10s").Problems()));
    }

    [Fact]
    public void Phases_must_leave_something_and_a_cool_down_needs_an_end()
    {
        Assert.Empty(Load.Users(1).For("1m").WarmUp("30s").CoolDown("29s").Problems());
        Assert.Equal("The load's warm-up of 30s and cool-down of 30s leave nothing of its duration of 1m.", Assert.Single(Load.Users(1).For("1m").WarmUp("30s").CoolDown("30s").Problems()));
        Assert.Contains("give it a duration", Assert.Single(Load.Users(1).CoolDown("30s").Problems()));
        Assert.Contains("leave nothing", Assert.Single(Load.Stages(new Stage(1, "1m")).WarmUp("1m").Problems()));
        Assert.Empty(Load.Parallel(Load.Users(1).For("1m")).WarmUp("10s").CoolDown("10s").Problems());
    }

    private static IEnumerable<string> Places(Load load) => load.Parts(TimeSpan.Zero)
        .Select(p => $"{p.Name} {TimeSpanText.Format(p.Start)} to {(p.End is { } end ? TimeSpanText.Format(end) : "the end")}");

    private sealed class Unknown : LoadShape
    {
        public override LoadTick? Tick(TimeSpan elapsed) => null;
    }
}
