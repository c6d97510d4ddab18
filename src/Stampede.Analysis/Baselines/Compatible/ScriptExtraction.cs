using System.Globalization;
using Stampede.Baselines.Compatible.Internal;
using Stampede.Results;

namespace Stampede.Baselines.Compatible;

/// <summary>Takes metrics from a result file exactly as <c>extract_metrics</c> did, and says where that misleads.</summary>
public static class ScriptExtraction
{
    // The first that matches counts: "/storage" is a rag_service because of its "rag".
    private static readonly (string Service, string[] Words)[] Services =
    [
        ("api_gateway", ["api", "gateway", "chat", "models"]),
        ("rag_service", ["rag", "query", "index"]),
        ("mcp_server", ["mcp", "tool"]),
    ];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, or the prefix of Locust's CSV files.</param>
    /// <param name="input">What it is; default whichever it is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RunFolderException">It cannot be read.</exception>
    public static async ValueTask<ScriptExtract> Read(string path, ScriptInput input = ScriptInput.Auto, CancellationToken cancellationToken = default) =>
        Of(await ScriptRows.Read(path, input, cancellationToken));

    /// <summary>The service that a name is taken for; null where it is dropped.</summary>
    public static string? ServiceOf(string name)
    {
        name = name.ToLowerInvariant();
        return Services.FirstOrDefault(s => s.Words.Any(w => name.Contains(w, StringComparison.Ordinal))).Service;
    }

    private static ScriptExtract Of(IReadOnlyList<ScriptRow> rows)
    {
        var order = new List<string>();
        var taken = new Dictionary<string, ScriptRow>();
        var misleading = new List<string>();
        foreach (var row in rows)
        {
            if (row.Name.Contains("total", StringComparison.OrdinalIgnoreCase))
            {
                misleading.AddRange(row.Name.Equals("total", StringComparison.OrdinalIgnoreCase) ? [] : [$"{Said(row)} is skipped, because its name contains \"total\"."]);
                continue;
            }

            if (ServiceOf(row.Name) is not { } service)
            {
                misleading.Add($"{Said(row)} is dropped: its name holds none of the words that stand for a service.");
                continue;
            }

            if (taken.TryGetValue(service, out var earlier))
            {
                misleading.Add($"{Said(row)} overwrites {Said(earlier)} as {service}: only the last row of a service counts.");
            }
            else
            {
                order.Add(service);
            }

            taken[service] = row;
        }

        var services = order.Select(s => Service(s, taken[s], misleading)).ToArray();
        if (services.Length == 0)
        {
            misleading.Add("There is no service in the file: a comparison of nothing passes.");
        }

        return new ScriptExtract(new ScriptMetrics(services), misleading);
    }

    private static ScriptService Service(string service, ScriptRow row, List<string> misleading)
    {
        var requests = row.Count(ScriptColumns.Requests);
        var failures = row.Count(ScriptColumns.Failures);
        return new ScriptService(service,
        [
            new("avg_latency_ms", Time("avg_latency_ms", ScriptColumns.Mean)),
            new("median_latency_ms", Time("median_latency_ms", ScriptColumns.Median)),
            new("p95_latency_ms", Time("p95_latency_ms", ScriptColumns.P95)),
            new("p99_latency_ms", Time("p99_latency_ms", ScriptColumns.P99)),
            new("min_latency_ms", Time("min_latency_ms", ScriptColumns.Minimum)),
            new("max_latency_ms", Time("max_latency_ms", ScriptColumns.Maximum)),
            new("error_rate_pct", requests > 0 ? ScriptNumber.Round(100.0 * failures / requests, 2) : 0.0),
            new("rps", row.Time(ScriptColumns.Rate)),
            new("total_requests", new ScriptNumber(requests, IsWhole: true)),
            new("total_failures", new ScriptNumber(failures, IsWhole: true)),
        ]);

        ScriptNumber Time(string metric, string[] columns)
        {
            var value = row.Time(columns);
            if (value == 0 && Unknown(row.Text(columns), columns[0]) is { } why)
            {
                misleading.Add($"{service} {metric} is 0.0, because {why}: it is unknown, and a comparison takes it for the best there is.");
            }

            return value;
        }
    }

    private static string? Unknown(string? text, string column) => text switch
    {
        null => $"there is no column '{column}'",
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var zero) && zero == 0 => null,
        "" or "-" or "N/A" => $"'{column}' is empty",
        _ => $"'{text}' in '{column}' is not understood",
    };

    private static string Said(ScriptRow row) => string.Create(CultureInfo.InvariantCulture, $"'{SecretMask.Url(row.Name)}' (line {row.Line})");
}
