using FsCheck;
using FsCheck.Fluent;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class ShapeScheduleTests
{
    [Fact]
    public void Unchanged_ticks_start_nothing_and_null_ends_the_load()
    {
        // Locust's own case: users per tick 1, 1, 1, 2, 2, 3, 3, 3, 4, then the end.
        int[] users = [1, 1, 1, 2, 2, 3, 3, 3, 4];
        var schedule = Load.Shape(new Script(second => second < users.Length ? new LoadTick(users[second], users[second]) : null)).Closed().NewSchedule();
        Assert.Equal([1, 1, 1, 2, 2, 3, 4], schedule.At(0, 0.5, 2.9, 3, 4.5, 5, 8));
        Assert.False(schedule.IsOverAt(TimeSpan.FromSeconds(8.99)));
        Assert.True(schedule.IsOverAt(TimeSpan.FromSeconds(9)));
        Assert.Null(schedule.NextChange(TimeSpan.FromSeconds(9)));
    }

    [Fact]
    public void Between_ticks_users_move_towards_the_target_at_the_rate_up_and_down()
    {
        var schedule = Load.Shape(new Script(second => second < 5 ? new LoadTick(10, 2) : new LoadTick(7, 1))).Closed().NewSchedule();
        Assert.Equal([1, 2, 3, 10, 10, 9, 8, 7, 7], schedule.At(0, 0.5, 1, 4.5, 4.9, 5.5, 6.5, 7.5, 30));
    }

    [Fact]
    public void A_target_that_changes_every_second_does_not_start_more_than_the_rate_says()
    {
        var schedule = Load.Shape(new Script(second => new LoadTick(100 + second, 0.5))).Closed().NewSchedule();
        Assert.Equal([1, 1, 2, 5], schedule.At(0, 1.9, 2, 9));
    }

    [Fact]
    public void A_new_target_counts_from_where_the_users_are()
    {
        var schedule = Load.Shape(new Script(second => second == 0 ? new LoadTick(100, 10) : new LoadTick(5, 10))).Closed().NewSchedule();
        Assert.Equal([10, 9, 5, 5], schedule.At(0.95, 1, 1.45, 9));
    }

    [Fact]
    public void It_is_asked_for_each_second_once_and_never_before_its_time()
    {
        var shape = new Script(_ => new LoadTick(1, 1));
        var schedule = Load.Shape(shape).Closed().NewSchedule();
        schedule.UsersAt(TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromSeconds(1), schedule.NextChange(TimeSpan.FromSeconds(0.5)));
        Assert.Equal([0], shape.Asked);
        schedule.UsersAt(TimeSpan.FromSeconds(4.7));
        schedule.NextChange(TimeSpan.FromSeconds(2));
        schedule.ClassesAt(TimeSpan.FromSeconds(4));
        Assert.Equal([0, 1, 2, 3, 4], shape.Asked);
    }

    [Fact]
    public void A_time_a_little_earlier_gets_the_answer_it_had()
    {
        var schedule = Load.Shape(new Script(second => new LoadTick(second * 10, 100))).Closed().NewSchedule();
        var (forward, back) = (new int[60], new int[60]);
        for (var i = 0; i < 60; i++)
        {
            forward[i] = schedule.UsersAt(TimeSpan.FromMilliseconds(i * 77));
        }

        for (var i = 59; i >= 0; i--)
        {
            back[i] = schedule.UsersAt(TimeSpan.FromMilliseconds(i * 77));
        }

        Assert.Equal(forward, back);
    }

    [Fact]
    public void Following_the_changes_skips_none() => Prop
        .ForAll(Gen.NonEmptyListOf(Gen.Choose(0, 50).Zip(Gen.Choose(1, 1_000))).ToArbitrary(), ticks =>
        {
            IUserSchedule New() => Load.Shape(new Script(second => ticks[second % ticks.Count] is var (users, rate) ? new LoadTick(users, rate / 7.0) : null)).Closed().NewSchedule();
            var (asked, followed) = (New(), New());
            var at = TimeSpan.Zero;
            var users = followed.UsersAt(at);
            for (var i = 0; i < 200 && followed.NextChange(at) is { } next; i++)
            {
                if (next <= at || asked.UsersAt(next - new TimeSpan(1)) != users)
                {
                    return false;
                }

                (at, users) = (next, followed.UsersAt(next));
            }

            return true;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Classes_change_with_the_tick_that_says_so_and_leave_the_ramp_alone()
    {
        var schedule = Load.Shape(new Script(second => new LoadTick(10, 2) { Classes = second < 2 ? null : [typeof(string)] })).Closed().NewSchedule();
        Assert.Null(schedule.ClassesAt(TimeSpan.FromSeconds(1.9)));
        Assert.Equal([typeof(string)], schedule.ClassesAt(TimeSpan.FromSeconds(2))!);
        Assert.Equal([4, 5, 10], schedule.At(1.9, 2, 4.5));
    }

    [Fact]
    public void Each_run_has_a_schedule_of_its_own()
    {
        var load = Load.Shape(new Script(_ => new LoadTick(1, 1))).Closed();
        Assert.NotSame(load.NewSchedule(), load.NewSchedule());
    }

    [Fact]
    public void A_shape_that_throws_is_named_with_its_time_and_not_asked_again()
    {
        var shape = new Script(second => second < 3 ? new LoadTick(1, 1) : throw new FormatException("no such row"));
        var schedule = Load.Shape(shape).Closed().NewSchedule();
        var thrown = Assert.Throws<LoadShapeException>(() => schedule.UsersAt(TimeSpan.FromSeconds(10)));
        Assert.Equal("The load shape Script threw at 3s: FormatException: no such row", thrown.Message);
        Assert.Same(thrown, Assert.Throws<LoadShapeException>(() => schedule.NextChange(TimeSpan.FromSeconds(11))));
        Assert.Equal([0, 1, 2, 3], shape.Asked);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    [InlineData(1, double.NaN)]
    public void A_shape_that_asks_for_what_cannot_be_ends_the_run(int users, double rate) => Assert.StartsWith(
        "The load shape Script asked at 0s for ",
        Assert.Throws<LoadShapeException>(() => Load.Shape(new Script(_ => new LoadTick(users, rate))).Closed().NewSchedule().UsersAt(TimeSpan.Zero)).Message);

    [Fact]
    public void The_command_line_scales_its_targets_and_its_time()
    {
        var shape = new Script(second => second < 10 ? new LoadTick(second < 5 ? 50 : 100, 50) : null) { Peak = 100, Length = TimeSpan.FromSeconds(10) };
        var schedule = Load.Shape(shape).Overridden(20, seconds: 1).Closed().NewSchedule();
        Assert.Equal([1, 10, 10, 20, 20], schedule.At(0, 0.1, 0.49, 0.6, 0.99));
        Assert.True(schedule.IsOverAt(TimeSpan.FromSeconds(1)));
        Assert.Equal(Enumerable.Range(0, 11), shape.Asked);
        Assert.Equal("shape Script, scaled to 20 users and in time, for 1s", Load.Shape(shape).Overridden(20, seconds: 1).Description);
    }

    [Fact]
    public void What_a_shape_does_not_say_cannot_be_scaled()
    {
        var load = Load.Shape(new Script(_ => null));
        Assert.Contains("let it override PeakUsers", load.Refused(users: 5));
        Assert.Contains("let it override Duration, or give the load a For", load.Refused(seconds: 5));
        Assert.Contains("--spawn-rate cannot change", load.Refused(rate: 5));
        Assert.Equal(TimeSpan.FromSeconds(5), load.For("1m").Overridden(seconds: 5).Duration);
    }

    [Fact]
    public void A_shape_that_goes_backwards_is_refused()
    {
        Assert.Contains("goes backwards", Assert.Single(Load.Shape(new Script(_ => null) { Length = TimeSpan.FromSeconds(-5) }).Problems()));
        Assert.Contains("PeakUsers 0", Assert.Single(Load.Shape(new Script(_ => null) { Peak = 0 }).Problems()));
        Assert.Contains("is null", Assert.Single(Load.Shape(null!).Problems()));
    }

    [Fact]
    public void A_day_of_changing_ticks_is_forgotten_again()
    {
        var ticks = new List<WeakReference>();
        var schedule = Load.Shape(new Script(second =>
        {
            var tick = new LoadTick(second % 100, 1000);
            ticks.Add(new WeakReference(tick));
            return tick;
        })).Closed().NewSchedule();
        schedule.UsersAt(TimeSpan.FromHours(24));
        GC.Collect();
        Assert.InRange(ticks.Count(t => t.IsAlive), 1, 1_000);
        Assert.Equal(99, schedule.UsersAt(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(0.1)));
    }

    private sealed class Script(Func<int, LoadTick?> ticks) : LoadShape
    {
        public List<int> Asked { get; } = [];

        public int? Peak { get; init; }

        public TimeSpan? Length { get; init; }

        public override int? PeakUsers => Peak;

        public override TimeSpan? Duration => Length;

        public override LoadTick? Tick(TimeSpan elapsed)
        {
            Asked.Add((int)elapsed.TotalSeconds);
            return ticks((int)elapsed.TotalSeconds);
        }
    }
}
