using System.Globalization;
using Stampede.Engine;

namespace Stampede;

/// <summary>A constant number of users, started at a rate.</summary>
internal sealed class UsersLoad(int count, double spawnRate, TimeSpan? duration = null, string? unreadable = null) : Load
{
    internal override string Kind => "users";

    internal override int PeakUsers => count;

    internal override double SpawnRate => spawnRate;

    internal override TimeSpan? Duration => duration;

    internal override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{count} {(count == 1 ? "user" : "users")}, {spawnRate} started per second, {(duration is { } d ? $"for {TimeSpanText.Format(d)}" : "until stopped")}");

    public override Load For(string text) => TimeSpanText.TryParse(text, out var parsed)
        ? new UsersLoad(count, spawnRate, parsed)
        : new UsersLoad(count, spawnRate, null, text ?? "null");

    internal override int UsersAt(TimeSpan elapsed)
    {
        // The number of users whose start is not after it. Searched, not computed, so that it agrees with StartOf to the tick.
        var (started, all) = (0, Math.Max(count, 0));
        while (started < all)
        {
            var middle = started + (all - started) / 2;
            if (StartOf(middle) <= elapsed)
            {
                started = middle + 1;
            }
            else
            {
                all = middle;
            }
        }

        return started;
    }

    internal override TimeSpan? NextChange(TimeSpan elapsed)
    {
        var running = UsersAt(elapsed);
        if (running >= count)
        {
            return null;
        }

        var next = StartOf(running);
        return next < (duration ?? TimeSpan.MaxValue) ? next : null;
    }

    internal override Load With(int? users, double? rate, TimeSpan? time) =>
        new UsersLoad(users ?? count, rate ?? spawnRate, time ?? duration, time is null ? unreadable : null);

    internal override IEnumerable<string> Problems()
    {
        if (count < 1)
        {
            yield return $"The load has {count} users (Load.Users, --users): at least 1 is needed.";
        }

        if (!(spawnRate > 0 && double.IsFinite(spawnRate)))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The load starts {spawnRate} users per second (spawnRate, --spawn-rate): it must be a number above 0.");
        }

        if (unreadable is not null)
        {
            yield return $"The load's duration '{unreadable}' (For) is no time span: {TimeSpanText.Allowed}.";
        }

        if (duration <= TimeSpan.Zero)
        {
            yield return $"The load's duration is {TimeSpanText.Format(duration.Value)} (For, --run-time): it must be above zero; without one the run goes on until Ctrl-C.";
        }
    }

    private TimeSpan StartOf(int user)
    {
        var ticks = user / spawnRate * TimeSpan.TicksPerSecond;
        return ticks < long.MaxValue ? new TimeSpan((long)ticks) : TimeSpan.MaxValue;
    }
}
