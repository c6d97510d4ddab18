using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// A text file, plain or gzip, line by line as UTF-8, without a byte order mark and without the lines' ends (LF or CRLF). A line stays valid until the next is
/// read; a last one without an end may have been cut off (<see cref="IsWhole"/>).
/// </summary>
internal sealed class InputLines(string path) : IDisposable
{
    /// <summary>A longer line is no text.</summary>
    private const int Longest = 64 << 20;

    private readonly InputStream _stream = new(path);
    private LineReader? _lines;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>The number of the line last read, from 1.</summary>
    public long Number => _lines?.Number ?? 0;

    /// <summary>The line last read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Whether the line last read had its end; only the last of a file may not.</summary>
    public bool IsWhole => _lines!.IsWhole;

    /// <summary>What readers must know of the file, once it has been read: that it was cut off.</summary>
    public IEnumerable<RunNote> Notes => CutOff(_stream, $"line {Number}");

    /// <summary>Reads the next line; false at the end.</summary>
    /// <exception cref="RunFolderException">It is no text, or cannot be read.</exception>
    public async ValueTask<bool> Read(CancellationToken cancellationToken)
    {
        _lines ??= new LineReader(_stream, longest: Longest);
        try
        {
            if (!await _lines.Read(cancellationToken))
            {
                return false;
            }
        }
        catch (InvalidDataException e)
        {
            throw new RunFolderException(path, e.Message, _lines.Number + 1, e);
        }

        var line = _lines.Line;
        if (_lines.Number == 1)
        {
            if (line.Span.StartsWith<byte>([0xFF, 0xFE]) || line.Span.StartsWith<byte>([0xFE, 0xFF]))
            {
                throw Error("it is UTF-16: save it as UTF-8.");
            }

            line = line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;
        }

        Line = line.Span.EndsWith("\r"u8) ? line[..^1] : line;
        return true;
    }

    /// <summary>An error about the line last read.</summary>
    public RunFolderException Error(string problem, Exception? inner = null) => new(path, problem, Math.Max(Number, 1), inner);

    public void Dispose() => _stream.Dispose();

    /// <summary>The note of a gzip that ended early.</summary>
    public static IEnumerable<RunNote> CutOff(InputStream stream, string last) => stream.IsCutOff
        ? [new RunNote("FILE-TRUNCATED", NoteSeverity.Warning, $"{System.IO.Path.GetFileName(stream.FilePath)} is a gzip that ends early or is damaged: it could be read up to {last}, and nothing after it is in the figures.")]
        : [];

    /// <summary>The note of a last line that was cut off and is left out.</summary>
    public static RunNote CutLine(string path, long line) =>
        new("FILE-TRUNCATED", NoteSeverity.Warning, $"The last line of {System.IO.Path.GetFileName(path)}, line {line}, was cut off, and is left out.");
}
