using System.Net;
using System.Security.Cryptography;
using System.Text;
using Stampede.Engine;

namespace Stampede.Reporting;

/// <summary>
/// The phase report as a page, <c>report.html</c>: one file in the style of a run's report, light and dark, without a script and without network, which
/// its content security policy also forbids.
/// </summary>
internal sealed class SuiteHtmlReport : ISuiteReport
{
    private const string Own = """

        main { padding-top: 28px; }
        main > h1 { font-size: 22px; margin-bottom: 14px; }
        td.outcome { font-weight: 600; text-align: left; white-space: nowrap; }
        td.quiet { color: var(--muted); }
        tr.first > td { border-top: 1px solid var(--muted); font-weight: 600; }
        li { margin: 6px 0; max-width: 110ch; overflow-wrap: anywhere; }
        @media print { main { max-width: none; padding: 0; } h2 { break-after: avoid; } tr, li { break-inside: avoid; } }

        """;

    /// <inheritdoc />
    public string FileName => "report.html";

    /// <inheritdoc />
    public void Write(PhaseReport report, SuiteResult suite, Stream stream) => stream.Write(Encoding.UTF8.GetBytes(Text(report)));

    /// <summary>The page.</summary>
    /// <param name="report">What it says.</param>
    /// <param name="more">Styles beside the page's own; default none.</param>
    public static string Text(PhaseReport report, string more = "")
    {
        var style = PageFiles.Read("page.css") + Own + more;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        var page = new StringBuilder($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Safe(report.Name)}: {report.Verdict.Word}</title>
            <style>{style}</style>
            </head>
            <body>
            <main>
            <h1><bdi>{Safe(report.Name)}</bdi></h1>
            <div class="verdict {Class(report.Verdict.Tone)}"><h2>{report.Verdict.Word}</h2><p>{Safe(report.Verdict.Why)}</p></div>

            """);
        foreach (var sentence in report.Head)
        {
            page.Append($"<p class=\"note\">{Safe(sentence)}</p>\n");
        }

        foreach (var section in report.Sections)
        {
            page.Append($"<section>\n<h2>{Safe(section.Title)}</h2>\n");
            foreach (var paragraph in section.Paragraphs)
            {
                page.Append($"<p>{Safe(paragraph)}</p>\n");
            }

            if (section.Table is { } table)
            {
                Table(page, table);
            }

            if (section.Code is { } code)
            {
                page.Append($"<pre>{Safe(code)}</pre>\n");
            }

            if (section.Items.Count > 0)
            {
                page.Append($"<ul>\n{string.Concat(section.Items.Select(i => $"<li><strong><bdi>{Safe(i.Test)}</bdi></strong>: <bdi>{Safe(LineText.OneLine(i.Text))}</bdi></li>\n"))}</ul>\n");
            }

            page.Append("</section>\n");
        }

        return page.Append("</main>\n</body>\n</html>\n").Replace("\r\n", "\n").ToString();
    }

    private static void Table(StringBuilder page, PhaseTable table)
    {
        page.Append("<div class=\"scroll\"><table class=\"wide\">\n<thead><tr>");
        foreach (var (index, column) in table.Columns.Index())
        {
            page.Append($"<th scope=\"col\"{(table.IsText(index) ? " class=\"text\"" : "")}>{Safe(column.Trim())}</th>");
        }

        page.Append("</tr></thead>\n<tbody>\n");
        var isGrouped = table.Rows.Any(r => r[0].Link is null); // rows that belong to the one with the link above them
        foreach (var row in table.Rows)
        {
            page.Append(isGrouped && row[0].Link is not null ? "<tr class=\"first\">" : "<tr>").Append(Cells(table, row)).Append("</tr>\n");
        }

        page.Append("</tbody>\n");
        if (table.Total is { } total)
        {
            page.Append("<tfoot><tr>").Append(Cells(table, total)).Append("</tr></tfoot>\n");
        }

        page.Append("</table></div>\n");
    }

    private static string Cells(PhaseTable table, IReadOnlyList<PhaseCell> row) => string.Concat(row.Select((cell, index) =>
    {
        if (cell.Drawing is { } drawing)
        {
            return $"<td class=\"draw\">{drawing}</td>";
        }

        var kind = cell.Tone is { } tone ? $"outcome {Class(tone)}" : table.IsText(index) ? "text" : "";
        var text = $"<bdi>{Safe(cell.Text)}</bdi>";
        return $"<td{(kind.Length == 0 ? "" : $" class=\"{kind}\"")}>{(cell.Link is { } link ? $"<a href=\"{string.Join('/', link.Split('/').Select(Uri.EscapeDataString))}\">{text}</a>" : text)}</td>";
    }));

    private static string Class(VerdictTone tone) => tone switch { VerdictTone.Good => "good", VerdictTone.Careful => "careful", _ => "bad" };

    private static string Safe(string text) => WebUtility.HtmlEncode(LineText.Visible(text));
}
