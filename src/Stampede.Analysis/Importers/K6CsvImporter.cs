using System.Globalization;
using System.Text;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads what k6 writes with <c>--out csv</c>: a row a sample, some nine of them a request. It holds what the JSON lines hold, but not what the test's own
/// metrics are; its times are of whole seconds unless <c>K6_CSV_TIME_FORMAT</c> says otherwise.
/// </summary>
public sealed class K6CsvImporter : IResultImporter
{
    private static readonly string[] TagNames = ["name", "url", "method", "status", "error", "error_code", "expected_response", "scenario", "group", "check"];

    /// <inheritdoc />
    public string Name => "k6-csv";

    /// <inheritdoc />
    public string Format => "k6 CSV (--out csv)";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.FirstLine.StartsWith("metric_name,timestamp,metric_value", StringComparison.Ordinal);

    /// <inheritdoc />
    /// <param name="path">The file, plain or gzip.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default)
    {
        using var rows = new CsvRows(path);
        rows.ReadHeader(["metric_name"], ["timestamp"], ["metric_value"]);
        var (metricColumn, timeColumn, valueColumn) = (rows.Column("metric_name"), rows.Column("timestamp"), rows.Column("metric_value"));
        var columns = TagNames.Select(t => (Name: Encoding.UTF8.GetBytes(t), Column: rows.Column(t))).Where(t => t.Column >= 0).ToArray();
        var samples = new K6Samples { IsInSeconds = true };
        var metrics = new Dictionary<string, K6Metric>(StringComparer.Ordinal);
        var texts = new Utf8Texts();
        var (tags, last) = (new K6Tags(), Array.Empty<byte>());
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = texts[rows[metricColumn]];
            if (!metrics.TryGetValue(name, out var metric))
            {
                metrics.Add(name, metric = new K6Metric(name));
            }

            // What follows the value is the tags, the same of all samples of a request.
            var rest = rows.After(valueColumn);
            var isSame = rest.SequenceEqual(last);
            if (!isSame)
            {
                last = rest.ToArray();
                tags.Clear();
                foreach (var (tag, column) in columns)
                {
                    tags.Set(tag, texts[rows[column]]);
                }
            }

            var at = Time(rows, timeColumn, samples);
            if (!LenientNumber.TryNumber(rows[valueColumn], out var value))
            {
                throw rows.Wrong(valueColumn, "a number");
            }

            if (samples.Add(metric, at, value, tags, isSame) is { } problem)
            {
                throw rows.Error(problem);
            }
        }

        return ValueTask.FromResult(samples.Result(path, Format, rows.Notes));
    }

    // By its size, whether it is in seconds, milliseconds, microseconds or nanoseconds: the format depends on a setting.
    private static long Time(CsvRows rows, int column, K6Samples samples)
    {
        long at;
        if (LenientNumber.TryCount(rows[column], out var unix))
        {
            at = unix switch
            {
                < 100_000_000_000 => unix * 1_000_000,
                < 100_000_000_000_000 => unix * 1_000,
                < 100_000_000_000_000_000 => unix,
                _ => unix / 1_000,
            };
            samples.IsInSeconds &= unix < 100_000_000_000;
        }
        else if (DateTimeOffset.TryParse(rows.Text(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            at = RunBuilder.Micros(time);
            samples.IsInSeconds = false;
        }
        else
        {
            throw rows.Wrong(column, "a time");
        }

        return RunBuilder.IsInstant(at) ? at : throw rows.Wrong(column, "a time of this century");
    }
}
