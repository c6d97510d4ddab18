using Stampede.Engine;

namespace Stampede;

/// <summary>A stage of <see cref="Load.ArrivalStages"/>: how many iterations arrive per second at its end.</summary>
/// <param name="Rate">The rate that it goes to, evenly, from that of the stage before (0 before the first): <c>50/s</c>, <c>90/m</c>, <c>1000/h</c>; 0 or more.</param>
/// <param name="Duration">How long it takes: a time span above zero, such as <c>30s</c>.</param>
public sealed record ArrivalStage(string Rate, string Duration)
{
    /// <summary>A stage that goes to a number of arrivals per second.</summary>
    /// <param name="perSecond">Arrivals per second; 0 or more.</param>
    /// <param name="duration">How long it takes: a time span above zero.</param>
    public ArrivalStage(double perSecond, string duration)
        : this(RateText.Of(perSecond), duration)
    {
    }

    /// <summary>The rate that it begins with; default that of the stage before.</summary>
    public string? From { get; init; }
}
