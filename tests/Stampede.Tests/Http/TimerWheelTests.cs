using Stampede.Engine;

namespace Stampede.Tests;

public sealed class TimerWheelTests
{
    private readonly TimerWheel _wheel = new(0);
    private readonly List<string> _fired = [];

    [Fact]
    public void Timers_fire_in_the_order_of_their_milliseconds_and_not_early()
    {
        foreach (var due in new[] { 50, 3, 700, 3000, 4 })
        {
            Add(due);
        }

        _wheel.Advance(2);
        Assert.Empty(_fired);
        _wheel.Advance(3);
        Assert.Equal(["3"], _fired);
        _wheel.Advance(699);
        Assert.Equal(["3", "4", "50"], _fired);
        _wheel.Advance(5000);
        Assert.Equal(["3", "4", "50", "700", "3000"], _fired);
        Assert.Equal(0, _wheel.Count);
    }

    [Fact]
    public void What_adds_itself_as_due_again_fires_once_a_turn_however_far_behind_the_wheel_is()
    {
        var count = 0;
        Entry again = null!;
        again = new Entry(() =>
        {
            count++;
            _wheel.Add(again, 1);
        });
        _wheel.Add(again, 1);
        _wheel.Advance(500);
        Assert.Equal(1, count);
        _wheel.Advance(501);
        Assert.Equal(2, count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(TimerWheel.Slots - 1)]
    public void A_timer_of_a_later_turn_waits_for_its_turn(int step)
    {
        const int due = 3 * TimerWheel.Slots + 5;
        Add(due);
        for (var now = step; now < due; now += step)
        {
            _wheel.Advance(now);
            Assert.Empty(_fired);
        }

        _wheel.Advance(due);
        Assert.Equal([$"{due}"], _fired);
    }

    [Theory]
    [InlineData(TimerWheel.Slots)]
    [InlineData(TimerWheel.Slots + 1)]
    [InlineData(10 * TimerWheel.Slots)]
    public void A_jump_longer_than_a_turn_fires_all_that_is_due_and_nothing_else(int now)
    {
        for (var due = 1; due <= now; due += 101)
        {
            Add(due);
        }

        Add(now);
        Add(now + 1);
        Add(now + TimerWheel.Slots);
        var expected = _wheel.Count - 2;
        _wheel.Advance(now);
        Assert.Equal(expected, _fired.Count);
        Assert.Equal(2, _wheel.Count);
        _wheel.Advance(now + 1);
        Assert.Equal($"{now + 1}", _fired[^1]);
        Assert.Equal(expected + 1, _fired.Count);
    }

    [Fact]
    public void What_is_due_already_fires_at_the_next_look()
    {
        _wheel.Advance(100);
        Add(100);
        Add(7);
        _wheel.Advance(100);
        Assert.Empty(_fired);
        _wheel.Advance(101);
        Assert.Equal(["100", "7"], _fired.Order());
    }

    [Fact]
    public void A_removed_timer_does_not_fire_and_can_be_added_again()
    {
        var first = Add(10);
        var second = Add(10);
        var third = Add(10);
        Assert.True(second.IsScheduled);
        _wheel.Remove(second);
        _wheel.Remove(second);
        Assert.False(second.IsScheduled);
        Assert.Equal(2, _wheel.Count);
        _wheel.Remove(third);
        _wheel.Remove(first);
        Assert.Equal(0, _wheel.Count);
        Assert.Equal(100, _wheel.UntilNext(100));
        _wheel.Add(second, 20);
        _wheel.Advance(30);
        Assert.Equal(["10"], _fired);
        Assert.False(second.IsScheduled);
    }

    [Fact]
    public void A_timer_may_add_and_remove_others_of_its_own_slot_when_it_fires()
    {
        Entry? victim = null;
        Entry? again = null;
        var rounds = 0;
        for (var i = 0; i < 3; i++)
        {
            // Whichever is first of the slot removes the one that is next.
            var entry = new Entry(() =>
            {
                _fired.Add("remover");
                _wheel.Remove(victim!);
            });
            _wheel.Add(entry, 10);
        }

        victim = new Entry(() => _fired.Add("victim"));
        _wheel.Add(victim, 11);
        again = new Entry(() =>
        {
            if (++rounds < 5)
            {
                _wheel.Add(again!, 10);
            }
        });
        _wheel.Add(again, 10);
        for (var now = 40; now < 45; now++)
        {
            _wheel.Advance(now);
        }

        Assert.Equal(["remover", "remover", "remover"], _fired);
        Assert.Equal(5, rounds);
        Assert.Equal(0, _wheel.Count);
    }

    [Fact]
    public void Until_next_finds_the_next_timer()
    {
        Assert.Equal(100, _wheel.UntilNext(100));
        Add(73);
        Assert.Equal(73, _wheel.UntilNext(100));
        Assert.Equal(50, _wheel.UntilNext(50));
        _wheel.Advance(72);
        Assert.Equal(1, _wheel.UntilNext(100));
        _wheel.Advance(73);
        Assert.Equal(100, _wheel.UntilNext(100));
    }

    [Fact]
    public void Until_next_is_never_later_than_the_next_timer_at_any_place_of_the_wheel()
    {
        var random = new Random(11);
        var now = 0L;
        for (var i = 0; i < 20_000; i++)
        {
            now += random.Next(1, 200);
            _wheel.Advance(now);
            Assert.Equal(0, _wheel.Count);
            var ahead = random.Next(1, 150);
            Add(now + ahead);
            Assert.Equal(Math.Min(ahead, 100), _wheel.UntilNext(100));
            _wheel.Advance(now + ahead);
            now += ahead;
        }
    }

    [Fact]
    public void Ten_thousand_timers_fire_each_once_at_their_time()
    {
        var random = new Random(5);
        var now = 0L;
        var fired = 0;
        var waiting = 0;
        while (fired < 10_000)
        {
            for (var i = random.Next(20); i > 0; i--)
            {
                var due = now + random.Next(1, 3 * TimerWheel.Slots);
                waiting++;
                _wheel.Add(
                    new Entry(() =>
                    {
                        Assert.InRange(due, 0, now);
                        Assert.InRange(now - due, 0, 49);
                        fired++;
                        waiting--;
                    }),
                    due);
            }

            now += random.Next(1, 50);
            _wheel.Advance(now);
            Assert.Equal(waiting, _wheel.Count);
        }
    }

    [Fact]
    public void Lateness_is_the_largest_delay_since_it_was_taken()
    {
        Add(10);
        Add(20);
        _wheel.Advance(25);
        Assert.Equal(15, _wheel.TakeLateness());
        Assert.Equal(0, _wheel.TakeLateness());
        Add(30);
        _wheel.Advance(30);
        Assert.Equal(0, _wheel.TakeLateness());
    }

    private Entry Add(long due)
    {
        var entry = new Entry(() => _fired.Add($"{due}"));
        _wheel.Add(entry, due);
        return entry;
    }

    private sealed class Entry(Action action) : TimerEntry
    {
        public override void Fire() => action();
    }
}
