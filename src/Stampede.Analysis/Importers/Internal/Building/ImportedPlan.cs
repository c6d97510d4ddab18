using Stampede.Results;

namespace Stampede.Importing;

/// <summary>The plan of a run of which another tool's files tell nothing but a name.</summary>
internal static class ImportedPlan
{
    /// <summary>Makes one.</summary>
    /// <param name="name">The load test's name.</param>
    /// <param name="mostUsers">The most users that were running; 0 where that is unknown.</param>
    /// <param name="host">The base address.</param>
    public static RunPlan Of(string name, int mostUsers, string? host = null) => new()
    {
        Name = name,
        Host = host,
        Classes = [],
        Load = new LoadPlan
        {
            Kind = "unknown",
            Description = mostUsers > 0 ? $"at most {mostUsers:#,0} users, planned load unknown" : "load unknown",
            Users = mostUsers,
        },
        Thresholds = [],
        ThresholdsHash = "",
        Seed = 0,
        StopTimeout = TimeSpan.Zero,
        StartRetries = 0,
    };

    /// <summary>A run's name from its file's: without its endings.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        foreach (var ending in (string[])[".gz", ".json", ".ndjson", ".jsonl", ".csv", ".jtl", ".log", ".txt", ".xml", ".hlog"])
        {
            name = name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name;
        }

        return name.Length == 0 ? "imported" : name;
    }
}
