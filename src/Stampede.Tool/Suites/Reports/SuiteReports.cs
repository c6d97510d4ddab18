using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>All forms of the phase report.</summary>
internal static class SuiteReports
{
    public static IReadOnlyList<ISuiteReport> All { get; } = [new SuiteHtmlReport(), new SuiteMarkdownReport(), new SuiteXlsxReport(), new SuiteJUnitReport()];

    /// <summary>Writes them to a suite's folder.</summary>
    /// <returns>The files.</returns>
    /// <exception cref="IOException">One cannot be written.</exception>
    public static IReadOnlyList<string> Write(SuiteResult suite, string folder)
    {
        var report = PhaseReport.Of(suite);
        var files = new List<string>();
        foreach (var form in All)
        {
            var path = Path.Combine(folder, form.FileName);
            AtomicFile.Write(path, stream => form.Write(report, suite, stream));
            files.Add(path);
        }

        return files;
    }
}
