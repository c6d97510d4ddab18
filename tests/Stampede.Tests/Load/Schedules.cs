using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>What the tests of loads ask of them.</summary>
internal static class Schedules
{
    public static ClosedLoad Closed(this Load load) => Assert.IsAssignableFrom<ClosedLoad>(load);

    public static OpenLoad Open(this Load load) => Assert.IsAssignableFrom<OpenLoad>(load);

    /// <summary>Users at each of some seconds.</summary>
    public static int[] At(this IUserSchedule schedule, params double[] seconds) => [.. seconds.Select(s => schedule.UsersAt(TimeSpan.FromSeconds(s)))];

    /// <summary>Every change up to a time, by following them.</summary>
    public static List<(TimeSpan Time, int Users)> Changes(this IUserSchedule schedule, TimeSpan until)
    {
        var changes = new List<(TimeSpan, int)> { (TimeSpan.Zero, schedule.UsersAt(TimeSpan.Zero)) };
        for (var next = schedule.NextChange(TimeSpan.Zero); next is { } time && time <= until; next = schedule.NextChange(time))
        {
            changes.Add((time, schedule.UsersAt(time)));
        }

        return changes;
    }

    /// <summary>Whether each change is one, from what was there until the tick before it, and nothing changes between them.</summary>
    public static bool ChangesAreExact(this IUserSchedule schedule, TimeSpan until)
    {
        var changes = schedule.Changes(until);
        return changes.Zip(changes.Skip(1)).All(pair =>
            pair.Second.Time > pair.First.Time
            && pair.Second.Users != pair.First.Users
            && schedule.UsersAt(pair.Second.Time - new TimeSpan(1)) == pair.First.Users
            && schedule.UsersAt(pair.First.Time + (pair.Second.Time - pair.First.Time) / 2) == pair.First.Users);
    }

    public static Load Overridden(this Load load, int? users = null, double? rate = null, double? seconds = null)
    {
        var problems = new List<string>();
        var changed = load.Override(new LoadOverrides(users, rate, seconds is { } s ? TimeSpan.FromSeconds(s) : null), problems);
        Assert.Empty(problems);
        Assert.Empty(changed.Problems());
        return changed;
    }

    /// <summary>What is said where the command line cannot change a load.</summary>
    public static string Refused(this Load load, int? users = null, double? rate = null, double? seconds = null)
    {
        var problems = new List<string>();
        load.Override(new LoadOverrides(users, rate, seconds is { } s ? TimeSpan.FromSeconds(s) : null), problems);
        return Assert.Single(problems);
    }
}
