namespace Stampede.Tests;

public sealed class WaitTimeTests
{
    private const long Second = 1_000_000;

    private readonly Random _random = new(1);

    [Fact]
    public void Without_a_wait_time_there_is_no_pause()
    {
        var state = new WaitState(0);
        Assert.Equal(0, WaitTime.None.Next(ref state, 5 * Second, _random));
        Assert.Equal(0, default(WaitTime).Next(ref state, 6 * Second, _random));
    }

    [Fact]
    public void A_constant_pause_is_always_the_same()
    {
        var state = new WaitState(0);
        Assert.Equal(1_500_000, WaitTime.Constant(1.5).Next(ref state, 0, _random));
        Assert.Equal(1_500_000, WaitTime.Constant(1.5).Next(ref state, 99 * Second, _random));
    }

    [Fact]
    public void A_random_pause_is_uniform_between_its_ends()
    {
        var state = new WaitState(0);
        var quarters = new int[4];
        for (var i = 0; i < 40_000; i++)
        {
            var wait = WaitTime.Between(0.5, 2.5).Next(ref state, 0, _random);
            Assert.InRange(wait, 500_000, 2_500_000);
            quarters[Math.Min((wait - 500_000) / 500_000, 3)]++;
        }

        Assert.All(quarters, n => Assert.InRange(n, 9_600, 10_400)); // 10,000 and more than four standard deviations
    }

    [Theory]
    [InlineData(true, new long[] { 0, 10, 22, 30 })]
    [InlineData(false, new long[] { 0, 10, 22, 32 })]
    public void Pacing_keeps_its_schedule_and_throughput_begins_anew_after_a_long_task(bool paced, long[] expected)
    {
        // Tasks that take 2, 12 and 3 s with a period of 10 s.
        var wait = paced ? WaitTime.Pacing(10) : WaitTime.Throughput(0.1);
        var state = new WaitState(0);
        var (now, starts) = (0L, new List<long>());
        foreach (var task in (long[])[2, 12, 3, 0])
        {
            starts.Add(now / Second);
            now += task * Second;
            now += wait.Next(ref state, now, _random);
        }

        Assert.Equal(expected, starts);
    }

    [Fact]
    public void Pacing_does_not_drift_when_timers_fire_late()
    {
        var state = new WaitState(0);
        var now = 0L;
        for (var i = 0; i < 1_000; i++)
        {
            now += 20_000; // the task
            now += WaitTime.Pacing(0.1).Next(ref state, now, _random) + 1_500; // and a timer that is 1.5 ms late
        }

        Assert.Equal(1_000 * 100_000 + 1_500, now);
    }

    [Fact]
    public void Throughput_gives_cycles_of_the_same_length_whatever_the_tasks_take()
    {
        var state = new WaitState(7 * Second);
        var now = 7 * Second;
        for (var i = 0; i < 7; i++)
        {
            var start = now;
            now += (long)(_random.NextDouble() * 100_000);
            now += WaitTime.Throughput(10).Next(ref state, now, _random);
            Assert.Equal(start + 100_000, now);
        }
    }

    [Fact]
    public void The_time_of_the_start_belongs_to_the_first_period()
    {
        var state = new WaitState(3 * Second);
        Assert.Equal(6 * Second, WaitTime.Pacing(10).Next(ref state, 7 * Second, _random));
    }

    [Fact]
    public void A_custom_pause_comes_from_its_function_and_the_users_random_numbers()
    {
        var state = new WaitState(0);
        Assert.Equal(2_000_000, WaitTime.Custom(_ => 2).Next(ref state, 0, _random));
        Assert.Equal(0, WaitTime.Custom(_ => -1).Next(ref state, 0, _random));
        Assert.Equal((long)Math.Round(new Random(5).NextDouble() * 1e6), WaitTime.Custom(r => r.NextDouble()).Next(ref state, 0, new Random(5)));
        Assert.Throws<InvalidOperationException>(() => WaitTime.Custom(_ => double.NaN).Next(ref state, 0, _random));
    }

    [Fact]
    public void A_pause_costs_no_allocation()
    {
        var state = new WaitState(0);
        var total = 0L;
        for (var i = 0; i < 100; i++)
        {
            total += EveryKind(ref state, i);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            total += EveryKind(ref state, i);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(total > 0);
    }

    [Theory]
    [MemberData(nameof(Described))]
    public void It_describes_itself_and_knows_its_mean(WaitTime wait, string description, double? mean)
    {
        Assert.Equal(description, wait.Description);
        Assert.Equal(mean, wait.MeanSeconds);
        Assert.Empty(wait.Problems());
    }

    public static TheoryData<WaitTime, string, double?> Described() => new()
    {
        { WaitTime.None, "none", 0 },
        { WaitTime.Constant(1.5), "1.5 s", 1.5 },
        { WaitTime.Between(0.5, 2), "between 0.5 and 2 s", 1.25 },
        { WaitTime.Pacing(10), "every 10 s", null },
        { WaitTime.Throughput(0.5), "at most 0.5/s per user", null },
        { WaitTime.Custom(_ => 1), "custom", null },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_numbers_are_problems(WaitTime wait, string problem) => Assert.Equal(problem, Assert.Single(wait.Problems()));

    public static TheoryData<WaitTime, string> Wrong() => new()
    {
        { WaitTime.Constant(-1), "WaitTime.Constant(-1): a pause is a number of seconds, 0 or more." },
        { WaitTime.Constant(double.NaN), "WaitTime.Constant(NaN): a pause is a number of seconds, 0 or more." },
        { WaitTime.Pacing(double.PositiveInfinity), "WaitTime.Pacing(Infinity): a pause is a number of seconds, 0 or more." },
        { WaitTime.Between(2, 0.5), "WaitTime.Between(2, 0.5): the shorter pause comes first." },
        { WaitTime.Between(-2, 0.5), "WaitTime.Between(-2, 0.5): a pause is a number of seconds, 0 or more." },
        { WaitTime.Throughput(0), "WaitTime.Throughput(0): iterations per second must be a number above 0." },
    };

    private long EveryKind(ref WaitState state, long now) =>
        WaitTime.Constant(1).Next(ref state, now, _random) + WaitTime.Between(1, 2).Next(ref state, now, _random)
        + WaitTime.Pacing(1).Next(ref state, now, _random) + WaitTime.Throughput(1).Next(ref state, now, _random)
        + WaitTime.Custom(static r => r.NextDouble()).Next(ref state, now, _random);
}
