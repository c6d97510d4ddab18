using System.Text.Json;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Failures, exceptions of users' code and checks in report.json.</summary>
internal static class JsonFailures
{
    public static void Write(Utf8JsonWriter json, RunResult result)
    {
        json.WriteStartArray("failures");
        foreach (var (key, stats) in ReportText.Failures(result))
        {
            json.WriteStartObject();
            json.WriteString("method", key.Request.Method);
            json.WriteString("name", SecretMask.Url(key.Request.Name));
            json.WriteEnum("kind", key.Kind);
            json.WriteString("text", SecretMask.Text(key.Text));
            json.WriteNumber("count", stats.Count);
            if (result.Knows(UnknownParts.FailureTimes))
            {
                json.WriteTime("first", stats.First);
                json.WriteTime("last", stats.Last);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("userErrors");
        foreach (var error in result.UserErrors.OrderByDescending(e => e.Count).ThenBy(e => e.Message, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("class", error.Class);
            json.WriteString("where", error.Where);
            json.WriteString("type", error.Type);
            json.WriteString("message", SecretMask.Text(error.Message));
            json.WriteNumber("count", error.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("checks");
        foreach (var (name, check) in result.Checks.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("passed", check.Passed);
            json.WriteNumber("failed", check.Failed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
