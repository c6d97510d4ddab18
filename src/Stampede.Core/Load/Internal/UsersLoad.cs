using System.Globalization;
using Stampede.Engine;

namespace Stampede;

/// <summary>A constant number of users, started at a rate.</summary>
internal sealed class UsersLoad(int count, double spawnRate, LoadSettings? settings = null) : ClosedLoad(settings ?? LoadSettings.Default)
{
    private readonly Ramp _ramp = Ramp.AtRate(spawnRate, 0, 0, Math.Max(count, 0));

    internal override string Kind => "users";

    internal override int PeakUsers => count;

    internal override double? SpawnRate => spawnRate;

    internal override string Figures => string.Create(
        CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "user" : "users")}, {spawnRate} started per second");

    public override int UsersAt(TimeSpan elapsed) => _ramp.UsersAt(elapsed.Ticks);

    public override TimeSpan? NextChange(TimeSpan elapsed) =>
        _ramp.NextChange(elapsed.Ticks) is { } next && next < (Duration ?? TimeSpan.MaxValue).Ticks ? new TimeSpan(next) : null;

    internal override Load Change(LoadSettings changed) => new UsersLoad(count, spawnRate, changed);

    internal override Load Scaled(LoadScale by) => new UsersLoad(by.Of(count), by.Rate(spawnRate), by.Of(Settings));

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
}
