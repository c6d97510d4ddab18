using System.Globalization;
using System.Text;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads a histogram log (<c>.hlog</c>), version 1.2 and 1.3, with V2 histograms: real distributions per interval and tag. Tags become names. Which requests
/// failed is not in it, nor in which unit its values are: the largest value of each line stands there in milliseconds too, and by this it is told.
/// </summary>
public sealed class HdrLogImporter : IResultImporter
{
    /// <inheritdoc />
    public string Name => "hdr-log";

    /// <inheritdoc />
    public string Format => "HDR histogram log";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.Lines.Take(100).Any(l =>
        l.StartsWith("#[Histogram log format version", StringComparison.Ordinal) || l.Contains("\"Interval_Compressed_Histogram\"", StringComparison.Ordinal)
        || (l.Split(',') is { Length: >= 4 and <= 5 } fields && fields[^1].StartsWith("HIST", StringComparison.Ordinal)));

    /// <inheritdoc />
    public async ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default)
    {
        var run = new FigureRun(this, path);
        var log = new HdrLog();
        using var lines = new InputLines(path);
        while (await lines.Read(cancellationToken))
        {
            var line = Encoding.UTF8.GetString(lines.Line.Span).Trim();
            try
            {
                log.Read(line);
            }
            catch (Exception) when (!lines.IsWhole && log.HasHistograms)
            {
                run.Note([InputLines.CutLine(path, lines.Number)]);
            }
            catch (Exception e) when (e is FormatException or InvalidDataException or OverflowException)
            {
                throw lines.Error(e.Message, e);
            }
        }

        if (lines.Number == 0)
        {
            throw lines.Error("the file is empty.");
        }

        run.Note(lines.Notes);
        try
        {
            log.AddTo(run);
            return run.Result(UnknownParts.Outcomes | UnknownParts.Statuses | UnknownParts.Bytes | UnknownParts.Bodies);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new RunFolderException(path, e.Message, inner: e);
        }
    }
}
