using FsCheck;
using FsCheck.Fluent;

namespace Stampede.Tests;

public sealed class StagesLoadTests
{
    private static readonly Gen<Stage[]> SomeStages = Gen.NonEmptyListOf(
        Gen.Choose(0, 60).Zip(Gen.Choose(1, 20_000)).SelectMany(pair => Gen
            .OneOf(Gen.Constant((double?)null), Gen.Choose(1, 1_000).Select(rate => (double?)(rate / 7.0)))
            .Select(rate => new Stage(pair.Item1, $"{pair.Item2}ms", rate)))).Select(stages => stages.ToArray());

    [Fact]
    public void Without_a_rate_the_users_change_evenly_and_reach_the_level_at_the_end_of_the_stage()
    {
        var load = Load.Stages(new(10, "10s"), new(10, "5s"), new(4, "3s")).Closed();
        Assert.Equal([0, 0, 1, 1, 9, 10, 10, 10, 9, 8, 4, 4], load.At(0, 0.999, 1, 1.5, 9.99, 10, 15, 15.4, 15.5, 16, 18, 100));
        Assert.Equal(TimeSpan.FromSeconds(18), load.Duration);
        Assert.Equal(10, load.PeakUsers);
    }

    [Fact]
    public void With_a_rate_the_level_is_reached_at_it_and_held_up_and_down()
    {
        var load = Load.Stages(new(5, "10s", SpawnRate: 2), new(2, "10s", SpawnRate: 1)).Closed();
        Assert.Equal([1, 1, 2, 5, 5, 4, 4, 3, 2, 2], load.At(0, 0.49, 0.5, 2, 9.9, 10, 10.9, 11, 12, 100));
    }

    [Fact]
    public void A_stage_with_a_rate_starts_users_as_Users_does()
    {
        var (stages, users) = (Load.Stages(new Stage(50, "1m", SpawnRate: 3.3)).Closed(), Load.Users(50, 3.3).For("1m").Closed());
        Assert.Equal(users.Changes(TimeSpan.FromMinutes(1)), stages.Changes(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_stage_too_short_for_its_rate_ends_where_it_is() =>
        Assert.Equal([10, 10, 11, 0], Load.Stages(new(100, "10s", SpawnRate: 1), new(100, "10s", SpawnRate: 0.1), new(0, "1s", SpawnRate: 1e9)).Closed().At(9, 9.99, 10, 20));

    [Fact]
    public void Following_the_changes_skips_none_and_each_is_exact_to_the_tick() => Prop
        .ForAll(SomeStages.ToArbitrary(), stages => Load.Stages(stages).For("2h").Closed().ChangesAreExact(TimeSpan.FromHours(1)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Between_levels_nobody_is_started_or_stopped_in_vain() => Prop
        .ForAll(SomeStages.Where(stages => stages.Any(s => s.Users > 0)).ToArbitrary(), stages =>
        {
            var load = Load.Stages(stages).Closed();
            var changes = load.Changes(load.Duration!.Value);
            var start = TimeSpan.Zero;
            return stages.All(stage =>
            {
                var end = start + TimeSpan.FromMilliseconds(double.Parse(stage.Duration[..^2]));
                var users = changes.Where(c => c.Time >= start && c.Time < end).Select(c => c.Users).ToArray();
                start = end;
                return users.SequenceEqual(users.Order()) || users.SequenceEqual(users.OrderDescending());
            });
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Scaling_gives_the_highest_target_and_the_length_exactly_and_keeps_the_shape() => Prop
        .ForAll(
            SomeStages.Where(stages => stages.Any(s => s.Users > 0)).ToArbitrary(),
            Gen.Choose(1, 100_000).ToArbitrary(),
            Gen.Choose(1, 86_400_000).ToArbitrary(),
            (stages, peak, milliseconds) =>
            {
                var load = Load.Stages(stages);
                var scaled = load.Overridden(peak, seconds: milliseconds / 1000.0).Closed();
                var factor = scaled.Duration!.Value / load.Duration!.Value;
                var even = stages.All(s => s.SpawnRate is null);
                return scaled.PeakUsers == peak
                    && scaled.Duration == TimeSpan.FromSeconds(milliseconds / 1000.0)
                    && (!even || Enumerable.Range(0, 11).All(tenth =>
                    {
                        var expected = load.Closed().UsersAt(load.Duration.Value * tenth / 10) * (double)peak / load.PeakUsers;
                        return Math.Abs(scaled.UsersAt(load.Duration.Value * tenth / 10 * factor) - expected) <= (double)peak / load.PeakUsers + 2;
                    }));
            })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_scaled_spawn_rate_reaches_its_level_at_the_same_part_of_the_stage() =>
        Assert.Equal([1, 10, 20, 20], Load.Stages(new Stage(100, "100s", SpawnRate: 2)).Overridden(20, seconds: 10).Closed().At(0, 2.3, 4.9, 10));

    [Fact]
    public void Users_above_zero_stay_above_zero_when_scaled_down() =>
        Assert.Equal([1, 2, 0], Load.Stages(new(1, "1s"), new(1000, "1s"), new(0, "1s")).Overridden(2).Closed().At(1, 2, 3));

    [Fact]
    public void For_cuts_or_holds_the_last_level()
    {
        var stages = Load.Stages(new(10, "10s"), new(20, "10s"));
        Assert.Null(stages.For("15s").Closed().NextChange(TimeSpan.FromSeconds(14.9)));
        Assert.Equal([20, 20], stages.For("1h").Closed().At(20, 3599));
        Assert.Equal([15], stages.For("15s").Overridden(seconds: 30).Closed().At(30));
    }

    [Fact]
    public void The_command_line_cannot_give_it_a_spawn_rate()
    {
        Assert.StartsWith("--spawn-rate cannot change the load 'stages'", Load.Stages(new Stage(1, "1s")).Refused(rate: 1));
        Assert.StartsWith("--users is 0", Load.Stages(new Stage(1, "1s")).Refused(users: 0));
    }

    [Fact]
    public void It_describes_itself()
    {
        var load = Load.Stages(new(10, "10s"), new(0, "1m"));
        Assert.Equal("2 stages to 10, 0 users, for 1m10s", load.Description);
        Assert.Equal("2 stages to 10, 0 users, scaled to 30 users and in time, for 7s", load.Overridden(30, seconds: 7).Description);
    }

    [Fact]
    public void All_problems_are_reported_together_each_with_its_stage()
    {
        Assert.Equal(
            [
                "Stage 1 of the load has -1 users: it must be 0 or more.",
                "Stage 1 of the load: its duration is '0s': it must be above zero.",
                "Stage 2 of the load: its duration is '5x', which is no time span: allowed are seconds (90) or hours, minutes, seconds and milliseconds in that order (1h30m, 90s, 1.5s, 250ms).",
                "Stage 2 of the load: its spawn rate is NaN users per second: it must be a number above 0; without one the users change evenly over the stage.",
                "Stage 3 of the load is null.",
            ],
            Load.Stages(new(-1, "0s"), new(1, "5x", double.NaN), null!).Problems());
        Assert.Equal(["The load has no stages (Load.Stages): at least one is needed."], Load.Stages().Problems());
        Assert.Equal(["No stage of the load has a user (Load.Stages)."], Load.Stages(new Stage(0, "1s")).Problems());
    }

    [Fact]
    public void What_is_wrong_is_not_scaled_and_reported_once()
    {
        var problems = new List<string>();
        var load = Load.Stages(new Stage(-1, "1s")).Override(new(5, null, TimeSpan.FromSeconds(1)), problems);
        Assert.Empty(problems);
        Assert.Single(load.Problems());
    }
}
