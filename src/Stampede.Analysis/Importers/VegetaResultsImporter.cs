using System.Text;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads vegeta's results as <c>vegeta encode</c> writes them, JSON lines or CSV: a line per request, times in nanoseconds. As vegeta says, a status from 200 to
/// 399 is a success; 0 is no answer. Requests are named by method and path.
/// </summary>
public sealed class VegetaResultsImporter : IResultImporter
{
    /// <inheritdoc />
    public string Name => "vegeta-results";

    /// <inheritdoc />
    public string Format => "vegeta results (encode)";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.HasMembers("timestamp", "latency", "code") || IsCsv(head);

    /// <inheritdoc />
    public async ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default)
    {
        var head = Importers.Head(path);
        if (head.Bytes.IsEmpty)
        {
            throw new RunFolderException(path, File.Exists(path) ? "the file is empty." : "there is no such file.");
        }

        var results = new VegetaResults();
        var notes = IsCsv(head) ? Csv(path, results, cancellationToken) : await Json(path, results, cancellationToken);
        return results.Result(Format, path, notes);
    }

    private static IEnumerable<RunNote> Csv(string path, VegetaResults results, CancellationToken cancellationToken)
    {
        using var rows = new CsvRows(path, (byte)',');
        rows.UseColumns(["timestamp", "code", "latency", "bytes_out", "bytes_in", "error", "body", "attack", "seq"]); // and since version 12 method, url, headers
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var timestamp = rows.Count(0) ?? throw rows.Wrong(0, "an instant in nanoseconds since 1970");
            var code = rows.Count(1) is <= 999 and var status ? (int)status : throw rows.Wrong(1, "a status, or 0 for no answer");
            var latency = rows.Count(2) ?? throw rows.Wrong(2, "a time in nanoseconds");
            if (results.Add(timestamp / 1_000, code, latency / 1_000, rows.Count(3) ?? 0, rows.Count(4) ?? 0, rows[5], rows[9], rows[10]) is { } problem)
            {
                throw rows.Error(problem);
            }
        }

        return [.. rows.Notes];
    }

    private static async ValueTask<IEnumerable<RunNote>> Json(string path, VegetaResults results, CancellationToken cancellationToken)
    {
        using var lines = new InputLines(path);
        var notes = new List<RunNote>();
        while (await lines.Read(cancellationToken))
        {
            if (lines.Line.Span.Trim(" \t"u8).IsEmpty || results.AddJson(lines.Line.Span) is not { } problem)
            {
                continue;
            }

            if (lines.IsWhole)
            {
                throw lines.Error(problem);
            }

            notes.Add(InputLines.CutLine(path, lines.Number));
        }

        return [.. notes, .. lines.Notes];
    }

    // No header: an instant in nanoseconds, a status, a time.
    private static bool IsCsv(ImportHead head)
    {
        var fields = head.FirstLine.Split(',');
        return fields.Length >= 9 && fields[0].Length is 18 or 19 && fields[1].Length <= 3
            && fields.Take(5).All(f => f.Length > 0 && f.All(char.IsAsciiDigit));
    }
}
