using System.Text;
using Stampede.Analysis;
using Stampede.Engine;

namespace Stampede.Reporting;

/// <summary>All forms of a comparison's report, by the extension of the file.</summary>
internal static class ComparisonReports
{
    private static readonly (string Extension, Action<RunComparison, Stream> Write)[] Forms =
    [
        (".md", (comparison, stream) => stream.Write(Encoding.UTF8.GetBytes(Markdown(comparison)))),
        (".json", RunComparisonJson.Write),
        (".html", (comparison, stream) => stream.Write(Encoding.UTF8.GetBytes(Html(comparison)))),
        (".xml", ComparisonJUnit.Write),
    ];

    /// <summary>The extensions, each with its point.</summary>
    public static IEnumerable<string> Extensions => Forms.Select(f => f.Extension);

    /// <summary>The report as Markdown.</summary>
    public static string Markdown(RunComparison comparison) => SuiteMarkdownReport.Text(ComparisonSections.Of(comparison, isPage: false));

    /// <summary>The report as a page: one file, without script and network.</summary>
    public static string Html(RunComparison comparison) => SuiteHtmlReport.Text(ComparisonSections.Of(comparison, isPage: true), ComparisonDrawing.Style);

    /// <summary>What is wrong with the names of files to write.</summary>
    public static IEnumerable<string> Problems(IEnumerable<string> files) => files.Where(f => Find(f) is null)
        .Select(f => $"--out '{f}': the form of the report follows from the file's extension, which is one of {string.Join(", ", Extensions)}.");

    /// <summary>Writes one.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="file">The file; its extension is one of <see cref="Extensions"/>.</param>
    /// <param name="output">The command's output.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static ValueTask Write(RunComparison comparison, string file, TextWriter output) =>
        OutputFile.Write(file, stream => Find(file)!(comparison, stream), output);

    /// <summary>What <c>--github</c> does: the Markdown becomes the job's summary, what fails the comparison becomes annotations.</summary>
    public static Task GitHub(RunComparison comparison, IReadOnlyDictionary<string, string> environment, TextWriter output)
    {
        var bad = comparison.ExitCode == 0 ? [] : (string[])[$"{ComparisonText.Word(comparison.Outcome)}: {ComparisonHeadline.Of(comparison)}"];
        var worse = ComparisonHeadline.Ordered(comparison.Gating.Where(m => m.Verdict == ChangeVerdict.Regressed)).ToLookup(m => m.Level >= comparison.Options.FailOn, Line);
        return new GitHubActions(environment).Write(comparison.Plan, [.. bad, .. worse[true]], [.. worse[false], .. comparison.Warnings], Markdown(comparison), output);
    }

    private static string Line(MetricComparison metric) =>
        $"{metric.Metric.Title()} of {metric.Service}: {ComparisonText.Value(metric.Metric, metric.Baseline)} to {ComparisonText.Value(metric.Metric, metric.Candidate)}, {ComparisonText.Change(metric)} ({ComparisonText.Interval(metric)})";

    private static Action<RunComparison, Stream>? Find(string file) =>
        Forms.FirstOrDefault(f => f.Extension.Equals(Path.GetExtension(file), StringComparison.OrdinalIgnoreCase)).Write;
}
