using System.Text.Encodings.Web;
using System.Text.Json;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>
/// The figures of a run for other programs, <c>report.json</c>: finished figures without histograms, versioned (docs/reference/report-json.md). The whole
/// run, to be merged and read back, is run.json.
/// </summary>
public sealed class JsonReport : IReport
{
    /// <summary>The format's version: raised when a member is removed, renamed or changes its meaning.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc />
    public string Format => "json";

    /// <inheritdoc />
    public string FileName => "report.json";

    /// <inheritdoc />
    public async ValueTask Write(
        RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals, Stream stream, CancellationToken cancellationToken = default)
    {
        await using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("format", "stampede-report");
        json.WriteNumber("version", Version);
        JsonHead.Write(json, result);
        json.WriteStartObject("total");
        JsonFigures.Write(json, result, result.Total(), withIntervals: true);
        json.WriteEndObject();
        json.WriteStartArray("requests");
        foreach (var (key, stats) in SummaryText.Ordered(result.Requests))
        {
            var masked = ReportText.Masked(key);
            json.WriteStartObject();
            json.WriteString("method", masked.Method);
            json.WriteString("name", masked.Name);
            JsonFigures.Write(json, result, stats);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("transactions");
        foreach (var (name, stats) in result.Transactions.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("name", SecretMask.Url(name));
            JsonFigures.Write(json, result, stats);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonFailures.Write(json, result);
        json.WriteStartArray("intervals");
        await foreach (var interval in intervals.WithCancellation(cancellationToken))
        {
            JsonFigures.Write(json, result, interval);
            await json.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
