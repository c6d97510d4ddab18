using System.Text.Json;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The beginning of report.json: what was run, what it came to, thresholds, findings.</summary>
internal static class JsonHead
{
    public static void Write(Utf8JsonWriter json, RunResult result)
    {
        json.WriteString("name", SecretMask.Text(result.Plan.Name));
        json.WriteIfKnown("host", result.Plan.Host is { } host ? SecretMask.Url(host) : null);
        json.WriteString("load", result.Plan.Load.Description);
        if (result.Knows(UnknownParts.Started))
        {
            json.WriteTime("started", result.Started);
        }

        if (result.Knows(UnknownParts.Duration))
        {
            json.WriteSeconds("durationSeconds", result.Duration);
        }

        if (result.Knows(UnknownParts.Ending))
        {
            json.WriteEnum("ending", result.Ending);
        }

        if (result.Imported is null)
        {
            json.WriteString("seed", result.Plan.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)); // too large for other readers' numbers
        }

        WriteVerdict(json, result);
        WriteImported(json, result.Imported);
        WriteEnvironment(json, result.Environment);
        WritePhases(json, result);
    }

    private static void WriteVerdict(Utf8JsonWriter json, RunResult result)
    {
        var text = VerdictText.Of(result, ReportText.Unfinished);
        if (result.Verdict is { } verdict)
        {
            json.WriteEnum("verdict", verdict);
        }

        json.WriteIfKnown("exitCode", result.ExitCode);
        json.WriteString("verdictText", $"{text.Word}: {text.Why}");
        json.WriteStartArray("thresholds");
        foreach (var threshold in result.Thresholds)
        {
            json.WriteStartObject();
            json.WriteString("expression", SecretMask.Text(threshold.Expression));
            json.WriteEnum("outcome", threshold.Outcome);
            json.WriteIfKnown("measured", threshold.Measured);
            json.WriteString("measuredText", threshold.MeasuredText);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var note in result.Notes.OrderByDescending(n => n.Severity))
        {
            json.WriteStartObject();
            json.WriteString("id", note.Id);
            json.WriteEnum("severity", note.Severity);
            json.WriteString("text", SecretMask.Text(note.Text));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        AuditJson.Write(json, result.Audit);
    }

    private static void WriteImported(Utf8JsonWriter json, ImportedRun? imported)
    {
        if (imported is null)
        {
            return;
        }

        json.WriteStartObject("imported");
        json.WriteString("format", imported.Format);
        json.WriteStrings("files", imported.Files.Select(f => Path.GetFileName(f)));
        json.WriteStrings("unknown", ImportedJson.Names(imported.Unknown));
        json.WriteEndObject();
    }

    private static void WriteEnvironment(Utf8JsonWriter json, RunEnvironment? environment)
    {
        if (environment is null)
        {
            return;
        }

        json.WriteStartObject("environment");
        json.WriteString("machine", environment.Machine);
        json.WriteNumber("cores", environment.Cores);
        json.WriteIfKnown("processor", environment.Processor);
        json.WriteString("system", environment.System);
        json.WriteString("runtime", environment.Runtime);
        json.WriteString("version", environment.Version);
        json.WriteIfKnown("commit", environment.Commit);
        json.WriteEndObject();
    }

    private static void WritePhases(Utf8JsonWriter json, RunResult result)
    {
        if (result.Phases.Count == 0)
        {
            return;
        }

        json.WriteStartArray("phases");
        foreach (var phase in result.Phases)
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
}
