namespace Stampede.Engine;

/// <summary>A load made larger or smaller along its two axes; its shape stays.</summary>
/// <param name="Users">Factor of the users.</param>
/// <param name="Time">Factor of all times.</param>
internal readonly record struct LoadScale(double Users, double Time)
{
    public static readonly LoadScale None = new(1, 1);

    public LoadScale Times(LoadScale other) => new(Users * other.Users, Time * other.Time);

    /// <summary>Users, rounded; at least one where there was one.</summary>
    public int Of(int users) => users <= 0 ? users : (int)Math.Clamp(Math.Round(users * Users, MidpointRounding.AwayFromZero), 1, int.MaxValue);

    public TimeSpan Of(TimeSpan time)
    {
        var ticks = Math.Round(time.Ticks * Time);
        return Time == 1 ? time : ticks < long.MaxValue ? new TimeSpan((long)ticks) : TimeSpan.MaxValue;
    }

    /// <summary>Users per second.</summary>
    public double Rate(double rate) => rate * Users / Time;

    public LoadSettings Of(LoadSettings settings) => settings with
    {
        Duration = settings.Duration is { } duration ? Of(duration) : null,
        Delay = Of(settings.Delay),
        WarmUp = Of(settings.WarmUp),
        CoolDown = Of(settings.CoolDown),
    };
}
