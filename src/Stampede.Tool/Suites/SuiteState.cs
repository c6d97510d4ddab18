using System.Text.Json;
using System.Text.Json.Serialization;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>How far a suite came: <c>suite.json</c> in its folder (docs/reference/suites.md). Replaced as a whole after each step.</summary>
internal sealed record SuiteState
{
    /// <summary>The file's name in the suite's folder.</summary>
    public const string FileName = "suite.json";

    private const int Version = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Raised when a member changes its meaning.</summary>
    public int SchemaVersion { get; init; } = Version;

    /// <summary>The suite's name.</summary>
    public required string Name { get; init; }

    /// <summary>The suite file.</summary>
    public required string File { get; init; }

    /// <summary>When it began, at first.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it was over; null until then.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>What every test was scaled to; null where they ran at full length.</summary>
    public string? ScaledTo { get; init; }

    /// <summary>The exit code; null until it is over.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The tests, in order.</summary>
    public required IReadOnlyList<SuiteStateEntry> Tests { get; init; }

    /// <summary>Writes it to a suite's folder.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, this, Json));

    /// <summary>Reads that of a suite's folder.</summary>
    /// <exception cref="RunFolderException">There is none, it was written by a newer version, or it is damaged.</exception>
    public static SuiteState Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            var state = JsonSerializer.Deserialize<SuiteState>(stream, Json) ?? throw new RunFolderException(path, "this is no state of a suite.");
            return state.SchemaVersion <= Version ? state : throw new RunFolderException(
                path, $"its schema version is {state.SchemaVersion}; this version of Stampede reads up to {Version}. Read it with a newer one.");
        }
        catch (JsonException e)
        {
            throw new RunFolderException(path, $"this is no state of a suite: {e.Message}", e.LineNumber + 1, e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RunFolderException(folder, $"this is no folder of a suite: it has no {FileName}.", inner: e);
        }
    }
}
