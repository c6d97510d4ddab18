using Spectre.Console;
using Spectre.Console.Rendering;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What is printed at the end of a run, and by <c>stampede runs show</c>. It knows nothing but the result.</summary>
internal static class SummaryReport
{
    /// <summary>Prints it.</summary>
    /// <param name="result">The run.</param>
    /// <param name="console">Where to.</param>
    /// <param name="files">Files of the run besides its folder: what they are, and their paths.</param>
    /// <param name="unfinished">What is known of a run without an ending: that it was killed, or still runs.</param>
    public static void Write(
        RunResult result, IAnsiConsole console, IReadOnlyList<(string What, string Path)>? files = null, string? unfinished = null)
    {
        unfinished ??= "its process was killed";
        IEnumerable<IRenderable>[] sections =
        [
            HeadSection.Of(result, unfinished),
            RequestSection.Of(result),
            PercentileSection.Of(result),
            TransactionSection.Of(result),
            TrafficSection.Of(result),
            StatusSection.Of(result),
            MetricSection.Of(result),
            CheckSection.Of(result),
            FailureSection.Of(result),
            UserErrorSection.Of(result),
            UserSection.Of(result),
            ArrivalSection.Of(result),
            ThresholdSection.Of(result),
            NoteSection.Of(result),
            VerdictSection.Of(result, files ?? [], unfinished),
        ];
        foreach (var section in sections.Select(s => s.ToArray()).Where(s => s.Length > 0))
        {
            console.Write(new Line());
            foreach (var part in section)
            {
                console.Write(part);
            }
        }
    }
}
