using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stampede.Results;

/// <summary>Writes run.json, schema version 1 (docs/reference/files.md).</summary>
internal static class RunJsonWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The state at the start: no ending, no totals.</summary>
    public static void Write(Stream stream, RunStart start, IReadOnlyList<FoldedIntervals> folded, SecretNames secrets)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        Head(json, start.Plan, start.Started, RunEnding.None);
        Intervals(json, folded);
        PlanJsonWriter.Plan(json, start.Plan, secrets);
        PlanJsonWriter.Environment(json, start.Environment, secrets);
        json.WriteEndObject();
    }

    /// <summary>The state at the end.</summary>
    public static void Write(Stream stream, RunResult result, IReadOnlyList<FoldedIntervals> folded, SecretNames secrets)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        Head(json, result.Plan, result.Started, result.Ending);
        json.WriteSeconds("durationSeconds", result.Duration);
        if (result.Verdict is { } verdict)
        {
            json.WriteEnum("verdict", verdict);
        }

        json.WriteIfKnown("exitCode", result.ExitCode);
        if (result.Unfinished is { } unfinished)
        {
            json.WriteStartObject("unfinished");
            json.WriteNumber("count", unfinished.Count);
            json.WriteNumber("longestUs", unfinished.Longest);
            json.WriteEndObject();
        }

        Intervals(json, folded);
        Thresholds(json, result.Thresholds);
        Notes(json, result.Notes);
        AuditJson.Write(json, result.Audit);
        PlanJsonWriter.Plan(json, result.Plan, secrets);
        if (result.Environment is not null)
        {
            PlanJsonWriter.Environment(json, result.Environment, secrets);
        }

        ImportedJson.Write(json, result.Imported);
        Phases(json, result.Phases);
        StatsJsonWriter.Classes(json, result.Classes);
        StatsJsonWriter.Arrivals(json, result.Arrivals);
        StatsJsonWriter.Requests(json, result.Requests);
        StatsJsonWriter.Selections(json, result.Selections);
        StatsJsonWriter.Transactions(json, result.Transactions);
        StatsJsonWriter.Metrics(json, result.Metrics);
        StatsJsonWriter.Failures(json, result.Failures);
        StatsJsonWriter.Checks(json, result.Checks);
        StatsJsonWriter.UserErrors(json, result.UserErrors);
        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, RunPlan plan, DateTimeOffset started, RunEnding ending)
    {
        json.WriteNumber("schemaVersion", RunFolder.SchemaVersion);
        json.WriteString("name", plan.Name);
        json.WriteTime("started", started);
        json.WriteEnum("ending", ending);
    }

    private static void Intervals(Utf8JsonWriter json, IReadOnlyList<FoldedIntervals> folded)
    {
        json.WriteStartObject("intervals");
        json.WriteString("file", RunFolder.IntervalsFile);
        if (folded.Count > 0)
        {
            json.WriteStartArray("folded");
            foreach (var part in folded)
            {
                json.WriteStartObject();
                json.WriteNumber("lengthSeconds", part.Length);
                json.WriteNumber("untilSeconds", part.Until);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Phases(Utf8JsonWriter json, IReadOnlyList<PhaseResult> phases)
    {
        if (phases.Count == 0)
        {
            return;
        }

        json.WriteStartArray("phases");
        foreach (var phase in phases)
        {
            json.WriteStartObject();
            json.WriteEnum("phase", phase.Phase);
            json.WriteSeconds("offsetSeconds", phase.Offset);
            json.WriteSeconds("lengthSeconds", phase.Length);
            json.WriteNumber("settled", phase.Settled);
            json.WriteNumber("failed", phase.Failed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Thresholds(Utf8JsonWriter json, IReadOnlyList<ThresholdResult> thresholds)
    {
        json.WriteStartArray("thresholds");
        foreach (var threshold in thresholds)
        {
            json.WriteStartObject();
            json.WriteString("expression", threshold.Expression);
            json.WriteEnum("outcome", threshold.Outcome);
            json.WriteIfKnown("measured", threshold.Measured);
            json.WriteString("measuredText", threshold.MeasuredText);
            json.WriteBoolean("coversFailures", threshold.CoversFailures);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Notes(Utf8JsonWriter json, IReadOnlyList<RunNote> notes)
    {
        json.WriteStartArray("notes");
        foreach (var note in notes)
        {
            json.WriteStartObject();
            json.WriteString("id", note.Id);
            json.WriteEnum("severity", note.Severity);
            json.WriteString("text", SecretMask.Text(note.Text));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
