namespace Stampede;

/// <summary>How much load there is over time. Immutable. Wrong numbers are reported when a run is prepared, all together.</summary>
public abstract class Load
{
    private protected Load()
    {
    }

    /// <summary>The load model, as it is stored: <c>users</c>.</summary>
    internal abstract string Kind { get; }

    /// <summary>One line for people.</summary>
    internal abstract string Description { get; }

    /// <summary>The highest number of users at any time.</summary>
    internal abstract int PeakUsers { get; }

    /// <summary>Users started per second.</summary>
    internal abstract double SpawnRate { get; }

    /// <summary>How long the run takes, ramp included; null until it is stopped.</summary>
    internal abstract TimeSpan? Duration { get; }

    /// <summary>A constant number of users, started at a rate: the closed model. The first starts at once, user k after k ÷ rate seconds.</summary>
    /// <param name="count">How many users; at least 1.</param>
    /// <param name="spawnRate">Users started per second; above 0; default 1, as in Locust.</param>
    public static Load Users(int count, double spawnRate = 1) => new UsersLoad(count, spawnRate);

    /// <summary>The same load with an end; without one the run goes on until Ctrl-C.</summary>
    /// <param name="duration">A time span above zero such as <c>5m</c>, <c>1h30m</c>, <c>90s</c>, <c>1.5s</c> or <c>90</c> (seconds); the ramp is part of it.</param>
    public abstract Load For(string duration);

    /// <summary>Users that should be running a time after the start. A pure function; the end of the run is not its matter.</summary>
    internal abstract int UsersAt(TimeSpan elapsed);

    /// <summary>When <see cref="UsersAt"/> next differs from what it is at a time; null if it does not before the end of the run.</summary>
    internal abstract TimeSpan? NextChange(TimeSpan elapsed);

    /// <summary>The same load with what the command line overrides; null leaves a figure as it is.</summary>
    internal abstract Load With(int? users, double? spawnRate, TimeSpan? duration);

    /// <summary>Everything that is wrong with it, each a sentence; empty where nothing is.</summary>
    internal abstract IEnumerable<string> Problems();
}
