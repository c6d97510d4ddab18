using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>How long the users of a run wait between two iterations.</summary>
internal static class Waits
{
    /// <summary>The mean wait of an iteration in seconds; null where it is not known.</summary>
    public static double? Mean(AuditInput input)
    {
        var classes = input.Plan?.Classes ?? [];
        if (classes.Count == 0 || classes.Any(c => c.MeanWait is null || c.Cycle is not null) || input.Run.Plan.Classes.Any(c => c.Tasks.Any(t => t.Set is not null)))
        {
            return null;
        }

        if (classes.Select(c => c.MeanWait).Distinct().Count() == 1)
        {
            return classes[0].MeanWait;
        }

        // Classes that wait differently: of our own runs it is known what each did, of others the users share the classes that sent anything.
        if (input.Run.Imported is not null)
        {
            var ran = PlannedUsers.AsRun(input.Plan!, input.Run);
            return PlannedUsers.Sum(ran) is { } iterating ? ran.Sum(u => u.Count) / iterating : null;
        }

        var done = input.Run.Classes.ToDictionary(c => c.Name, c => c.Iterations);
        var iterations = classes.Sum(c => done.GetValueOrDefault(c.Name));
        return iterations == 0 ? null : classes.Sum(c => done.GetValueOrDefault(c.Name) * c.MeanWait!.Value) / iterations;
    }
}
