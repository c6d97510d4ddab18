namespace Stampede;

/// <summary>
/// A load of one's own, as Locust's <c>LoadTestShape</c>: a class that says, once a second, how many users there should be. Used with
/// <see cref="Load.Shape"/>. No second is left out, however busy the machine is; a shape is asked by one thread at a time.
/// </summary>
public abstract class LoadShape
{
    /// <summary>What should be from a moment on. What it throws ends the run.</summary>
    /// <param name="elapsed">Whole seconds since the start of the load: 0 s, 1 s, 2 s, …</param>
    /// <returns>Null ends the load.</returns>
    public abstract LoadTick? Tick(TimeSpan elapsed);

    /// <summary>The highest number of users that it ever asks for; default null, unknown. <c>--users</c> scales it, and needs it.</summary>
    public virtual int? PeakUsers => null;

    /// <summary>How long it takes; default null, until <see cref="Tick"/> returns null. <c>--run-time</c> scales it, and needs it or <see cref="Load.For"/>.</summary>
    public virtual TimeSpan? Duration => null;
}
