using System.Text;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads JMeter's results as CSV (<c>.jtl</c>): a row per sample, times in milliseconds, with a header or in JMeter's default columns, delimited by comma, tab,
/// semicolon or bar. Rows of transaction controllers become transactions; those of a sample's parts (<c>Login-0</c> of <c>Login</c>) are counted with it.
/// </summary>
public sealed class JtlImporter : IResultImporter
{
    private static readonly string[] Default =
    [
        "timeStamp", "elapsed", "label", "responseCode", "responseMessage", "threadName", "dataType", "success", "failureMessage", "bytes", "sentBytes",
        "grpThreads", "allThreads", "URL", "Latency", "IdleTime", "Connect",
    ];

    /// <inheritdoc />
    public string Name => "jmeter-jtl";

    /// <inheritdoc />
    public string Format => "JMeter JTL (CSV)";

    /// <inheritdoc />
    public bool Recognises(ImportHead head)
    {
        var fields = Fields(head.FirstLine);
        return (fields.Contains("timeStamp") && fields.Contains("elapsed")) || IsRow(fields) || IsXml(head);
    }

    /// <inheritdoc />
    public ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default)
    {
        var head = Importers.Head(path);
        if (IsXml(head))
        {
            throw new RunFolderException(path, "these are JMeter's results as XML, which are not read: let JMeter write CSV (jmeter.save.saveservice.output_format=csv).", 1);
        }

        using var rows = new CsvRows(path);
        return new(Read(rows, Fields(head.FirstLine), cancellationToken));
    }

    /// <summary>Reads rows.</summary>
    /// <param name="rows">The rows, of which none was read.</param>
    /// <param name="first">The fields of the first line.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal RunResult Read(CsvRows rows, IReadOnlyList<string> first, CancellationToken cancellationToken)
    {
        if (IsRow(first))
        {
            rows.UseColumns(Columns(first.Count) ?? throw new RunFolderException(
                rows.FilePath, $"there is no header, and a row has {first.Count} fields, which are not JMeter's default columns: write the header too (jmeter.save.saveservice.print_field_names=true).", 1));
        }
        else
        {
            rows.ReadHeader(["timeStamp"], ["elapsed"], ["label"]);
        }

        var samples = new JtlSamples(rows);
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            samples.Add();
        }

        return samples.Result(Format);
    }

    /// <summary>The fields of a line, for what needs no more than their number and plain content.</summary>
    internal static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var delimiter = (char)CsvRows.Delimiter(Encoding.UTF8.GetBytes(line));
        var (start, isQuoted) = (0, false);
        for (var i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || (line[i] == delimiter && !isQuoted))
            {
                fields.Add(line[start..i].Trim('"', ' '));
                start = i + 1;
            }
            else if (line[i] == '"')
            {
                isQuoted = !isQuoted;
            }
        }

        return fields;
    }

    private static bool IsXml(ImportHead head) => head.Lines.Take(5).Any(l => l.StartsWith("<testResults", StringComparison.Ordinal));

    // Of the default columns without a header: an instant, a time, and true or false in the eighth.
    private static bool IsRow(IReadOnlyList<string> fields) => fields.Count >= 10 && fields[7] is "true" or "false"
        && fields[1].Length > 0 && fields[1].All(char.IsAsciiDigit) && JtlTime.TryParse(Encoding.UTF8.GetBytes(fields[0]), out _, out _);

    // Versions before 5 lack the URL, those before 3.3 the bytes sent too.
    private static string[]? Columns(int count) => count switch
    {
        17 => Default,
        16 => [.. Default.Where(c => c != "URL")],
        15 => [.. Default.Where(c => c is not ("URL" or "sentBytes"))],
        _ => null,
    };
}
