using System.Globalization;
using System.Text.Json;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What was run and what it came to: verdict, thresholds, findings.</summary>
internal static class PageHead
{
    private const string Unfinished = "The run has not ended (its process was killed, or still runs)";

    public static void Write(Utf8JsonWriter json, RunResult result)
    {
        var total = result.Total();
        json.WriteStartObject("run");
        json.WriteString("name", SecretMask.Text(result.Plan.Name));
        json.WriteIfKnown("host", result.Plan.Host is { } host ? SecretMask.Url(host) : null);
        json.WriteString("load", result.Plan.Load.Description);
        json.WriteInstant("started", result.Knows(UnknownParts.Started) ? result.Started : default);
        json.WritePropertyName("duration");
        json.WriteNumberOrNull(result.Knows(UnknownParts.Duration) ? result.Duration.TotalSeconds : null);
        json.WriteString("ending", result.Knows(UnknownParts.Ending) ? SummaryText.Ending(result, "not ended: its process was killed, or still runs") : "why it ended is unknown");
        json.WriteIfKnown("imported", result.Imported?.Format);
        json.WriteStrings("unknown", ImportedJson.Names(result.Imported?.Unknown ?? UnknownParts.None));
        json.WriteBoolean("includesFailures", total.Reported is { IncludesFailures: true } && total.Failed > 0);
        json.WriteString("seed", result.Plan.Seed.ToString(CultureInfo.InvariantCulture)); // does not fit a number of the page
        json.WriteIfKnown("folder", result.Folder);
        json.WriteBoolean("ofSuccesses", SummaryText.TellsOfSuccesses(total.Failed, total.Settled));
        if (result.Unfinished is { } unfinished)
        {
            json.WriteStartArray("unfinished");
            json.WriteNumberValue(unfinished.Count);
            json.WriteNumberValue(unfinished.Longest);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        WriteVerdict(json, result);
    }

    private static void WriteVerdict(Utf8JsonWriter json, RunResult result)
    {
        var verdict = VerdictText.Of(result, Unfinished);
        json.WriteStartObject("verdict");
        json.WriteString("word", verdict.Word);
        json.WriteString("why", verdict.Why);
        json.WriteEnum("tone", verdict.Tone);
        json.WriteEndObject();

        // Not judged: what was to hold is shown all the same.
        var thresholds = result.Thresholds.Count > 0
            ? result.Thresholds.Select(t => (t.Expression, Outcome: JsonEnum<ThresholdOutcome>.Name(t.Outcome).Value, t.MeasuredText))
            : result.Plan.Thresholds.Select(t => (t, "notJudged", "not judged"));
        json.WriteStartArray("thresholds");
        foreach (var (expression, outcome, measured) in thresholds)
        {
            json.WriteStartArray();
            json.WriteStringValue(SecretMask.Text(expression));
            json.WriteStringValue(outcome);
            json.WriteStringValue(measured);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var note in result.Notes.OrderByDescending(n => n.Severity))
        {
            json.WriteStartArray();
            json.WriteStringValue(JsonEnum<NoteSeverity>.Name(note.Severity));
            json.WriteStringValue(note.Id);
            json.WriteStringValue(SecretMask.Text(note.Text));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
