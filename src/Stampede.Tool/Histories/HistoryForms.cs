using System.Text;
using Stampede.Analysis;
using Stampede.Reporting;

namespace Stampede.Engine;

/// <summary>The forms that a history's report can be written in, by a file's ending.</summary>
internal static class HistoryForms
{
    /// <summary>What a file can end in, for messages.</summary>
    public const string Endings = ".md, .html and .json";

    /// <summary>Whether a file's ending says a form.</summary>
    public static bool Knows(string path) => Of(path) is ".md" or ".html" or ".json";

    /// <summary>Writes the form that the file's ending says.</summary>
    public static void Write(string path, HistoryReport report, Stream stream)
    {
        switch (Of(path))
        {
            case ".json":
                report.Write(stream);
                break;
            case ".html":
                stream.Write(Encoding.UTF8.GetBytes(HistoryHtmlReport.Text(report, GitLog.OfWorkingDirectory)));
                break;
            default:
                stream.Write(Encoding.UTF8.GetBytes(HistoryMarkdownReport.Text(report, GitLog.OfWorkingDirectory)));
                break;
        }
    }

    private static string Of(string path) => Path.GetExtension(path).ToLowerInvariant();
}
