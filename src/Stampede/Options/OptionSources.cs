namespace Stampede.Engine;

/// <summary>Where options come from beside the command line.</summary>
internal sealed record OptionSources
{
    /// <summary>The environment's variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder of the load-test file; null where it is not known, as in a project.</summary>
    public string? FileFolder { get; init; }

    /// <summary>The current folder; null for none, so that no default file is read.</summary>
    public string? CurrentFolder { get; init; }

    /// <summary>The process's.</summary>
    public static OptionSources OfProcess() => new()
    {
        Environment = System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? ""),
        FileFolder = AppContext.GetData("EntryPointFileDirectoryPath") as string, // what dotnet tells a program that is one file
        CurrentFolder = Directory.GetCurrentDirectory(),
    };
}
