using System.Text.Json;

namespace Stampede.Results;

/// <summary>The audit in run.json and in report.json: the same members in both, none where the run was not audited.</summary>
internal static class AuditJson
{
    public static void Write(Utf8JsonWriter json, AuditResult? audit)
    {
        if (audit is null)
        {
            return;
        }

        json.WriteStartObject("audit");
        json.WriteStartArray("findings");
        foreach (var finding in audit.Findings)
        {
            Finding(json, finding);
        }

        json.WriteEndArray();
        json.WriteStrings("clean", audit.Clean);
        json.WriteStartArray("notApplicable");
        foreach (var (rule, reason) in audit.NotApplicable)
        {
            json.WriteStartObject();
            json.WriteString("rule", rule);
            json.WriteString("reason", SecretMask.Text(reason));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteMap("titles", audit.Titles);
        json.WriteEndObject();
    }

    public static AuditResult? Read(JsonPart parent) => parent.Find("audit") is { } part
        ? new AuditResult
        {
            Findings = [.. part.Items("findings").Select(Finding)],
            Clean = part["clean"].Strings(),
            NotApplicable = [.. part.Items("notApplicable").Select(a => new AuditAbsence(a["rule"].Text(), a["reason"].Text()))],
            Titles = part.Map("titles"),
        }
        : null;

    private static void Finding(Utf8JsonWriter json, AuditFinding finding)
    {
        var masked = finding.Masked();
        json.WriteStartObject();
        json.WriteString("rule", masked.Rule);
        json.WriteEnum("severity", masked.Severity);
        json.WriteIfKnown("subject", masked.Subject);
        json.WriteString("meaning", masked.Meaning);
        json.WriteStartArray("numbers");
        foreach (var (name, value, unit) in masked.Numbers)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteDouble("value", value);
            json.WriteString("unit", unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("advice", masked.Advice);
        json.WriteStringsIfAny("examples", masked.Examples);
        json.WriteIfKnown("accepted", masked.Accepted);
        json.WriteEndObject();
    }

    private static AuditFinding Finding(JsonPart part) => new()
    {
        Rule = part["rule"].Text(),
        Severity = part["severity"].Enum<NoteSeverity>(),
        Subject = part.Find("subject")?.Text(),
        Numbers = [.. part.Items("numbers").Select(n => new AuditNumber(n["name"].Text(), n["value"].Double(), n["unit"].Text()))],
        Meaning = part["meaning"].Text(),
        Advice = part["advice"].Text(),
        Examples = part.Find("examples")?.Strings() ?? [],
        Accepted = part.Find("accepted")?.Text(),
    };
}
