using Stampede.Engine;

namespace Stampede;

/// <summary>A load of the open model: iterations arrive at their times, whatever became of those before.</summary>
public abstract class OpenLoad : Load
{
    private protected OpenLoad(LoadSettings settings, int? inFlight)
        : base(settings) => InFlight = inFlight;

    /// <summary>How many iterations may be under way; null for what the run can hold.</summary>
    internal int? InFlight { get; }

    /// <summary>The highest rate, in arrivals per second.</summary>
    internal abstract double PeakRate { get; }

    internal override int PeakUsers => InFlight ?? 0;

    /// <summary>
    /// The times of the arrivals after the load's start, in order; those at or after the end of the load are not its matter. Every call begins
    /// anew and gives the same times for the same seed.
    /// </summary>
    internal abstract IEnumerable<TimeSpan> Arrivals(ulong seed);

    /// <summary>How many arrivals are due up to a time, on average: the integral of the rate.</summary>
    internal abstract double Expected(TimeSpan elapsed);
}
