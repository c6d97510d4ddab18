using System.Text.Json;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Whether the run can be believed: findings, and the rules that had nothing to say. Nothing where it was not audited.</summary>
internal static class PageAudit
{
    public static void Write(Utf8JsonWriter json, RunResult result)
    {
        if (result.Audit is not { } audit)
        {
            return;
        }

        json.WriteStartObject("audit");
        json.WriteString("summary", AuditText.Summary(audit));
        json.WriteStartArray("findings");
        foreach (var finding in AuditText.Findings(result))
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule);
            json.WriteIfKnown("title", AuditText.Title(audit, finding.Rule));
            json.WriteEnum("severity", finding.Severity);
            json.WriteIfKnown("subject", finding.Subject);
            json.WriteString("meaning", finding.Meaning);
            json.WriteStrings("numbers", finding.Numbers.Select(n => $"{n.Name}: {AuditText.Number(n)}"));
            json.WriteString("advice", finding.Advice);
            json.WriteStrings("examples", finding.Examples);
            json.WriteIfKnown("accepted", finding.Accepted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Rules(json, "clean", audit.Clean.Select(rule => (rule, "nothing found")), audit);
        Rules(json, "notApplicable", audit.NotApplicable.Select(a => (a.Rule, SecretMask.Text(a.Reason))), audit);
        json.WriteEndObject();
    }

    private static void Rules(Utf8JsonWriter json, string name, IEnumerable<(string Rule, string Why)> rules, AuditResult audit)
    {
        json.WriteStartArray(name);
        foreach (var (rule, why) in rules)
        {
            json.WriteStartArray();
            json.WriteStringValue(rule);
            json.WriteStringValue(AuditText.Title(audit, rule) ?? "");
            json.WriteStringValue(why);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
