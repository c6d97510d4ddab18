using System.Globalization;
using Stampede.Engine;

namespace Stampede;

/// <summary>A constant number of users, started at a rate.</summary>
internal sealed class UsersLoad(int count, double spawnRate, LoadSettings? settings = null) : ClosedLoad(settings ?? LoadSettings.Default)
{
    internal override string Kind => "users";

    internal override int PeakUsers => count;

    internal override double? SpawnRate => spawnRate;

    internal override string Figures => string.Create(
        CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "user" : "users")}, {spawnRate} started per second");

    public override int UsersAt(TimeSpan elapsed)
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

    public override TimeSpan? NextChange(TimeSpan elapsed)
    {
        var running = UsersAt(elapsed);
        if (running >= count)
        {
            return null;
        }

        var next = StartOf(running);
        return next < (Duration ?? TimeSpan.MaxValue) ? next : null;
    }

    internal override Load Change(LoadSettings changed) => new UsersLoad(count, spawnRate, changed);

    internal override Load Override(LoadOverrides overrides, List<string> problems) => new UsersLoad(
        overrides.Users ?? count,
        overrides.SpawnRate ?? spawnRate,
        overrides.RunTime is { } time ? Settings with { Duration = time, UnreadableDuration = null } : Settings);

    internal override IEnumerable<string> FigureProblems()
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
    }

    private TimeSpan StartOf(int user)
    {
        var ticks = user / spawnRate * TimeSpan.TicksPerSecond;
        return ticks < long.MaxValue ? new TimeSpan((long)ticks) : TimeSpan.MaxValue;
    }
}
