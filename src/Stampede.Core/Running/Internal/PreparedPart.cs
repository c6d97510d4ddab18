using Stampede.Results;

namespace Stampede.Engine;

/// <summary>One of a run's loads, with the classes that it is for and its limits.</summary>
internal sealed record PreparedPart(LoadPart Part, IReadOnlyList<UserClass> Classes)
{
    /// <summary>Its place among the loads.</summary>
    public int Index { get; init; }

    /// <summary>In the open model, how many iterations may be under way.</summary>
    public int InFlight { get; init; }

    /// <summary>Iterations in all; perhaps shared with other loads; null for no limit.</summary>
    public CountLimit? Iterations { get; init; }

    /// <summary>Requests in all; perhaps shared with other loads; null for no limit.</summary>
    public CountLimit? Requests { get; init; }

    public long IterationsPerUser { get; init; } = long.MaxValue;

    public bool IsOpen => Part.Load is OpenLoad;

    /// <summary>Whether a limit says that nothing may begin any more.</summary>
    public bool IsExhausted => Iterations is { IsExhausted: true } || Requests is { IsExhausted: true };

    /// <summary>The place of a class among the load's.</summary>
    public int PlaceOf(UserClass userClass)
    {
        for (var c = 0; c < Classes.Count; c++)
        {
            if (ReferenceEquals(Classes[c], userClass))
            {
                return c;
            }
        }

        throw new InvalidOperationException($"{userClass.Name} is not of the load '{Part.Name}'.");
    }

    /// <summary>As data.</summary>
    /// <param name="iterations">The limit of iterations that was said.</param>
    /// <param name="requests">The limit of requests that was said.</param>
    public LoadPartPlan ToPlan(long? iterations, long? requests) => new()
    {
        Name = Part.Name,
        Kind = Part.Load.Kind,
        Description = Part.Load.Description,
        IsOpen = IsOpen,
        Users = IsOpen ? InFlight : Part.Load.PeakUsers,
        ArrivalRate = (Part.Load as OpenLoad)?.PeakRate,
        Start = Part.Start,
        End = Part.End,
        Classes = [.. Classes.Select(c => c.Name)],
        Thresholds = Part.Settings.Thresholds,
        Iterations = iterations,
        IterationsPerUser = IterationsPerUser == long.MaxValue ? null : IterationsPerUser,
        Requests = requests,
    };
}
