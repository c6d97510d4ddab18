namespace Stampede;

/// <summary>How much load there is over time.</summary>
public abstract class Load
{
    /// <summary>A constant number of users, started at a rate: the closed model.</summary>
    /// <param name="count">How many users; at least 1.</param>
    /// <param name="spawnRate">Users started per second; above 0; default 1, as in Locust.</param>
    public static Load Users(int count, double spawnRate = 1) => throw new NotImplementedException();

    /// <summary>The same load with an end.</summary>
    /// <param name="duration">A time span such as <c>5m</c>, <c>1h30m</c>, <c>90s</c> or <c>90</c>; the ramp is part of it.</param>
    public abstract Load For(string duration);
}
