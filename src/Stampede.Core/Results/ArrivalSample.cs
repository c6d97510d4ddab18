using Stampede.Metrics;

namespace Stampede.Results;

/// <summary>
/// What became of the arrivals of one load of the open model, in an interval or over the run. Every scheduled arrival is started or dropped:
/// <c>Scheduled = Started + Dropped</c>; late ones are among the started.
/// </summary>
public sealed record ArrivalSample
{
    /// <summary>The load's name.</summary>
    public required string Load { get; init; }

    /// <summary>Arrivals that were due.</summary>
    public required long Scheduled { get; init; }

    /// <summary>Iterations started for them, the late ones included.</summary>
    public required long Started { get; init; }

    /// <summary>Of the started ones, those that started over 10 ms after their time: the generator was busy.</summary>
    public required long Late { get; init; }

    /// <summary>Arrivals that could not start: as many iterations as allowed were under way.</summary>
    public required long Dropped { get; init; }

    /// <summary>
    /// How long after their time the started ones started, in microseconds: what the generator adds to the response time. Null where it is not known.
    /// </summary>
    public Histogram? StartDelay { get; init; }

    /// <summary>Iterations under way at the end of the interval; at the end of the run those that were cut off.</summary>
    public required long InFlight { get; init; }
}
