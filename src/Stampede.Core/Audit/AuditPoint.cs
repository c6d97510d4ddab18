using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Some time of a run, a second or more: what the rules about its course look at.</summary>
public sealed record AuditPoint
{
    /// <summary>Its start after the start of the run.</summary>
    public required TimeSpan Offset { get; init; }

    /// <summary>Its length, measured.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>The phase that it belongs to.</summary>
    public Phase Phase { get; init; }

    /// <summary>Settled requests, failed ones included.</summary>
    public required long Settled { get; init; }

    /// <summary>Of those, the failed ones.</summary>
    public required long Failed { get; init; }

    /// <summary>Answers per status; null where statuses are not known.</summary>
    public IReadOnlyDictionary<int, long>? Statuses { get; init; }

    /// <summary>Response time of successes (of all requests where the file does not tell them apart); null where none is known.</summary>
    public AuditTimes? Response { get; init; }

    /// <summary>Response time of failures; null where there was none, or where they are not told apart.</summary>
    public AuditTimes? Failures { get; init; }

    /// <summary>Service time of successes; null where it is the response time.</summary>
    public AuditTimes? Service { get; init; }

    /// <summary>The median of all requests from the start of the run to the end of the point, in microseconds; null but in histories that tell it.</summary>
    public double? MedianSoFar { get; init; }

    /// <summary>Iterations finished.</summary>
    public long Iterations { get; init; }

    /// <summary>Users running at its end; null where they are not known.</summary>
    public int? Users { get; init; }

    /// <summary>Users that the load asks for at its end; null where that is not known.</summary>
    public int? Planned { get; init; }

    /// <summary>Users running at its end per class, in the result's order; empty where they are not known.</summary>
    public IReadOnlyList<int> UsersOfClasses { get; init; } = [];

    /// <summary>Arrivals that were due, of all loads of the open model.</summary>
    public long Scheduled { get; init; }

    /// <summary>Arrivals that started over 10 ms after their time.</summary>
    public long Late { get; init; }

    /// <summary>Arrivals that could not start.</summary>
    public long Dropped { get; init; }

    /// <summary>Iterations of arrivals under way at its end; null in a run without arrivals.</summary>
    public long? InFlight { get; init; }

    /// <summary>The generator: the worst second of each figure but the CPUs, which are means over the point; null where it is not known.</summary>
    public GeneratorSample? Generator { get; init; }

    /// <summary>Requests settled per second.</summary>
    public double Rate => Length > TimeSpan.Zero ? Settled / Length.TotalSeconds : 0;

    /// <summary>Its end after the start of the run.</summary>
    public TimeSpan End => Offset + Length;
}
