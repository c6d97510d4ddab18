using System.Security.Cryptography;
using System.Text.Json;
using Stampede.Results;

namespace Stampede.Baselines.Internal;

/// <summary>Takes the manifest of a run.</summary>
internal static class ManifestOf
{
    public static RunManifest Run(RunResult run) => new()
    {
        Name = SecretMask.Text(run.Plan.Name),
        PlanHash = run.Knows(UnknownParts.Plan) ? PlanHash(run.Plan) : null,
        Started = run.Knows(UnknownParts.Started) ? run.Started : null,
        Duration = run.Knows(UnknownParts.Duration) ? run.Duration : null,
        Users = run.Knows(UnknownParts.Plan) && run.Plan.Load.Users > 0 ? run.Plan.Load.Users : null,
        Paced = run.Knows(UnknownParts.Plan) ? IsPaced(run.Plan) : null,
        Commit = run.Environment?.Commit,
        Machine = run.Environment?.Machine,
        Cores = run.Environment?.Cores,
        Runtime = run.Environment?.Runtime,
        Optimized = run.Environment?.Optimized,
        Version = run.Environment?.Version,
        Format = run.Imported?.Format,
        Ending = run.Knows(UnknownParts.Ending) ? run.Ending : null,
        Verdict = run.Verdict,
    };

    // A wait whose mean is not known is one too.
    private static bool IsPaced(RunPlan plan) =>
        plan.Load.Parts.Any(p => p.IsOpen) || plan.Classes.Any(c => c.MeanWait is not 0 || c.CycleSeconds is > 0);

    // Where the load went, by which seed, and how it was judged may differ between two runs of one plan; what was overridden shows in what it changed.
    private static string PlanHash(RunPlan plan)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            PlanJsonWriter.Plan(
                json,
                plan with
                {
                    Host = null,
                    Classes = [.. plan.Classes.Select(c => c with { Host = null })],
                    Thresholds = [],
                    ThresholdsHash = "",
                    Accept = [],
                    Selections = [],
                    Seed = 0,
                    Overrides = new Dictionary<string, string>(),
                },
                new SecretNames([]));
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()));
    }
}
