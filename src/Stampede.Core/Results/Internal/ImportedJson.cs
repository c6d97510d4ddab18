using System.Globalization;
using System.Text.Json;
using Stampede.Metrics;

namespace Stampede.Results;

/// <summary>Writes and reads what only imported runs have: where they come from, what is not known, and times without a distribution.</summary>
internal static class ImportedJson
{
    public static void Write(Utf8JsonWriter json, ImportedRun? imported)
    {
        if (imported is null)
        {
            return;
        }

        json.WriteStartObject("imported");
        json.WriteString("format", imported.Format);
        json.WriteStrings("files", imported.Files);
        json.WriteStrings("unknown", Names(imported.Unknown));
        if (imported.Total is { } total)
        {
            json.WriteStartObject("total");
            StatsJsonWriter.Stats(json, total);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static ImportedRun? Read(JsonPart parent) => parent.Find("imported") is { } part
        ? new ImportedRun
        {
            Format = part["format"].Text(),
            Files = part["files"].Strings(),
            Unknown = part.Items("unknown").Aggregate(UnknownParts.None, (all, one) => all | one.Enum<UnknownParts>()),
            Total = part.Find("total") is { } total ? StatsJsonReader.Stats(total) : null,
        }
        : null;

    /// <summary>The words for parts.</summary>
    public static IEnumerable<string> Names(UnknownParts parts) => Enum.GetValues<UnknownParts>()
        .Where(p => p != UnknownParts.None && parts.HasFlag(p)).Select(p => JsonEnum<UnknownParts>.Name(p).Value);

    public static void Write(Utf8JsonWriter json, ReportedTimes? times)
    {
        if (times is null)
        {
            return;
        }

        json.WriteStartObject("reportedTimesUs");
        json.WriteNumber("count", times.Count);
        json.WriteBoolean("includesFailures", times.IncludesFailures);
        json.WriteIfKnown("mean", times.Mean);
        json.WriteIfKnown("median", times.Median);
        json.WriteIfKnown("medianSoFar", times.MedianSoFar);
        json.WriteIfKnown("min", times.Minimum);
        json.WriteIfKnown("max", times.Maximum);
        json.WriteIfKnown("rate", times.Rate);
        json.WriteStartObject("percentiles");
        foreach (var (percentile, value) in times.Percentiles)
        {
            json.WriteDouble(percentile.ToString(CultureInfo.InvariantCulture), value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static ReportedTimes? ReadTimes(JsonPart parent) => parent.Find("reportedTimesUs") is { } part
        ? new ReportedTimes
        {
            Count = part["count"].Long(),
            IncludesFailures = part["includesFailures"].Bool(),
            Mean = part.Find("mean")?.Double(),
            Median = part.Find("median")?.Double(),
            MedianSoFar = part.Find("medianSoFar")?.Double(),
            Minimum = part.Find("min")?.Double(),
            Maximum = part.Find("max")?.Double(),
            Rate = part.Find("rate")?.Double(),
            Percentiles = part.Members("percentiles").ToDictionary(p => Percentile(p.Name), p => p.Double()),
        }
        : null;

    private static double Percentile(string name) => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 100
        ? value
        : throw new FormatException($"\"{name}\" in \"percentiles\" is no percentile.");
}
