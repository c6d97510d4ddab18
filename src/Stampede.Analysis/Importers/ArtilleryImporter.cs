using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads the JSON that Artillery 2 writes with <c>--output</c>: counters and summaries in milliseconds of all requests together, and the same per 10 s. Names
/// of requests are there only with the plugin metrics-by-endpoint. A status of 400 or more counts as failed, as does a request without an answer.
/// </summary>
public sealed class ArtilleryImporter : IResultImporter
{
    /// <inheritdoc />
    public string Name => "artillery";

    /// <inheritdoc />
    public string Format => "Artillery JSON";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.HasMembers("aggregate") && (head.HasMembers("intermediate") || head.Lines.Any(l => l.Contains("\"counters\"", StringComparison.Ordinal)));

    /// <inheritdoc />
    public ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default) => JsonFile.Read(path, root => Read(path, root), cancellationToken);

    private RunResult Read(string path, JsonPart root)
    {
        var aggregate = root["aggregate"];
        if (aggregate.Find("counters") is null || aggregate.Find("requestsCompleted") is not null)
        {
            throw new FormatException("this is of Artillery 1, whose JSON is not read: run the test with Artillery 2.");
        }

        var run = new FigureRun(this, path);
        var whole = ArtilleryPeriod.Read(aggregate);
        var endpoints = whole.Endpoints(run.Failures);
        var all = whole.Stats(new FailureCounts());
        if (endpoints.Count > 0 && endpoints.Values.Sum(e => e.Settled) == all.Settled && endpoints.Values.Sum(e => e.Failed) == all.Failed)
        {
            foreach (var (name, stats) in endpoints)
            {
                run.Add(new RequestKey("", name), stats);
            }

            run.Total = all;
        }
        else
        {
            run = new FigureRun(this, path);
            run.Add(RequestKey.All, whole.Stats(run.Failures));
            if (endpoints.Count > 0)
            {
                run.Note("ENDPOINTS-INCOMPLETE", NoteSeverity.Warning, FormattableString.Invariant(
                    $"The figures per endpoint hold {endpoints.Values.Sum(e => e.Settled):#,0} of {all.Settled:#,0} requests, and are left out: only the figures of all requests together are read."));
            }
        }

        if (whole.First is { } first && whole.Last is { } last && last > first)
        {
            (run.Started, run.Seconds) = (first, (last - first).TotalSeconds);
            run.Intervals = Intervals(root, first, last);
        }

        run.Note("PERCENTILES-APPROXIMATE", NoteSeverity.Note, "Artillery's percentiles are within 1 % of the true ones, as it keeps a sketch and not the values.");
        return run.Result(UnknownParts.Bytes | UnknownParts.Bodies);
    }

    private static List<IntervalSnapshot> Intervals(JsonPart root, DateTimeOffset start, DateTimeOffset end)
    {
        var intervals = new List<IntervalSnapshot>();
        var periods = root.Items("intermediate").Select(ArtilleryPeriod.Read).Where(p => p.Start is not null).OrderBy(p => p.Start).ToList();
        for (var i = 0; i < periods.Count; i++)
        {
            var from = Later(periods[i].Start!.Value, start);
            var to = i + 1 < periods.Count ? Later(periods[i + 1].Start!.Value, start) : Later(end, from.AddMilliseconds(1));
            to = to > from ? to : from.AddMilliseconds(1);
            intervals.Add(new IntervalSnapshot
            {
                Index = intervals.Count,
                Offset = from - start,
                Length = to - from,
                Requests = new Dictionary<RequestKey, RequestStats> { [RequestKey.All] = periods[i].Stats(new FailureCounts()) },
                Classes = [],
            });
        }

        return intervals;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
