using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads the JSON of bombardier (<c>--print r --format json</c>): one request, its times in microseconds, failed ones included, and classes of statuses in
/// place of statuses. Its connections are the users.
/// </summary>
public sealed class BombardierImporter : IResultImporter
{
    /// <inheritdoc />
    public string Name => "bombardier";

    /// <inheritdoc />
    public string Format => "bombardier JSON";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.HasMembers("spec", "result");

    /// <inheritdoc />
    public ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default) => JsonFile.Read(path, root => Read(path, root), cancellationToken);

    private RunResult Read(string path, JsonPart root)
    {
        var run = new FigureRun(this, path);
        var (spec, result) = (root["spec"], root["result"]);
        var key = Key(run, spec);
        var stats = new RequestStats
        {
            BytesReceived = result.Count("bytesRead") ?? 0,
            BytesSent = result.Count("bytesWritten") ?? 0,
        };
        foreach (var status in (int[])[1, 2, 3, 4, 5])
        {
            var count = result.Count($"req{status}xx") ?? 0;
            stats.Settled += count;
            if (status is 1 or 4 or 5)
            {
                run.Failures.Failed(key, stats, FailureKind.Status, $"a status of {status}xx", count);
            }
        }

        Errors(run, key, stats, result);
        if (result.Object("latency") is { } latency && stats.Settled > 0)
        {
            stats.Reported = new ReportedTimes
            {
                Count = stats.Settled,
                IncludesFailures = stats.Failed > 0,
                Mean = latency.Number("mean"),
                Maximum = latency.Number("max"),
                Percentiles = latency.Percentiles("percentiles", name => JsonFigures.Percentile(name, "", ""), unit: 1),
            };
        }

        run.Add(key, stats);
        run.Seconds = result.Number("timeTakenSeconds") is > 0 and var seconds ? seconds : null;
        run.Users = spec.Count("numberOfConnections");
        var hasBytes = result.Number("bytesRead") is not null && result.Number("bytesWritten") is not null;
        return run.Result(UnknownParts.Statuses | UnknownParts.Bodies | (hasBytes ? 0 : UnknownParts.Bytes));
    }

    private static RequestKey Key(FigureRun run, JsonPart spec)
    {
        if (spec.Find("url")?.Text() is not { } url || !Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return RequestKey.All;
        }

        run.Host = SecretMask.Url(address.GetLeftPart(UriPartial.Authority));
        return new RequestKey(spec.Find("method")?.Text() ?? "", SecretMask.Url(address.AbsolutePath));
    }

    // "others" are the requests without an answer; the errors say why.
    private static void Errors(FigureRun run, RequestKey key, RequestStats stats, JsonPart result)
    {
        var others = result.Count("others") ?? 0;
        stats.Settled += others;
        foreach (var error in result.Items("errors"))
        {
            var count = Math.Min(error.Count("count") ?? 0, others);
            run.Failures.Failed(key, stats, GoErrors.Kind(error["description"].Text()), GoErrors.Text(error["description"].Text()), count);
            others -= count;
        }

        run.Failures.Failed(key, stats, FailureKind.Unknown, "no answer, and the file does not say why", others);
    }
}
