using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>
/// Writes a run as one HTML file, <c>report.html</c>: no network, opens from disk, prints, light and dark (docs/reference/report.md). Secrets are masked;
/// what is in a name is shown as text.
/// </summary>
public sealed class HtmlReport : IReport
{
    /// <summary>The file's name in a run folder.</summary>
    public const string FileName = "report.html";

    string IReport.Format => "html";

    string IReport.FileName => FileName;

    /// <summary>Writes the report of a run with the intervals that it holds.</summary>
    /// <param name="result">The run. Without <see cref="RunResult.Intervals"/> the report has no charts over time, and says so.</param>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static ValueTask Write(RunResult result, Stream stream, CancellationToken cancellationToken = default) =>
        Write(result, result.Intervals.ToAsyncEnumerable(), stream, cancellationToken);

    /// <summary>Writes the report of a run. The intervals are read once, one at a time.</summary>
    /// <param name="result">The run.</param>
    /// <param name="intervals">Its intervals, in order; none where they are unknown.</param>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async ValueTask Write(
        RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals, Stream stream, CancellationToken cancellationToken = default)
    {
        var series = await PageSeries.Of(result, intervals, cancellationToken);
        stream.Write(PageTemplate.Before);
        PageData.Write(stream, result, series);
        stream.Write(PageTemplate.After);
    }

    /// <summary>Writes the report of a run folder, finished or not.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="path">The file; default <c>report.html</c> in the folder. It is replaced as a whole; missing folders are made.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="RunFolderException">The folder is no run folder, or is damaged.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async ValueTask<string> WriteFile(string folder, string? path = null, CancellationToken cancellationToken = default)
    {
        path ??= Path.Combine(folder, FileName);
        if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
        {
            Directory.CreateDirectory(parent);
        }

        var result = await RunFolderReader.Open(folder, cancellationToken);
        var series = await PageSeries.Of(result, RunFolderReader.Intervals(folder, cancellationToken), cancellationToken);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(PageTemplate.Before);
            PageData.Write(stream, result, series);
            stream.Write(PageTemplate.After);
        });
        return path;
    }

    ValueTask IReport.Write(RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals, Stream stream, CancellationToken cancellationToken) =>
        Write(result, intervals, stream, cancellationToken);
}
