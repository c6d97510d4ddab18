using System.Globalization;
using Stampede.Engine;

namespace Stampede.Results;

/// <summary>The users of one class in one load, or its arrivals, and how much they can do at most.</summary>
internal sealed record CeilingSource
{
    public required string Class { get; init; }

    /// <summary>Who they are, for people.</summary>
    public required string Who { get; init; }

    /// <summary>How many users; 0 in the open model.</summary>
    public int Users { get; init; }

    /// <summary>The highest number of iterations per second; infinite where nothing holds them back, or where that is not known.</summary>
    public required double Iterations { get; init; }

    /// <summary>Requests of an iteration, on average.</summary>
    public required double Requests { get; init; }

    /// <summary>What a load can do, class by class.</summary>
    private static IEnumerable<CeilingSource> Of(RunPlan plan, LoadPartPlan load)
    {
        var classes = plan.Classes.Where(c => load.Classes.Contains(c.Name)).ToArray();
        return load.IsOpen ? Arrivals(load, classes) : Closed(load, classes);
    }

    /// <summary>What works when most can be done; null where something has no ceiling, or nothing is selected.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="load">The load's name; null for all.</param>
    /// <param name="userClass">The class's name; null for all.</param>
    public static CeilingSource[]? Peak(RunPlan plan, string? load = null, string? userClass = null)
    {
        CeilingSource[]? peak = null;
        foreach (var start in plan.Load.Parts.Select(p => p.Start).Distinct())
        {
            var now = plan.Load.Parts.Where(p => p.Start <= start && !(p.End <= start) && (load ?? p.Name) == p.Name);
            var sources = now.SelectMany(p => Of(plan, p)).Where(s => (userClass ?? s.Class) == s.Class).ToArray();
            if (Array.Exists(sources, s => double.IsInfinity(s.Iterations)))
            {
                return null;
            }

            if (sources.Length > 0 && (peak is null || sources.Sum(s => s.Iterations * s.Requests) > peak.Sum(s => s.Iterations * s.Requests)))
            {
                peak = sources;
            }
        }

        return peak;
    }

    /// <summary>How much per second may be measured. Each user's first iteration waits for nothing, which counts in a short run.</summary>
    public double Reach(bool perRequest, TimeSpan? measured) =>
        (Iterations + (measured is { Ticks: > 0 } time ? Users / time.TotalSeconds : 0)) * (perRequest ? Requests : 1);

    private static IEnumerable<CeilingSource> Closed(LoadPartPlan load, UserClassPlan[] classes)
    {
        var counts = new ClassMix([.. classes.Select(c => new ClassShare(c.Weight, c.FixedCount))]).CountsAt(load.Users);
        for (var i = 0; i < classes.Length; i++)
        {
            if (counts[i] > 0)
            {
                // A task set may wait otherwise than its user, which the plan does not say.
                var cycle = classes[i].Tasks.Any(t => t.Set is not null) ? null : classes[i].CycleSeconds ?? classes[i].MeanWait;
                yield return new CeilingSource
                {
                    Class = classes[i].Name,
                    Who = string.Create(CultureInfo.InvariantCulture, $"{counts[i]:N0} {(counts[i] == 1 ? "user" : "users")} of {classes[i].Name} {Pause(classes[i])}"),
                    Users = counts[i],
                    Iterations = cycle > 0 ? counts[i] / cycle.Value : double.PositiveInfinity,
                    Requests = RequestsOf(classes[i]),
                };
            }
        }
    }

    // Arrivals are shared out by weight.
    private static IEnumerable<CeilingSource> Arrivals(LoadPartPlan load, UserClassPlan[] classes)
    {
        var weights = classes.Sum(c => c.Weight);
        return classes.Where(c => c.Weight > 0).Select(c => new CeilingSource
        {
            Class = c.Name,
            Who = $"The arrivals of {c.Name} in the load '{load.Name}'",
            Iterations = load.ArrivalRate * c.Weight / weights ?? double.PositiveInfinity,
            Requests = RequestsOf(c),
        });
    }

    private static string Pause(UserClassPlan userClass)
    {
        if (userClass.CycleSeconds is not null)
        {
            return $"iterating {userClass.WaitTime}";
        }

        var mean = string.Create(CultureInfo.InvariantCulture, $"{userClass.MeanWait:0.###} s");
        return mean == userClass.WaitTime ? $"waiting {mean}" : $"waiting {userClass.WaitTime} (mean {mean})";
    }

    // With unknown shares the task that makes most may be the one that always runs.
    private static double RequestsOf(UserClassPlan userClass) => userClass.Tasks switch
    {
        [] => 1,
        var tasks when tasks.All(t => t.Share is not null) => tasks.Sum(t => t.Share!.Value * t.Requests),
        var tasks => tasks.Max(t => t.Requests),
    };
}
