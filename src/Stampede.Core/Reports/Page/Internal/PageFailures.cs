using System.Text.Json;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Why requests failed, with an example each, and what users' code threw; the most frequent first.</summary>
internal static class PageFailures
{
    private const int Most = 200;
    private const int MostBody = 1_000;
    private const int MostStack = 4_000;

    public static void Write(Utf8JsonWriter json, RunResult result)
    {
        json.WriteNumber("failureGroups", result.Failures.Count);
        json.WriteStartArray("failures");
        foreach (var (key, stats) in result.Failures.OrderByDescending(f => f.Stats.Count).ThenBy(f => f.Key.ToString(), StringComparer.Ordinal).Take(Most))
        {
            json.WriteStartObject();
            json.WriteString("method", key.Request.Method);
            json.WriteString("name", SecretMask.Url(key.Request.Name));
            json.WriteString("kind", key.Kind.ToString());
            json.WriteString("text", SecretMask.Text(key.Text));
            json.WriteNumber("count", stats.Count);
            json.WriteInstant("first", stats.First);
            json.WriteInstant("last", stats.Last);
            if (stats.Samples.Count > 0)
            {
                Write(json, stats.Samples[0]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("errorGroups", result.UserErrors.Count);
        json.WriteStartArray("errors");
        foreach (var error in result.UserErrors.OrderByDescending(e => e.Count).ThenBy(e => e.Message, StringComparer.Ordinal).Take(Most))
        {
            json.WriteStartObject();
            json.WriteString("class", error.Class);
            json.WriteString("where", error.Where);
            json.WriteString("type", error.Type);
            json.WriteString("message", SecretMask.Text(error.Message));
            json.WriteNumber("count", error.Count);
            json.WriteString("stack", LineText.Cut(SecretMask.Text(error.StackTrace), MostStack));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, FailureSample sample)
    {
        json.WriteStartObject("sample");
        json.WriteInstant("at", sample.At);
        json.WriteString("url", SecretMask.Url(sample.Url));
        json.WriteNumber("status", sample.Status);
        json.WriteNumber("time", sample.ResponseTime);
        json.WriteString("body", LineText.Cut(SecretMask.Text(sample.Body), MostBody));
        json.WriteMap("headers", sample.Headers.Select(h => KeyValuePair.Create(h.Key, SecretMask.Header(h.Key, h.Value))));
        json.WriteEndObject();
    }
}
