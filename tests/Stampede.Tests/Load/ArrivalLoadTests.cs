using FsCheck;
using FsCheck.Fluent;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class ArrivalLoadTests
{
    private static readonly Gen<double> SomeRate = Gen.OneOf(Gen.Constant(0.0), Gen.Choose(1, 300).Select(rate => rate / 7.0));

    [Theory]
    [InlineData("50", 50)]
    [InlineData("0.5/s", 0.5)]
    [InlineData("90/m", 1.5)]
    [InlineData("90/min", 1.5)]
    [InlineData("1800/h", 0.5)]
    [InlineData("1/hour", 1 / 3600.0)]
    public void A_rate_is_per_second_minute_or_hour(string text, double perSecond) => Assert.Equal(perSecond, Load.Arrivals(text).PeakRate);

    [Theory]
    [InlineData("")]
    [InlineData("fast")]
    [InlineData("50/d")]
    [InlineData("50 /s")]
    [InlineData("/s")]
    [InlineData("1,5/s")]
    [InlineData("NaN")]
    [InlineData(null)]
    public void What_is_no_rate_is_a_problem(string? text) =>
        Assert.StartsWith($"The load's arrival rate is '{text ?? "null"}', which is no rate: allowed are", Assert.Single(Load.Arrivals(text!).Problems()));

    [Fact]
    public void Arrival_n_of_a_constant_rate_is_at_n_divided_by_it()
    {
        var load = Load.Arrivals(3);
        Assert.Equal([0, 3_333_333, 6_666_667, 10_000_000, 13_333_333], load.Arrivals(1).Take(5).Select(t => t.Ticks));
        Assert.Equal(60, load.Expected(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void No_error_adds_up_over_a_billion_arrivals()
    {
        var curve = new RateCurve([new RateSegment(3, 3, TimeSpan.MaxValue)]);
        for (var n = 3_000_000_000L; n < 3_000_000_300; n += 3)
        {
            Assert.Equal(n / 3 * TimeSpan.TicksPerSecond, curve.TimeOf(n)!.Value.Ticks);
        }
    }

    [Fact]
    public void In_a_time_there_are_as_many_as_the_rate_says() => Prop
        .ForAll(Gen.Choose(1, 2_000).Select(r => r / 7.0).ToArbitrary(), Gen.Choose(1, 60_000).ToArbitrary(), (rate, milliseconds) =>
        {
            var duration = TimeSpan.FromMilliseconds(milliseconds);
            return Math.Abs(Load.Arrivals(rate).Arrivals(1).TakeWhile(t => t < duration).Count() - rate * duration.TotalSeconds) <= 1;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_ramp_has_its_arrivals_where_the_integral_of_the_rate_reaches_whole_numbers()
    {
        var up = Load.Arrivals(0, 20).For("10s").Open();
        Assert.Equal(Enumerable.Range(0, 100).Select(n => Math.Sqrt(n)), up.Arrivals(1).TakeWhile(t => t < up.Duration).Select(t => t.TotalSeconds), (a, b) => Math.Abs(a - b) < 1e-6);
        var down = Load.Arrivals("20/s", "0/s").For("10s").Open();
        Assert.Equal(Enumerable.Range(0, 100).Select(n => 10 - Math.Sqrt(100 - n)), down.Arrivals(1).Select(t => t.TotalSeconds), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal((100, 100), (up.Expected(TimeSpan.FromSeconds(10)), down.Expected(TimeSpan.FromSeconds(10))));
    }

    [Fact]
    public void Whatever_the_stages_arrivals_are_in_order_and_as_many_as_their_integral() => Prop
        .ForAll(Gen.NonEmptyListOf(SomeRate.Zip(Gen.Choose(1, 5_000))).Where(stages => stages.Any(s => s.Item1 > 0)).ToArbitrary(), stages =>
        {
            var load = Load.ArrivalStages([.. stages.Select(s => new ArrivalStage(s.Item1, $"{s.Item2}ms"))]);
            var times = load.Arrivals(1).TakeWhile(t => t < load.Duration).ToArray();
            return Math.Abs(times.Length - load.Expected(load.Duration!.Value)) <= 1
                && times.Zip(times.Skip(1)).All(pair => pair.First <= pair.Second)
                && times.Select((time, n) => Math.Abs(load.Expected(time) - n)).All(off => off < 1e-3);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_arrives_while_the_rate_is_0()
    {
        var load = Load.ArrivalStages(new("0/s", "1m"), new("10/s", "1s") { From = "10/s" }, new(0, "10s") { From = "0" }, new(5, "1s") { From = "5" });
        var times = load.Arrivals(1).Take(15).Select(t => t.TotalSeconds).ToArray();
        Assert.Equal([60, 60.1, 60.9, 71, 71.2], [times[0], times[1], times[9], times[10], times[11]]);
        Assert.Equal(10, Load.ArrivalStages(new("10/s", "1s") { From = "10/s" }, new(0, "1s") { From = "0" }).Arrivals(1).Count());
    }

    [Theory]
    [InlineData(1e-300, 0)]
    [InlineData(1e-12, 1e-12)]
    [InlineData(9_999_999.999999, 10_000_000)]
    public void Extreme_rates_give_times_in_order(double from, double to)
    {
        var times = Load.Arrivals(from, to).For("10s").Open().Arrivals(1).Take(100_000).ToArray();
        Assert.Equal(times.Order(), times);
        Assert.All(times, t => Assert.True(t >= TimeSpan.Zero));
    }

    [Fact]
    public void Random_times_repeat_with_the_seed()
    {
        var load = Load.Arrivals(50).Poisson();
        Assert.Equal(load.Arrivals(7).Take(1_000), load.Arrivals(7).Take(1_000));
        Assert.NotEqual(load.Arrivals(7).Take(10), load.Arrivals(8).Take(10));
    }

    [Fact]
    public void Random_gaps_are_exponential()
    {
        const int Count = 20_000;
        var times = Load.Arrivals("50/s").Poisson().Arrivals(42).Take(Count).Select(t => t.TotalSeconds).ToArray();
        var gaps = times.Zip(times.Prepend(0)).Select(p => p.First - p.Second).Order().ToArray();
        var mean = gaps.Average();
        Assert.InRange(mean, 0.0196, 0.0204);
        Assert.InRange(Math.Sqrt(gaps.Average(g => (g - mean) * (g - mean))) / mean, 0.97, 1.03);

        // Kolmogorov-Smirnov at 1 %: 1.63 ÷ √n.
        Assert.InRange(gaps.Select((g, i) => Math.Abs(1 - Math.Exp(-50 * g) - (i + 0.5) / Count)).Max(), 0, 1.63 / Math.Sqrt(Count));
    }

    [Fact]
    public void Random_arrivals_per_second_have_the_variance_of_their_mean()
    {
        var counts = new int[2_000];
        foreach (var time in Load.Arrivals(8).Poisson().Arrivals(3).TakeWhile(t => t < TimeSpan.FromSeconds(2_000)))
        {
            counts[(int)time.TotalSeconds]++;
        }

        var mean = counts.Average();
        Assert.InRange(mean, 7.8, 8.2);
        Assert.InRange(counts.Average(c => (c - mean) * (c - mean)) / mean, 0.9, 1.1);
    }

    [Fact]
    public void Random_arrivals_of_a_ramp_follow_its_rate()
    {
        // In a ramp from 0 half of the arrivals come after 1 ÷ √2 of its time. Chi-square over ten parts of equal expectation, at 1 %: 21.7.
        var load = Load.Arrivals(0, 1000).For("20s").Open();
        var times = ((ArrivalLoad)Load.Arrivals(0, 1000).Poisson().For("20s")).Arrivals(11).TakeWhile(t => t < load.Duration).ToArray();
        var parts = times.GroupBy(t => (int)(10 * load.Expected(t) / load.Expected(load.Duration!.Value))).Select(g => g.Count()).ToArray();
        Assert.Equal(10, parts.Length);
        Assert.InRange(times.Length, 9_700, 10_300);
        Assert.InRange(parts.Sum(p => Math.Pow(p - times.Length / 10.0, 2) / (times.Length / 10.0)), 0, 21.7);
    }

    [Fact]
    public void The_command_line_limits_what_is_in_flight_and_how_long_it_takes()
    {
        var load = Load.Arrivals("90/m").InFlight(500).For("5m");
        Assert.Equal("arrivals at 90/m, at most 500 in flight, for 5m", load.Description);
        Assert.Equal("arrivals at 90/m, at most 7 in flight, for 10s", load.Overridden(7, seconds: 10).Description);
        Assert.Equal((7, 500), (load.Overridden(7).Open().InFlight, load.Overridden().PeakUsers));
        Assert.Equal("arrivals at 1/s to 5/s at random times, for 10s", Load.Arrivals(1, 5).Poisson().Overridden(seconds: 10).Description);
        Assert.StartsWith("--spawn-rate cannot change the load 'arrivals'", load.Refused(rate: 1));
    }

    [Fact]
    public void Stages_of_arrivals_are_scaled_in_time_at_the_same_rates()
    {
        var load = Load.ArrivalStages(new("10/s", "10s"), new("10/s", "30s"), new("0/s", "20s"));
        var scaled = load.Overridden(seconds: 6).Open();
        Assert.Equal("arrivals in 3 stages to 10/s, 10/s, 0/s, scaled in time, for 6s", scaled.Description);
        Assert.Equal(load.Expected(TimeSpan.FromMinutes(1)) / 10, scaled.Expected(TimeSpan.FromSeconds(6)), 1e-9);
        Assert.Equal((10, TimeSpan.FromSeconds(6)), (scaled.PeakRate, scaled.Duration));
    }

    [Fact]
    public void All_problems_are_reported_together_each_with_its_stage()
    {
        Assert.Equal(
            [
                "Stage 1 of the load: its rate is '-1': it must be 0 or more.",
                "Stage 1 of the load: its duration is '0s': it must be above zero.",
                "Stage 2 of the load: its rate at the start is 'x', which is no rate: allowed are arrivals per second (50, 0.5), or per second, minute or hour (50/s, 90/m, 1000/h).",
                "Stage 2 of the load: its rate is '20000000': at most 10,000,000 per second can be told apart.",
                "The load lets 0 iterations be in flight (InFlight, --users): at least 1 is needed.",
            ],
            Load.ArrivalStages(new(-1, "0s"), new(20_000_000, "1s") { From = "x" }).InFlight(0).Problems());
        Assert.Contains("has no stages", Assert.Single(Load.ArrivalStages().Problems()));
        Assert.Contains("rate is 0 throughout", Assert.Single(Load.ArrivalStages(new(0, "1s"), new(0, "1s")).Problems()));
        Assert.Contains("rate is 0 throughout", Assert.Single(Load.Arrivals(0).Problems()));
        Assert.Contains("it has none: add For", Assert.Single(Load.Arrivals(1, 2).Problems()));
        Assert.Equal(["The load's arrival rate at the start is '-1': it must be 0 or more.", "The load's arrival rate at the end is 'NaN', which is no rate: allowed are arrivals per second (50, 0.5), or per second, minute or hour (50/s, 90/m, 1000/h)."],
            Load.Arrivals(-1, double.NaN).Problems());
    }
}
