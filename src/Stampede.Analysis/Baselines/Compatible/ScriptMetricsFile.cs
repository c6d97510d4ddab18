using System.Globalization;
using System.Text.Json;
using Stampede.Baselines.Internal;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Baselines.Compatible;

/// <summary>The JSON files of the scripts: <c>performance-baselines.json</c> and <c>load-results.json</c>, numbers by service.</summary>
public static class ScriptMetricsFile
{
    /// <summary>Writes one.</summary>
    public static void Write(ScriptMetrics metrics, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, MetricsJson.Indented);
        json.WriteStartObject();
        foreach (var service in metrics.Services)
        {
            json.WriteStartObject(service.Name);
            foreach (var (name, value) in service.Metrics)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value.ToString());
            }

            json.WriteIfKnown("timestamp", service.Timestamp);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads one: every object at the top is taken for a service, every number in it for a metric, as the scripts do.</summary>
    /// <exception cref="RunFolderException">It is no JSON, no object, or a number in it is below 0 or none; names file and line.</exception>
    public static ValueTask<ScriptMetrics> Read(string path, CancellationToken cancellationToken = default) => JsonFile.Read(path, Of, cancellationToken);

    internal static ScriptMetrics Of(JsonPart part) => new([.. part.Members().Where(m => m.IsObject).Select(m => JsonPlace.Read(() => Service(m), m.Name))]);

    private static ScriptService Service(JsonPart part) => new(part.Name, [.. part.Members().Where(m => m.IsNumber || IsNoNumber(m)).Select(m => JsonPlace.Read(() => Number(m), m.Name))])
    {
        Timestamp = part.Find("timestamp") is { IsString: true } time ? time.Text() : null,
    };

    // NaN in quotes is how JSON writers that know no NaN put it.
    private static bool IsNoNumber(JsonPart part) => part.IsString && part.Text() is "NaN" or "Infinity" or "-Infinity";

    private static KeyValuePair<string, ScriptNumber> Number(JsonPart part)
    {
        var value = part.Double();
        return double.IsFinite(value) && value >= 0
            ? new(part.Name, new ScriptNumber(value, part.IsWhole))
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"\"{part.Name}\" is {value}; it must be a number of 0 or more."));
    }
}
