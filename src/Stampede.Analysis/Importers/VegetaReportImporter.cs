using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads what <c>vegeta report -type=json</c> writes: figures of all requests together in nanoseconds, failed ones included. As vegeta says, a status from 200
/// to 399 is a success; 0 is no answer.
/// </summary>
public sealed class VegetaReportImporter : IResultImporter
{
    private const double Nanoseconds = 1e-3;
    private const int MostErrors = 10;

    /// <inheritdoc />
    public string Name => "vegeta-report";

    /// <inheritdoc />
    public string Format => "vegeta JSON report";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.HasMembers("latencies", "status_codes");

    /// <inheritdoc />
    public ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default) => JsonFile.Read(path, root => Read(path, root), cancellationToken);

    private RunResult Read(string path, JsonPart root)
    {
        var run = new FigureRun(this, path);
        var stats = new RequestStats { BodyBytes = root.Object("bytes_in")?.Count("total") ?? 0 };
        foreach (var code in root.Members("status_codes"))
        {
            Count(run, stats, code.Name, root["status_codes"].Count(code.Name) ?? 0);
        }

        var requests = root.Count("requests") ?? stats.Settled;
        if (requests != stats.Settled)
        {
            throw new FormatException($"\"status_codes\" add up to {stats.Settled} requests, but \"requests\" is {requests}.");
        }

        if (root.Object("latencies") is { } latencies && requests > 0)
        {
            stats.Reported = new ReportedTimes
            {
                Count = requests,
                IncludesFailures = stats.Failed > 0,
                Mean = latencies.Number("mean") * Nanoseconds,
                Minimum = latencies.Number("min") * Nanoseconds,
                Maximum = latencies.Number("max") * Nanoseconds,
                Percentiles = root.Percentiles("latencies", name => JsonFigures.Percentile(name, "", "th"), Nanoseconds),
            };
        }

        run.Add(RequestKey.All, stats);
        run.Started = requests > 0 ? root.Find("earliest")?.Time() : null;
        run.Seconds = requests > 0 ? (root.Number("duration") + (root.Number("wait") ?? 0)) / 1e9 : null;
        var errors = root.Items("errors").Select(e => SecretMask.Text(e.Text())).ToList();
        if (errors.Count > 0)
        {
            run.Note("ERRORS-NOT-COUNTED", NoteSeverity.Note,
                $"The file lists {errors.Count} errors without saying how often each occurred: {string.Join("; ", errors.Take(MostErrors))}{(errors.Count > MostErrors ? "; …" : "")}");
        }

        return run.Result(UnknownParts.Bytes | (root.Object("bytes_in") is null ? UnknownParts.Bodies : 0));
    }

    private static void Count(FigureRun run, RequestStats stats, string code, long count)
    {
        if (!int.TryParse(code, out var status) || status is < 0 or > 999)
        {
            throw new FormatException($"\"status_codes\" has '{code}', which is no status.");
        }

        if (status > 0)
        {
            run.Failures.Answered(RequestKey.All, stats, status, count);
            return;
        }

        stats.Settled += count;
        stats.Statuses[0] = count;
        run.Failures.Failed(RequestKey.All, stats, FailureKind.Unknown, "no answer", count);
    }
}
