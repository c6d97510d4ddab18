using System.Text;
using Stampede.Engine;

namespace Stampede.Reporting;

/// <summary>The phase report as a page, <c>report.html</c>.</summary>
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
        var page = new StringBuilder($"<h1><bdi>{StaticPage.Safe(report.Name)}</bdi></h1>\n")
            .Append($"<div class=\"verdict {StaticPage.Class(report.Verdict.Tone)}\"><h2>{report.Verdict.Word}</h2><p>{StaticPage.Safe(report.Verdict.Why)}</p></div>\n");
        foreach (var sentence in report.Head)
        {
            page.Append($"<p class=\"note\">{StaticPage.Safe(sentence)}</p>\n");
        }

        foreach (var section in report.Sections)
        {
            page.Append($"<section>\n<h2>{StaticPage.Safe(section.Title)}</h2>\n");
            foreach (var paragraph in section.Paragraphs)
            {
                page.Append($"<p>{StaticPage.Safe(paragraph)}</p>\n");
            }

            if (section.Table is { } table)
            {
                Table(page, table);
            }

            if (section.Code is { } code)
            {
                page.Append($"<pre>{StaticPage.Safe(code)}</pre>\n");
            }

            if (section.Items.Count > 0)
            {
                page.Append($"<ul>\n{string.Concat(section.Items.Select(i => $"<li><strong><bdi>{StaticPage.Safe(i.Test)}</bdi></strong>: <bdi>{StaticPage.Safe(LineText.OneLine(i.Text))}</bdi></li>\n"))}</ul>\n");
            }

            page.Append("</section>\n");
        }

        return StaticPage.Of($"{report.Name}: {report.Verdict.Word}", Own + more, page.ToString());
    }

    private static void Table(StringBuilder page, PhaseTable table)
    {
        page.Append("<div class=\"scroll\"><table class=\"wide\">\n<thead><tr>");
        foreach (var (index, column) in table.Columns.Index())
        {
            page.Append($"<th scope=\"col\"{(table.IsText(index) ? " class=\"text\"" : "")}>{StaticPage.Safe(column.Trim())}</th>");
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

        var kind = cell.Tone is { } tone ? $"outcome {StaticPage.Class(tone)}" : table.IsText(index) ? "text" : "";
        var text = $"<bdi>{StaticPage.Safe(cell.Text)}</bdi>";
        return $"<td{(kind.Length == 0 ? "" : $" class=\"{kind}\"")}>{(cell.Link is { } link ? $"<a href=\"{string.Join('/', link.Split('/').Select(Uri.EscapeDataString))}\">{text}</a>" : text)}</td>";
    }));
}
