using System.Globalization;
using Stampede.Baselines.Compatible.Internal;
using Stampede.Results;

namespace Stampede.Baselines.Compatible;

/// <summary>Takes baselines from a result file exactly as <c>extract_baselines</c> did: percentiles are guessed from the mean.</summary>
public static class ScriptBaselines
{
    private static readonly string[] Services = ["api_gateway", "rag_service", "mcp_server"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, or the prefix of Locust's CSV files.</param>
    /// <param name="version">Which rows it takes.</param>
    /// <param name="now">The time that is written.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RunFolderException">It cannot be read.</exception>
    public static async ValueTask<ScriptExtract> Read(string path, ScriptVersion version, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var rows = await ScriptRows.Read(path, ScriptInput.Auto, cancellationToken);
        var misleading = new List<string>();
        var services = new List<ScriptService>();
        foreach (var name in Services)
        {
            var word = version == ScriptVersion.V1 ? name : name == "api_gateway" ? "Aggregated" : null;
            var row = word is null ? null : rows.FirstOrDefault(r => r.Name.Contains(word, StringComparison.Ordinal));
            if (row is null)
            {
                misleading.Add($"{name} is left out: {(word is null ? "this version never takes it" : $"no row's name contains \"{word}\"")}. A comparison ignores it.");
                continue;
            }

            services.Add(Service(name, row, now, misleading));
        }

        if (version == ScriptVersion.V2 && services.Count > 0)
        {
            misleading.Add("api_gateway is the sum of all requests in the file, whatever service they went to.");
        }

        return new ScriptExtract(new ScriptMetrics(services), misleading);
    }

    private static ScriptService Service(string name, ScriptRow row, DateTimeOffset now, List<string> misleading)
    {
        var requests = row.Count(ScriptColumns.Requests);
        var failures = row.Count(ScriptColumns.Failures);
        var mean = row.Time(ScriptColumns.Mean);
        Guessed("p95_latency_ms", 1.4, ScriptColumns.P95);
        Guessed("p99_latency_ms", 1.7, ScriptColumns.P99);
        return new ScriptService(name,
        [
            new("baseline_users", new ScriptNumber(1, IsWhole: true)),
            new("avg_latency_ms", mean),
            new("median_latency_ms", row.Time(ScriptColumns.Median)),
            new("min_latency_ms", row.Time(ScriptColumns.Minimum)),
            new("max_latency_ms", row.Time(ScriptColumns.Maximum)),
            new("p95_latency_ms", Estimate(mean, 1.4)),
            new("p99_latency_ms", Estimate(mean, 1.7)),
            new("error_rate_pct", requests > 0 ? ScriptNumber.Round(100.0 * failures / requests, 2) : 0.0),
            new("rps", ScriptNumber.Round(row.Time(ScriptColumns.Rate), 2)),
            new("total_requests", new ScriptNumber(requests, IsWhole: true)),
            new("total_failures", new ScriptNumber(failures, IsWhole: true)),
        ])
        { Timestamp = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture) };

        void Guessed(string metric, double factor, string[] columns)
        {
            var measured = row.Text(columns) is { } text && row.Time(columns) > 0 ? $", although the file says {text}" : "";
            misleading.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {metric} is {Estimate(mean, factor)}, a guess (average × {factor}, cut off){measured}."));
        }
    }

    /// <summary>A percentile as the scripts guess it: the mean times a factor, its fraction cut off.</summary>
    internal static ScriptNumber Estimate(double mean, double factor) => new(Math.Truncate(mean * factor), IsWhole: true);
}
