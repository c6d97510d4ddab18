namespace Stampede.Auditing;

/// <summary>Whether a run is asked for as much as its generator gives: users of the closed model that do not wait.</summary>
internal static class AsFastAsPossible
{
    /// <summary>The classes without a wait; empty where all wait, where that is not known, and in the open model.</summary>
    public static IReadOnlyList<string> Classes(AuditInput input) => input.Plan is not { } plan || input.Run.Arrivals.Count > 0 || input.Run.Plan.Load.Parts.Any(p => p.IsOpen)
        ? []
        : [.. plan.Classes.Where(c => c is { Cycle: null, MeanWait: 0 }).Select(c => c.Name)];
}
