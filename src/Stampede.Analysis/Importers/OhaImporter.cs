using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads the JSON of oha (<c>--output-format json</c>, <c>-j</c>): figures of all answers together, in seconds. What was under way at the deadline is
/// unfinished, and in no other figure.
/// </summary>
public sealed class OhaImporter : IResultImporter
{
    private const string Deadline = "aborted due to deadline";
    private const double Seconds = 1e6;

    /// <inheritdoc />
    public string Name => "oha";

    /// <inheritdoc />
    public string Format => "oha JSON";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.HasMembers("summary", "latencyPercentiles");

    /// <inheritdoc />
    public ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default) => JsonFile.Read(path, root => Read(path, root), cancellationToken);

    private RunResult Read(string path, JsonPart root)
    {
        var run = new FigureRun(this, path);
        var summary = root["summary"];
        var size = summary.Count("totalData");
        var stats = new RequestStats { BodyBytes = size ?? 0 };
        var statuses = root["statusCodeDistribution"];
        foreach (var code in statuses.Members())
        {
            if (!int.TryParse(code.Name, out var status) || status is < 100 or > 999)
            {
                throw new FormatException($"\"statusCodeDistribution\" has '{code.Name}', which is no status.");
            }

            run.Failures.Answered(RequestKey.All, stats, status, statuses.Count(code.Name) ?? 0);
        }

        var answers = stats.Settled;
        stats.Reported = new ReportedTimes
        {
            Count = answers,
            IncludesFailures = stats.Failed > 0,
            Mean = Time("average"),
            Minimum = Time("fastest"),
            Maximum = Time("slowest"),
            Percentiles = answers == 0 ? [] : root.Percentiles("latencyPercentiles", name => JsonFigures.Percentile(name, "p", ""), Seconds),
        };
        Errors(run, root, stats);
        run.Add(RequestKey.All, stats);
        run.Seconds = summary.Number("total") is > 0 and var total ? total : null;
        return run.Result(UnknownParts.Bytes | (size is null ? UnknownParts.Bodies : 0));

        double? Time(string member) => answers == 0 ? null : summary.Number(member) * Seconds;
    }

    private static void Errors(FigureRun run, JsonPart root, RequestStats stats)
    {
        foreach (var error in root.Members("errorDistribution"))
        {
            var count = root["errorDistribution"].Count(error.Name) ?? 0;
            if (error.Name == Deadline)
            {
                run.Note("UNFINISHED", NoteSeverity.Note, FormattableString.Invariant($"{count:#,0} requests were under way at the deadline, and are in no figure."));
                continue;
            }

            stats.Settled += count;
            stats.Statuses[0] = stats.Statuses.GetValueOrDefault(0) + count;
            run.Failures.Failed(RequestKey.All, stats, FailureKind.Unknown, error.Name, count);
        }
    }
}
