using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Writes a report to a file.</summary>
public static class ReportFile
{
    /// <summary>Writes it, replacing the file as a whole; missing folders are made.</summary>
    /// <param name="report">The report.</param>
    /// <param name="result">The run.</param>
    /// <param name="intervals">Its intervals, in order.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async ValueTask Write(
        IReport report, RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals, string path, CancellationToken cancellationToken = default)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
        {
            Directory.CreateDirectory(parent);
        }

        await AtomicFile.Write(path, stream => report.Write(result, intervals, stream, cancellationToken));
    }
}
