using Stampede.Results;

namespace Stampede.Tests;

/// <summary>What holds of arrivals on any machine, however slow: each is accounted for, with how late it was.</summary>
public class ArrivalAccountTests
{
    [Theory]
    [InlineData(2000, 1.0)]
    [InlineData(333.3, 0.7)]
    public async Task Every_scheduled_arrival_is_started_or_dropped(double rate, double seconds)
    {
        var arrivals = await Run(Load.Arrivals(rate).For($"{seconds}s"), typeof(BriefUser));
        Assert.InRange(arrivals.Scheduled, (rate * seconds) - 1, (rate * seconds) + 1);
        Assert.Equal(arrivals.Scheduled, arrivals.Started + arrivals.Dropped);
    }

    [Fact]
    public async Task What_finds_no_place_is_dropped_and_counted()
    {
        var arrivals = await Run(Load.Arrivals(1000).InFlight(3).For("500ms"), typeof(PatientUser));
        Assert.InRange(arrivals.Scheduled, 499, 501);
        Assert.Equal(3, arrivals.Started);
        Assert.Equal(arrivals.Scheduled - 3, arrivals.Dropped);
    }

    [Fact]
    public async Task Every_start_has_a_delay_that_is_not_below_zero()
    {
        var arrivals = await Run(Load.Arrivals(500).For("500ms"), typeof(BriefUser));
        Assert.Equal(arrivals.Started, arrivals.StartDelay!.Count);
        Assert.True(arrivals.StartDelay.Max >= arrivals.StartDelay.Min && arrivals.StartDelay.Min >= 0);
        Assert.True(arrivals.Late <= arrivals.Started);
    }

    [Fact]
    public async Task A_generator_that_was_held_up_catches_up_and_says_how_late_it_was()
    {
        // The first iteration holds the only loop: what is due meanwhile starts afterwards, none of it is left out.
        var arrivals = await Run(Load.Arrivals(1000).For("600ms"), typeof(HoldingUser));
        Assert.InRange(arrivals.Scheduled, 599, 601);
        Assert.Equal(arrivals.Scheduled, arrivals.Started + arrivals.Dropped);
        Assert.InRange(arrivals.StartDelay!.Max, 150_000, long.MaxValue);
        Assert.InRange(arrivals.Late, 150, long.MaxValue);
    }

    private static async Task<ArrivalSample> Run(Load load, Type user)
    {
        var result = await new LoadTest { Users = [user], Load = load }.Run(new RunOptions { Seed = 1, Loops = 1 });
        return Assert.Single(result.Arrivals);
    }

    private sealed class BriefUser : User
    {
        [Task]
        public void Nothing() => Check("came", true);
    }

    private sealed class PatientUser : User
    {
        [Task]
        public async ValueTask Stay() => await Wait(60);
    }

    private sealed class HoldingUser : User
    {
        private bool _held;

        [Task]
        public void Hold()
        {
            if (Number == 0 && !_held)
            {
                _held = true;
                Thread.Sleep(200);
            }
        }
    }
}
