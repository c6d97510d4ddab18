using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What <c>--format</c> can name: the reports, and the set of CSV files, which is more than one file.</summary>
internal static class ReportForms
{
    public const string Csv = "csv";

    /// <summary>The reports of one file each.</summary>
    public static IReadOnlyList<IReport> Reports { get; } = [.. Reporting.Reports.All, new XlsxReport()];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Reports.Select(r => r.Format), Csv];

    /// <summary>Writes a run in one of the forms.</summary>
    /// <returns>The files.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async ValueTask<IReadOnlyList<string>> Write(string format, RunSource run, string folder, CancellationToken cancellationToken)
    {
        if (format == Csv)
        {
            var prefix = Path.Combine(folder, "locust");
            await LocustCsvWriter.Write(prefix, run.Result, run.Intervals(cancellationToken), cancellationToken: cancellationToken);
            using var writer = new LocustCsvWriter(prefix);
            return writer.Files;
        }

        var report = Reports.First(r => r.Format == format);
        var path = Path.Combine(folder, report.FileName);
        await ReportFile.Write(report, run.Result, run.Intervals(cancellationToken), path, cancellationToken);
        return [path];
    }
}
