using System.Globalization;
using System.Text.Json;
using Stampede.Metrics;

namespace Stampede.Results;

/// <summary>Writes what run.json and intervals.jsonl have in common: requests, transactions, metrics, failures, checks, users' errors, classes, arrivals.</summary>
internal static class StatsJsonWriter
{
    public static void Requests(Utf8JsonWriter json, IReadOnlyDictionary<RequestKey, RequestStats> requests)
    {
        json.WriteStartArray("requests");
        foreach (var (key, stats) in requests)
        {
            json.WriteStartObject();
            Key(json, key);
            Stats(json, stats);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Selections(Utf8JsonWriter json, IReadOnlyDictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>> selections)
    {
        if (selections.Count == 0)
        {
            return;
        }

        json.WriteStartArray("selections");
        foreach (var (selection, requests) in selections)
        {
            json.WriteStartObject();
            json.WriteString("selection", selection);
            Requests(json, requests);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Transactions(Utf8JsonWriter json, IReadOnlyDictionary<string, RequestStats> transactions)
    {
        if (transactions.Count == 0)
        {
            return;
        }

        json.WriteStartArray("transactions");
        foreach (var (name, stats) in transactions)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            Stats(json, stats);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Metrics(Utf8JsonWriter json, IReadOnlyDictionary<string, CustomMetricStats> metrics)
    {
        if (metrics.Count == 0)
        {
            return;
        }

        json.WriteStartArray("metrics");
        foreach (var (name, stats) in metrics)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteEnum("kind", stats.Kind);
            json.WriteNumber("count", stats.Count);
            json.WriteDouble("sum", stats.Sum);
            json.WriteDouble("last", stats.Last);
            json.WriteDouble("min", stats.Minimum);
            json.WriteDouble("max", stats.Maximum);
            HistogramIfKnown(json, "valuesThousandths", stats.Values);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Arrivals(Utf8JsonWriter json, IReadOnlyList<ArrivalSample> arrivals)
    {
        if (arrivals.Count == 0)
        {
            return;
        }

        json.WriteStartArray("arrivals");
        foreach (var sample in arrivals)
        {
            json.WriteStartObject();
            json.WriteString("load", sample.Load);
            json.WriteNumber("scheduled", sample.Scheduled);
            json.WriteNumber("started", sample.Started);
            json.WriteNumber("late", sample.Late);
            json.WriteNumber("dropped", sample.Dropped);
            json.WriteNumber("inFlight", sample.InFlight);
            HistogramIfKnown(json, "startDelayUs", sample.StartDelay);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Failures(Utf8JsonWriter json, IReadOnlyList<FailureInterval> failures)
    {
        if (failures.Count == 0)
        {
            return;
        }

        json.WriteStartArray("failures");
        foreach (var (key, stats) in failures)
        {
            json.WriteStartObject();
            Key(json, key.Request);
            json.WriteEnum("kind", key.Kind);
            json.WriteString("text", SecretMask.Text(key.Text));
            json.WriteNumber("count", stats.Count);
            json.WriteTime("first", stats.First);
            json.WriteTime("last", stats.Last);
            Samples(json, stats.Samples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Checks(Utf8JsonWriter json, IReadOnlyDictionary<string, CheckStats> checks)
    {
        if (checks.Count == 0)
        {
            return;
        }

        json.WriteStartArray("checks");
        foreach (var (name, stats) in checks)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("passed", stats.Passed);
            json.WriteNumber("failed", stats.Failed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void UserErrors(Utf8JsonWriter json, IReadOnlyList<UserErrorInterval> errors)
    {
        if (errors.Count == 0)
        {
            return;
        }

        json.WriteStartArray("userErrors");
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("class", error.Class);
            json.WriteString("where", error.Where);
            json.WriteString("type", error.Type);
            json.WriteString("message", SecretMask.Text(error.Message));
            json.WriteNumber("count", error.Count);
            if (error.StackTrace.Length > 0)
            {
                json.WriteString("stackTrace", SecretMask.Text(error.StackTrace));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Classes(Utf8JsonWriter json, IReadOnlyList<UserClassSample> classes)
    {
        json.WriteStartArray("classes");
        foreach (var sample in classes)
        {
            json.WriteStartObject();
            json.WriteString("name", sample.Name);
            json.WriteNumber("planned", sample.Planned);
            json.WriteNumber("running", sample.Running);
            json.WriteNumber("lost", sample.Lost);
            json.WriteNumber("iterations", sample.Iterations);
            json.WriteStartArray("tasksStarted");
            foreach (var started in sample.TasksStarted)
            {
                json.WriteNumberValue(started);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Key(Utf8JsonWriter json, RequestKey key)
    {
        json.WriteString("method", key.Method);
        json.WriteString("name", SecretMask.Url(key.Name));
    }

    public static void Stats(Utf8JsonWriter json, RequestStats stats)
    {
        Counts(json, stats);
        Histogram(json, "responseTimeUs", stats.ResponseTime);
        Histogram(json, "failedResponseTimeUs", stats.FailedResponseTime);
        HistogramIfKnown(json, "serviceTimeUs", stats.ServiceTime);
        Histogram(json, "firstByteUs", stats.FirstByte);
        HistogramIfKnown(json, "connectUs", stats.Connect);
        HistogramIfKnown(json, "tlsUs", stats.Tls);
        ImportedJson.Write(json, stats.Reported);
    }

    private static void Counts(Utf8JsonWriter json, RequestStats stats)
    {
        json.WriteNumber("settled", stats.Settled);
        json.WriteNumber("failed", stats.Failed);
        json.WriteNumber("accepted", stats.Accepted);
        json.WriteNumber("bytesSent", stats.BytesSent);
        json.WriteNumber("bytesReceived", stats.BytesReceived);
        json.WriteNumber("bodyBytes", stats.BodyBytes);
        json.WriteNumber("connectionsOpened", stats.ConnectionsOpened);
        json.WriteNumber("resent", stats.Resent);
        json.WriteStartObject("statuses");
        foreach (var (status, count) in stats.Statuses)
        {
            json.WriteNumber(status.ToString(CultureInfo.InvariantCulture), count);
        }

        json.WriteEndObject();
        if (stats.FailureKinds.Count > 0)
        {
            json.WriteStartObject("failureKinds");
            foreach (var (kind, count) in stats.FailureKinds)
            {
                json.WriteNumber(JsonEnum<FailureKind>.Name(kind), count);
            }

            json.WriteEndObject();
        }
    }

    private static void HistogramIfKnown(Utf8JsonWriter json, string name, Histogram? histogram)
    {
        if (histogram is not null)
        {
            Write(json, name, histogram);
        }
    }

    // A histogram that is always there but holds nothing is left out: absent and empty are the same for it.
    private static void Histogram(Utf8JsonWriter json, string name, Histogram histogram)
    {
        if (histogram.Count > 0)
        {
            Write(json, name, histogram);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, Histogram histogram)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", histogram.Count);
        json.WriteNumber("sum", histogram.Sum);
        json.WriteNumber("min", histogram.Min);
        json.WriteNumber("max", histogram.Max);
        json.WriteString("hdr", histogram.Encode());
        json.WriteEndObject();
    }

    private static void Samples(Utf8JsonWriter json, IReadOnlyList<FailureSample> samples)
    {
        if (samples.Count == 0)
        {
            return;
        }

        json.WriteStartArray("samples");
        foreach (var sample in samples)
        {
            json.WriteStartObject();
            json.WriteTime("at", sample.At);
            json.WriteString("url", SecretMask.Url(sample.Url));
            json.WriteNumber("status", sample.Status);
            json.WriteNumber("responseTimeUs", sample.ResponseTime);
            json.WriteString("body", SecretMask.Text(sample.Body));
            json.WriteMap("headers", sample.Headers.Select(h => KeyValuePair.Create(h.Key, SecretMask.Header(h.Key, h.Value))));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
