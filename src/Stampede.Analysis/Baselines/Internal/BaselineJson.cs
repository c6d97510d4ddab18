using System.Globalization;
using System.Text.Json;
using Stampede.Baselines.Compatible;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Baselines.Internal;

/// <summary>Baselines as the file holds them.</summary>
internal static class BaselineJson
{
    private const string Day = "yyyy-MM-dd";

    public static void Write(BaselineSet set, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, MetricsJson.Indented);
        json.WriteStartObject();
        json.WriteString("schema", BaselineSet.Schema);
        json.WriteNumber("version", BaselineSet.Version);
        json.WriteIfKnown("current", set.Current);
        json.WriteStartArray("baselines");
        foreach (var baseline in set.Baselines)
        {
            json.WriteStartObject();
            json.WriteString("name", baseline.Name);
            if (baseline.Saved is { } saved)
            {
                json.WriteTime("saved", saved);
            }

            json.WriteIfKnown("effective_from", baseline.ValidFrom?.ToString(Day, CultureInfo.InvariantCulture));
            json.WriteIfKnown("valid_until", baseline.ValidUntil?.ToString(Day, CultureInfo.InvariantCulture));
            json.WriteNumber("run_count", baseline.Runs.Count);
            json.WriteStartArray("runs");
            foreach (var run in baseline.Runs)
            {
                MetricsJson.Write(json, run);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    public static BaselineSet Read(JsonPart part)
    {
        if (part.Find("schema") is null && part.Members().Any(m => m.IsObject))
        {
            return new BaselineSet { IsOfScripts = true }.With(OfScripts(part));
        }

        SchemaOf.Check(part, BaselineSet.Schema, BaselineSet.Version);
        var set = new BaselineSet { Baselines = JsonPlace.Elements(part, "baselines", One), Current = part.Find("current")?.Text() };
        if (set.Baselines.GroupBy(b => b.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new FormatException($"The baseline \"{twice.Key}\" is there twice.");
        }

        return set.Current is null || set.Baselines.Any(b => b.Name == set.Current) ? set : throw new FormatException($"The current baseline is \"{set.Current}\", which is not there.");
    }

    private static Baseline One(JsonPart part)
    {
        var baseline = new Baseline
        {
            Name = part["name"].Text(),
            Saved = part.Find("saved")?.Time(),
            ValidFrom = Date(part.Find("effective_from")),
            ValidUntil = Date(part.Find("valid_until")),
            Runs = JsonPlace.Elements(part, "runs", MetricsJson.Read),
        };
        if (part["run_count"].Int() is var count && count != baseline.Runs.Count)
        {
            throw new FormatException($"\"run_count\" of \"{baseline.Name}\" is {count}, but there are {baseline.Runs.Count} runs.");
        }

        return baseline.Problems() is [var first, ..] ? throw new FormatException(first) : baseline;
    }

    private static DateOnly? Date(JsonPart? part) => part is not { } date ? null
        : DateOnly.TryParseExact(date.Text(), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new FormatException($"\"{date.Name}\" is \"{date.Text()}\"; it must be a day such as 2026-11-30.");

    // The file of extract_baselines: services at the top, each with its numbers.
    private static Baseline OfScripts(JsonPart part)
    {
        var metrics = ScriptMetricsFile.Of(part); // refuses negative numbers
        var services = part.Members().Where(m => m.IsObject && metrics.Find(m.Name)!.Metrics.Any(n => n.Key is "error_rate_pct" or "rps" or "avg_latency_ms" or "p95_latency_ms"))
            .Select(m => JsonPlace.Read(() => Service(m, metrics.Find(m.Name)!), m.Name)).ToArray();
        return services.Length == 0
            ? throw new FormatException($"There is no \"schema\" and no service with metrics such as \"error_rate_pct\"; there are {string.Join(", ", metrics.Services.Select(s => s.Name))}.")
            : new Baseline { Name = "default", Runs = [new RunMetrics { Manifest = new RunManifest { Name = "default", Format = "extract_baselines" }, Services = services }] };
    }

    private static ServiceMetrics Service(JsonPart part, ScriptService service)
    {
        var mean = MetricsJson.Figure(part, "avg_latency_ms");
        return new ServiceMetrics
        {
            Service = part.Name,
            Requests = MetricsJson.Count(part, "total_requests"),
            Failures = MetricsJson.Count(part, "total_failures"),
            ErrorRate = MetricsJson.Figure(part, "error_rate_pct", most: 100),
            RequestsPerSecond = MetricsJson.Figure(part, "rps"),
            Mean = mean,
            Median = MetricsJson.Figure(part, "median_latency_ms"),
            P95 = Measured("p95_latency_ms", 1.4),
            P99 = Measured("p99_latency_ms", 1.7),
            Minimum = MetricsJson.Figure(part, "min_latency_ms"),
            Maximum = MetricsJson.Figure(part, "max_latency_ms"),
            IncludesFailures = true,
        };

        // A guess is no measurement, and 0 is a column that was missing.
        double? Measured(string metric, double factor) =>
            service.Find(metric)?.Value is { } value && value > 0 && !(mean is { } known && value == ScriptBaselines.Estimate(known, factor).Value) ? value : null;
    }
}
