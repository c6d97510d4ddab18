namespace Stampede.Auditing;

/// <summary>Whether a run is asked for as much as its generator gives: users of the closed model that do not wait.</summary>
internal static class AsFastAsPossible
{
    /// <summary>The classes without a wait; empty where all wait, where that is not known, and in the open model.</summary>
    public static IReadOnlyList<string> Classes(AuditInput input) =>
        input.Plan is not { } plan || input.Run.Arrivals.Count > 0 || input.Run.Plan.Load.Parts.Any(p => p.IsOpen) || Pauses(input.Timeline)
            ? []
            : [.. plan.Classes.Where(c => c is { Cycle: null, MeanWait: 0 }).Select(c => c.Name)];

    // Users without a wait of their own may pause inside their tasks: then few of them are within a request, and the generator has time.
    private static bool Pauses(AuditTimeline timeline) => timeline.Plateau is { Count: > 0 } even && even.Users() is > 0 and var users && even.MeanTime() is { } time
        && even.Rate() * time / 1e6 < users * 0.2
        && even.All(p => p.Generator is null || GeneratorTime.Use(p.Generator) < 0.6);
}
