using System.Buffers.Binary;
using System.Text;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads Gatling's <c>simulation.log</c> as text, which versions up to 3.12 write: a line per request, group, and start and end of a user. The binary log of
/// later versions is undocumented, and refused.
/// </summary>
public sealed class GatlingLogImporter : IResultImporter
{
    /// <inheritdoc />
    public string Name => "gatling-log";

    /// <inheritdoc />
    public string Format => "Gatling simulation.log";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => Version(head.Bytes.Span) is not null
        || head.FirstLine.StartsWith("RUN\t", StringComparison.Ordinal) || head.FirstLine.StartsWith("ASSERTION\t", StringComparison.Ordinal);

    /// <inheritdoc />
    public async ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default)
    {
        if (Version(Importers.Head(path).Bytes.Span) is { } version)
        {
            throw new RunFolderException(path,
                $"this is the binary log of Gatling {version}. Since 3.13 Gatling writes its log in a form that is undocumented and may change with any version, so it is not read; "
                + "simulation.log can be read up to Gatling 3.12, and js/stats.json up to 3.13.4.", 1);
        }

        using var lines = new InputLines(path);
        var log = new GatlingLog();
        while (await lines.Read(cancellationToken))
        {
            if (!log.Read(lines.Line.Span, out var problem))
            {
                if (lines.IsWhole)
                {
                    throw lines.Error(problem);
                }

                log.Notes.Add(InputLines.CutLine(path, lines.Number));
            }
        }

        if (lines.Number == 0)
        {
            throw lines.Error("the file is empty.");
        }

        log.Notes.AddRange(lines.Notes);
        return log.Result(Format, path);
    }

    /// <summary>The version that a binary log tells at its beginning: a record of kind 0, the length of a text, the text; null where this is none.</summary>
    private static string? Version(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 9 || bytes[0] != 0 || BinaryPrimitives.ReadInt32BigEndian(bytes[1..]) is not (>= 3 and <= 40) and var _)
        {
            return null;
        }

        var text = bytes[5..];
        text = text[..Math.Min(text.Length, BinaryPrimitives.ReadInt32BigEndian(bytes[1..]))];
        return char.IsAsciiDigit((char)text[0]) && text[1] == '.' && Ascii.IsValid(text) ? Encoding.ASCII.GetString(text) : null;
    }
}
