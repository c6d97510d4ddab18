using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>A form of report: one file made from a run, whether it was run here or imported. It knows no engine.</summary>
public interface IReport
{
    /// <summary>What <c>--format</c> calls it: <c>md</c>.</summary>
    string Format { get; }

    /// <summary>What its file is called in a run folder: <c>report.md</c>.</summary>
    string FileName { get; }

    /// <summary>Writes it. What is in a name is shown as text, secrets are masked, what is unknown is said to be.</summary>
    /// <param name="result">The run.</param>
    /// <param name="intervals">Its intervals, in order, read at most once; none where they are unknown.</param>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    ValueTask Write(RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals, Stream stream, CancellationToken cancellationToken = default);
}
