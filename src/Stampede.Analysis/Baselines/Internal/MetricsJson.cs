using System.Text.Encodings.Web;
using System.Text.Json;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Baselines.Internal;

/// <summary>Metrics of runs as the files hold them: the names of <c>performance-baselines.json</c>, what is unknown left out.</summary>
internal static class MetricsJson
{
    // Nobody counts so far; sums over runs have room above it.
    private const long MostCount = 1_000_000_000_000_000;

    // Other programs write error rates with two decimals.
    private const double Rounding = 0.01;

    public static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter json, RunMetrics run)
    {
        json.WriteStartObject();
        Manifest(json, run.Manifest);
        json.WriteStringsIfAny("unmapped", run.Unmapped);
        json.WriteStartObject("services");
        foreach (var service in run.Services)
        {
            Service(json, service);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static RunMetrics Read(JsonPart part)
    {
        var services = part["services"].Members().Select(s => JsonPlace.Read(() => Service(s), "services", s.Name)).ToArray();
        return services.Length == 0 ? throw new FormatException("\"services\" is empty: a run without metrics is none.")
            : services.GroupBy(s => s.Service).FirstOrDefault(g => g.Count() > 1) is { } twice ? throw new FormatException($"The service \"{twice.Key}\" is there twice.")
            : new RunMetrics { Manifest = Manifest(part["manifest"]), Services = services, Unmapped = part.Find("unmapped")?.Strings() ?? [] };
    }

    /// <summary>A figure of 0 or more; null where it is absent.</summary>
    public static double? Figure(JsonPart parent, string name, double most = MostCount)
    {
        if (parent.Find(name) is not { } part)
        {
            return null;
        }

        return JsonPlace.Read(() => Checked(part, parent.Name, most), name);
    }

    private static double Checked(JsonPart part, string parent, double most)
    {
        var value = part.Double();
        return double.IsFinite(value) && value >= 0 && value <= most ? value
            : throw new FormatException($"\"{part.Name}\" of \"{parent}\" is {JsonText(value)}; it must be a number of 0 {(value < 0 || double.IsNaN(value) ? "or more" : $"to {JsonText(most)}")}. Leave it out where it is unknown.");
    }

    /// <summary>A count of 0 or more; null where it is absent.</summary>
    public static long? Count(JsonPart parent, string name)
    {
        if (parent.Find(name) is not { } part)
        {
            return null;
        }

        return JsonPlace.Read(
            () => part.Long() is >= 0 and <= MostCount and var value ? value
                : throw new FormatException($"\"{name}\" of \"{parent.Name}\" is {part.Long()}; it must be 0 or more{(part.Long() < 0 ? "" : $", and no more than {MostCount}")}."),
            name);
    }

    private static string JsonText(double value) => double.IsNaN(value) ? "NaN" : value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static void Manifest(Utf8JsonWriter json, RunManifest manifest)
    {
        json.WriteStartObject("manifest");
        json.WriteString("name", manifest.Name);
        json.WriteIfKnown("plan_hash", manifest.PlanHash);
        if (manifest.Started is { } started)
        {
            json.WriteTime("started", started);
        }

        json.WriteSecondsIfKnown("duration_seconds", manifest.Duration);
        json.WriteIfKnown("users", (long?)manifest.Users);
        if (manifest.Paced is { } paced)
        {
            json.WriteBoolean("paced", paced);
        }

        json.WriteIfKnown("commit", manifest.Commit);
        json.WriteIfKnown("machine", manifest.Machine);
        json.WriteIfKnown("cores", (long?)manifest.Cores);
        json.WriteIfKnown("runtime", manifest.Runtime);
        if (manifest.Optimized is { } optimized)
        {
            json.WriteBoolean("optimized", optimized);
        }

        json.WriteIfKnown("version", manifest.Version);
        json.WriteIfKnown("format", manifest.Format);
        if (manifest.Ending is { } ending)
        {
            json.WriteEnum("ending", ending);
        }

        if (manifest.Verdict is { } verdict)
        {
            json.WriteEnum("verdict", verdict);
        }

        json.WriteEndObject();
    }

    public static RunManifest Manifest(JsonPart part) => new()
    {
        Name = part["name"].Text(),
        PlanHash = part.Find("plan_hash")?.Text(),
        Started = part.Find("started")?.Time(),
        Duration = Span(part, "duration_seconds"),
        Users = (int?)Whole(part, "users"),
        Paced = part.Find("paced")?.Bool(),
        Commit = part.Find("commit")?.Text(),
        Machine = part.Find("machine")?.Text(),
        Cores = (int?)Whole(part, "cores"),
        Runtime = part.Find("runtime")?.Text(),
        Optimized = part.Find("optimized")?.Bool(),
        Version = part.Find("version")?.Text(),
        Format = part.Find("format")?.Text(),
        Ending = part.Find("ending")?.Enum<RunEnding>(),
        Verdict = part.Find("verdict")?.Enum<Verdict>(),
    };

    private static long? Whole(JsonPart manifest, string name) => manifest.Find(name) is not { } part ? null
        : JsonPlace.Read(() => part.Int() is >= 0 and var value ? value : throw new FormatException($"\"{name}\" is {part.Int()}; it must be 0 or more."), "manifest", name);

    private static TimeSpan? Span(JsonPart manifest, string name) => manifest.Find(name) is not { } part ? null
        : JsonPlace.Read(() => part.Seconds() is var value && value >= TimeSpan.Zero ? value : throw new FormatException($"\"{name}\" is {value.TotalSeconds}; it must be 0 or more."), "manifest", name);

    private static void Service(Utf8JsonWriter json, ServiceMetrics service)
    {
        json.WriteStartObject(service.Service);
        json.WriteIfKnown("total_requests", service.Requests);
        json.WriteIfKnown("total_failures", service.Failures);
        json.WriteIfKnown("error_rate_pct", service.ErrorRate);
        json.WriteIfKnown("rps", service.RequestsPerSecond);
        json.WriteIfKnown("avg_latency_ms", service.Mean);
        json.WriteIfKnown("median_latency_ms", service.Median);
        json.WriteIfKnown("p95_latency_ms", service.P95);
        json.WriteIfKnown("p99_latency_ms", service.P99);
        json.WriteIfKnown("min_latency_ms", service.Minimum);
        json.WriteIfKnown("max_latency_ms", service.Maximum);
        if (service.IncludesFailures)
        {
            json.WriteBoolean("latency_includes_failures", true);
        }

        if (service.Times is { } times)
        {
            json.WriteStartObject("latency_us");
            json.WriteNumber("count", times.Count);
            json.WriteNumber("sum", times.Sum);
            json.WriteNumber("min", times.Min);
            json.WriteNumber("max", times.Max);
            json.WriteString("hdr", times.Encode());
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static ServiceMetrics Service(JsonPart part)
    {
        var requests = Count(part, "total_requests");
        var failures = Count(part, "total_failures");
        var rate = Figure(part, "error_rate_pct", most: 100);
        return failures > requests ? throw new FormatException($"\"{part.Name}\" has {failures} failures of {requests} requests.")
            : requests > 0 && Math.Abs(rate - 100.0 * failures / requests ?? 0) > Rounding
                ? throw new FormatException(FormattableString.Invariant($"\"error_rate_pct\" of \"{part.Name}\" is {rate}, but {failures} of {requests} requests failed."))
            : new ServiceMetrics
            {
                Service = part.Name,
                Requests = requests,
                Failures = failures,
                ErrorRate = rate,
                RequestsPerSecond = Figure(part, "rps"),
                Mean = Figure(part, "avg_latency_ms"),
                Median = Figure(part, "median_latency_ms"),
                P95 = Figure(part, "p95_latency_ms"),
                P99 = Figure(part, "p99_latency_ms"),
                Minimum = Figure(part, "min_latency_ms"),
                Maximum = Figure(part, "max_latency_ms"),
                IncludesFailures = part.Find("latency_includes_failures")?.Bool() ?? false,
                Times = part.Find("latency_us")?.Histogram(),
            };
    }
}
