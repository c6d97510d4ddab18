using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads Gatling's <c>js/stats.json</c>, a tree of groups and requests, and <c>js/global_stats.json</c>, its root alone, as versions before 3.13.5 write them.
/// Times are milliseconds; those of requests that were OK are taken. Groups become transactions, the root is never counted as a request.
/// </summary>
public sealed class GatlingStatsImporter : IResultImporter
{
    private const double Milliseconds = 1_000;

    private const int Deepest = 40;

    /// <inheritdoc />
    public string Name => "gatling-stats";

    /// <inheritdoc />
    public string Format => "Gatling stats.json";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.HasMembers("type", "stats") || head.HasMembers("numberOfRequests", "meanNumberOfRequestsPerSecond");

    /// <inheritdoc />
    public ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default) => JsonFile.Read(path, root => Read(path, root), cancellationToken);

    private RunResult Read(string path, JsonPart root)
    {
        var run = new FigureRun(this, path);
        var whole = root.Object("stats") ?? root;
        var total = Stats(whole);
        if (root.Object("contents") is not null)
        {
            Contents(run, root, "", 0);
            run.Total = total;
        }
        else
        {
            run.Add(RequestKey.All, total);
        }

        if (whole.Object("meanNumberOfRequestsPerSecond")?.Number("total") is > 0 and var rate)
        {
            run.Seconds = total.Settled / rate;
        }

        run.Note("PERCENTILES-ASSUMED", NoteSeverity.Note, "The file does not say which percentiles it holds: they are taken as Gatling's defaults, 50, 75, 95 and 99.");
        return run.Result(UnknownParts.Statuses | UnknownParts.Bytes | UnknownParts.Bodies);
    }

    private static void Contents(FigureRun run, JsonPart parent, string groups, int depth)
    {
        if (depth > Deepest)
        {
            throw new FormatException($"groups are nested more than {Deepest} deep.");
        }

        foreach (var node in parent.Members("contents"))
        {
            var name = groups + (node.Find("name")?.Text() ?? node.Name);
            var stats = Stats(node["stats"]);
            if (node.Object("contents") is null)
            {
                run.Add(new RequestKey("", name), stats);
            }
            else
            {
                run.AddTransaction(name, stats);
                Contents(run, node, name + " / ", depth + 1);
            }
        }
    }

    private static RequestStats Stats(JsonPart stats)
    {
        var requests = stats["numberOfRequests"];
        var ok = requests.Count("ok") ?? throw new FormatException("\"ok\" is missing in \"numberOfRequests\".");
        var total = requests.Count("total") ?? throw new FormatException("\"total\" is missing in \"numberOfRequests\".");
        var failed = requests.Count("ko") ?? total - ok;
        if (ok + failed != total)
        {
            throw new FormatException($"\"numberOfRequests\" has {ok} ok and {failed} ko, but {total} in total.");
        }

        var percentiles = new Dictionary<double, double>();
        foreach (var (member, percentile) in ((string, double)[])[("percentiles1", 50), ("percentiles2", 75), ("percentiles3", 95), ("percentiles4", 99)])
        {
            if (Time(member) is { } time)
            {
                percentiles[percentile] = time;
            }
        }

        return new RequestStats
        {
            Settled = total,
            Failed = failed,
            Reported = new ReportedTimes
            {
                Count = ok,
                IncludesFailures = false,
                Mean = Time("meanResponseTime"),
                Minimum = Time("minResponseTime"),
                Maximum = Time("maxResponseTime"),
                Percentiles = percentiles,
            },
        };

        // Without a request that was OK there is "-" or 0.
        double? Time(string member) => ok == 0 ? null : stats.Object(member)?.Number("ok") * Milliseconds;
    }
}
