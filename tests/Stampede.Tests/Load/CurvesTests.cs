namespace Stampede.Tests;

public sealed class CurvesTests
{
    [Fact]
    public void Steps_hold_each_level_equally_long()
    {
        var load = Load.Steps(from: 10, to: 35, by: 10, every: "30s").Closed();
        Assert.Equal([10, 10, 20, 30, 35, 35], load.At(0, 29.9, 30, 60, 90, 1_000));
        Assert.Equal((TimeSpan.FromMinutes(2), 35), (load.Duration, load.PeakUsers));
        Assert.Equal("10 to 35 users, 10 more every 30s, for 2m", load.Description);
    }

    [Fact]
    public void The_users_of_a_step_start_at_its_rate() =>
        Assert.Equal([1, 2, 10, 11, 20], Load.Steps(10, 20, 10, "30s", spawnRate: 1).Closed().At(0, 1, 29, 30, 39));

    [Fact]
    public void One_step_is_a_step() => Assert.Equal(TimeSpan.FromSeconds(5), Load.Steps(3, 3, 1, "5s").Duration);

    [Fact]
    public void A_spike_goes_up_and_down_again_and_the_load_goes_on()
    {
        var load = Load.Spike(users: 10, peak: 100, after: "30s", lasting: "10s").Closed();
        Assert.Equal([10, 10, 100, 100, 10, 10], load.At(0, 29.9, 30, 39.9, 40, 1_000_000));
        Assert.Equal((null, 100), (load.Duration, load.PeakUsers));
        Assert.Equal([1, 4, 10, 11, 20, 100, 99, 10], Load.Spike(10, 100, "30s", "10s", 10).Closed().At(0, 0.3, 20, 30, 30.9, 39, 40, 50));
    }

    [Fact]
    public void A_spike_is_scaled_with_its_load()
    {
        Assert.Equal([1, 5, 1], Load.Spike(10, 100, "30s", "10s").For("1m").Overridden(5, seconds: 6).Closed().At(2.9, 3, 4));
        Assert.Equal([10, 100, 10], Load.Spike(10, 100, "30s", "10s").Overridden(seconds: 50).Closed().At(29, 30, 40));
        Assert.Contains("The spike of the load ends 40s after its start", Assert.Single(Load.Spike(1, 2, "30s", "10s").For("39s").Problems()));
    }

    [Fact]
    public void A_double_wave_is_that_of_Locust()
    {
        const int Seconds = 600;
        var load = Load.DoubleWave(least: 20, firstPeak: 60, secondPeak: 40, duration: "10m").Closed();
        for (var t = 0; t <= Seconds; t++)
        {
            var (first, second) = (t / (Seconds / 10.0 * 2 / 3) - 5, t / (Seconds / 10.0 * 2 / 3) - 10);
            var users = 40 * Math.Exp(-first * first) + 20 * Math.Exp(-second * second) + 20;
            Assert.InRange(load.UsersAt(TimeSpan.FromSeconds(t)), users - 1.5, users + 1.5);
        }

        Assert.Equal([20, 60, 40, 20], load.At(0, 200, 400, 600));
        Assert.Equal((TimeSpan.FromMinutes(10), 60), (load.Duration, load.PeakUsers));
        Assert.True(load.ChangesAreExact(TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_scaled_wave_keeps_its_peaks_in_place() =>
        Assert.Equal([10_000, 20_000, 30_000, 10_000], new[] { 0, 1, 2, 3 }.SelectMany(t => Load.DoubleWave(1, 2, 3, "1h").Overridden(30_000, seconds: 3).Closed().At(t)));

    [Fact]
    public void Steps_that_go_down_a_spike_that_is_none_and_waves_below_the_water_are_refused()
    {
        Assert.Contains("go backwards, from 20 to 10 users", Assert.Single(Load.Steps(20, 10, 1, "1s").Problems()));
        Assert.Equal(
            ["The first step of the load (Load.Steps, from) has -1 users: it must be 0 or more.", "The length of a step (Load.Steps, every) is '0': it must be above zero.", "A step of the load (Load.Steps, by) adds 0 users: it must be 1 or more."],
            Load.Steps(-1, 10, 0, "0").Problems());
        Assert.Contains("no higher, with 10 users", Assert.Single(Load.Spike(10, 10, "1s", "1s").Problems()));
        Assert.Equal(2, Load.Spike(1, 10, "x", "1s", -1).Problems().Count());
        Assert.Contains("The second wave of the load (Load.DoubleWave, secondPeak) has 9 users", Assert.Single(Load.DoubleWave(10, 10, 9, "1s").Problems()));
    }
}
