using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads what hey writes with <c>-o csv</c>: a row per answer, times in seconds to 0.1 ms. Requests without an answer are not in it, nor is when the run began.
/// </summary>
public sealed class HeyCsvImporter : IResultImporter
{
    private const double LongestSeconds = 10_000_000;

    /// <summary>Where the run is put in time, as it has to be somewhere.</summary>
    private static readonly long Begin = RunBuilder.Micros(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <inheritdoc />
    public string Name => "hey-csv";

    /// <inheritdoc />
    public string Format => "hey CSV (-o csv)";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.FirstLine.Contains("response-time", StringComparison.Ordinal) && head.FirstLine.Contains("status-code", StringComparison.Ordinal);

    /// <inheritdoc />
    public ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default)
    {
        using var rows = new CsvRows(path);
        rows.ReadHeader(["response-time"], ["status-code"]);
        var (time, status, delay, offset) = (rows.Column("response-time"), rows.Column("status-code"), rows.Column("Response-delay"), rows.Column("offset"));
        var builder = new RunBuilder();
        var request = builder.RequestId(RequestKey.All.Method, RequestKey.All.Name);
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var code = rows.Count(status) is >= 100 and <= 999 and var known ? (int)known : throw rows.Wrong(status, "a status");
            var elapsed = Micros(rows, time) ?? throw rows.Wrong(time, "a time in seconds");
            builder.Add(new RequestRow
            {
                Request = request,
                End = Begin + (Micros(rows, offset) ?? 0) + elapsed,
                Elapsed = elapsed,
                Status = code,
                Failure = code is >= 200 and < 400 ? FailureKind.None : FailureKind.Status,
                FirstByte = Micros(rows, delay) ?? -1,
            });
        }

        var hasTimes = offset >= 0;
        var run = builder.Result(new RunFacts
        {
            Format = Format,
            Name = ImportedPlan.NameOf(path),
            Files = [path],
            Started = DateTimeOffset.UnixEpoch.AddMicroseconds(Begin),
            Unknown = UnknownParts.Started | UnknownParts.Names | UnknownParts.Bytes | UnknownParts.Bodies | UnknownParts.Connections | UnknownParts.Plan | UnknownParts.Ending
                | UnknownParts.FailureTimes | (hasTimes && builder.Requests > 0 ? 0 : UnknownParts.Duration),
            Notes =
            [
                .. rows.Notes,
                new RunNote("ONLY-ANSWERS", NoteSeverity.Warning, "hey's CSV holds answers only: requests that got none (refused, timed out) are missing, so failures are too few. Its summary without -o has them."),
            ],
        });
        return new(run with
        {
            Started = DateTimeOffset.UnixEpoch,
            Failures = [.. run.Failures.Select(f => f with { Stats = new FailureStats { Count = f.Stats.Count, Samples = f.Stats.Samples } })],
            Intervals = hasTimes ? run.Intervals : [],
        });
    }

    private static long? Micros(CsvRows rows, int column) => column < 0 || rows.Number(column) is not { } seconds ? null
        : seconds <= LongestSeconds ? (long)Math.Round(seconds * 1e6)
        : throw rows.Wrong(column, "a time in seconds");
}
