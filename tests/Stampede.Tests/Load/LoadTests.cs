using FsCheck;
using FsCheck.Fluent;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class LoadTests
{
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(99, 1)]
    [InlineData(100, 2)]
    [InlineData(950, 10)]
    [InlineData(9_899, 99)]
    [InlineData(9_900, 100)]
    [InlineData(1_000_000, 100)]
    public void User_k_starts_after_k_divided_by_the_rate(int milliseconds, int users) =>
        Assert.Equal(users, Load.Users(100, spawnRate: 10).Closed().UsersAt(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void The_default_rate_is_one_user_a_second() =>
        Assert.Equal([1, 1, 2, 3], new[] { 0, 0.9, 1, 5 }.Select(s => Load.Users(3).Closed().UsersAt(TimeSpan.FromSeconds(s))));

    [Fact]
    public void Following_the_changes_starts_every_user_once_and_on_time() => Prop
        .ForAll(
            Gen.Choose(1, 500).Zip(Gen.Choose(1, 100_000).Select(rate => rate / 97.0)).ToArbitrary(),
            pair =>
            {
                var (users, rate) = pair;
                var load = Load.Users(users, rate).Closed();
                var (started, at) = (load.UsersAt(TimeSpan.Zero), TimeSpan.Zero);
                while (load.NextChange(at) is { } next)
                {
                    if (next <= at || load.UsersAt(next - new TimeSpan(1)) != started || load.UsersAt(next) <= started)
                    {
                        return false;
                    }

                    (started, at) = (load.UsersAt(next), next);
                }

                return started == users && Math.Abs(at.TotalSeconds - (users - 1) / rate) < 1e-6;
            })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_rate_beyond_the_clock_starts_all_at_once()
    {
        var load = Load.Users(1_000_000, 1e15).Closed();
        Assert.Equal(1_000_000, load.UsersAt(TimeSpan.Zero));
        Assert.Null(load.NextChange(TimeSpan.Zero));
    }

    [Fact]
    public void A_rate_too_slow_for_the_clock_never_starts_the_second_user()
    {
        var load = Load.Users(2, 1e-300).Closed();
        Assert.Equal(1, load.UsersAt(TimeSpan.FromDays(10_000)));
        Assert.Null(load.NextChange(TimeSpan.Zero));
    }

    [Fact]
    public void Nothing_changes_at_or_after_the_end()
    {
        var load = Load.Users(10, spawnRate: 1).For("3s").Closed();
        Assert.Equal(TimeSpan.FromSeconds(2), load.NextChange(TimeSpan.FromSeconds(1)));
        Assert.Null(load.NextChange(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void For_gives_an_end_and_leaves_the_first_load_as_it_was()
    {
        var endless = Load.Users(100, 10);
        var ending = endless.For("5m");
        Assert.Null(endless.Duration);
        Assert.Equal(TimeSpan.FromMinutes(5), ending.Duration);
        Assert.Equal((100, (double?)10, "users"), (ending.PeakUsers, ending.Closed().SpawnRate, ending.Kind));
    }

    [Fact]
    public void The_command_line_changes_only_what_it_says()
    {
        var load = Load.Users(100, 10).For("5m");
        Assert.Equal("7 users, 10 started per second, for 5m", Changed(load, 7, null, null).Description);
        Assert.Equal("100 users, 0.5 started per second, for 5m", Changed(load, null, 0.5, null).Description);
        Assert.Equal("100 users, 10 started per second, for 1m30s", Changed(load, null, null, TimeSpan.FromSeconds(90)).Description);
        Assert.Equal("1 user, 1 started per second, until stopped", Load.Users(1).Description);
    }

    [Fact]
    public void All_problems_are_reported_together()
    {
        Assert.Equal(
            [
                "The load has 0 users (Load.Users, --users): at least 1 is needed.",
                "The load starts -2 users per second (spawnRate, --spawn-rate): it must be a number above 0.",
                "The load's duration '5x' (For) is no time span: allowed are seconds (90) or hours, minutes, seconds and milliseconds in that order (1h30m, 90s, 1.5s, 250ms).",
            ],
            Load.Users(0, -2).For("5x").Problems());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_must_be_a_number_above_zero(double rate) => Assert.Single(Load.Users(1, rate).Problems());

    [Fact]
    public void A_duration_of_zero_is_a_problem() => Assert.Contains("above zero", Assert.Single(Load.Users(1).For("0s").Problems()));

    [Fact]
    public void What_the_command_line_replaces_is_no_problem_any_more() =>
        Assert.Empty(Changed(Load.Users(0, -2).For("5x"), 1, 1, TimeSpan.FromSeconds(1)).Problems());

    private static Load Changed(Load load, int? users, double? rate, TimeSpan? time)
    {
        var problems = new List<string>();
        var changed = load.Override(new LoadOverrides(users, rate, time), problems);
        Assert.Empty(problems);
        return changed;
    }
}
