using System.Text.Json;
using Stampede.Baselines.Internal;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Baselines;

/// <summary>A file of normalised metrics (docs/reference/baselines.md), which <c>stampede metrics</c> writes.</summary>
public static class RunMetricsFile
{
    /// <summary>What the file says it is.</summary>
    public const string Schema = "stampede-metrics";

    /// <summary>The version that is written, and the only one that is read.</summary>
    public const int Version = 1;

    /// <summary>Writes metrics of runs as JSON.</summary>
    public static void Write(IReadOnlyList<RunMetrics> runs, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, MetricsJson.Indented);
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteNumber("version", Version);
        json.WriteStartArray("runs");
        foreach (var run in runs)
        {
            MetricsJson.Write(json, run);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads metrics of runs.</summary>
    /// <exception cref="RunFolderException">It is no such file, holds no run, or a number in it cannot be; names the file and where it can the line.</exception>
    public static ValueTask<IReadOnlyList<RunMetrics>> Read(string path, CancellationToken cancellationToken = default) => JsonFile.Read(path, Runs, cancellationToken);

    private static IReadOnlyList<RunMetrics> Runs(JsonPart part)
    {
        SchemaOf.Check(part, Schema, Version);
        var runs = JsonPlace.Elements(part, "runs", MetricsJson.Read);
        return runs.Length > 0 ? runs : throw new FormatException("\"runs\" is empty: there is nothing to compare.");
    }
}
