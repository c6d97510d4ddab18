using System.Text;
using Stampede.Engine;

namespace Stampede.Reporting;

/// <summary>The phase report as Markdown, <c>report.md</c>.</summary>
internal sealed class SuiteMarkdownReport : ISuiteReport
{
    /// <inheritdoc />
    public string FileName => "report.md";

    /// <inheritdoc />
    public void Write(PhaseReport report, SuiteResult suite, Stream stream) => stream.Write(Encoding.UTF8.GetBytes(Text(report)));

    /// <summary>The report as text; line ends are <c>\n</c>.</summary>
    public static string Text(PhaseReport report)
    {
        List<string> lines = [$"# {MarkdownText.Text(report.Name)}: {report.Verdict.Word}", "", MarkdownText.Text(report.Verdict.Why), ""];
        lines.Add(string.Join(' ', report.Head.Select(MarkdownText.Text)));
        foreach (var section in report.Sections)
        {
            lines.AddRange(["", $"## {section.Title}"]);
            foreach (var paragraph in section.Paragraphs)
            {
                lines.AddRange(["", MarkdownText.Text(paragraph)]);
            }

            if (section.Table is { } table)
            {
                lines.AddRange(["", .. Table(table)]);
            }

            if (section.Code is { } code)
            {
                lines.AddRange(["", $"    {LineText.Visible(code)}"]); // indented, it may hold any character
            }

            if (section.Items.Count > 0)
            {
                lines.Add("");
                lines.AddRange(section.Items.Select(i => $"- **{MarkdownText.Text(i.Test)}**: {MarkdownText.Text(LineText.OneLine(i.Text))}"));
            }
        }

        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Table(PhaseTable table)
    {
        yield return MarkdownText.Row(table.Columns.Select(c => c.Trim()));
        yield return $"|{string.Concat(table.Columns.Select((_, i) => table.IsText(i) ? "---|" : "--:|"))}";
        foreach (var row in table.Rows)
        {
            yield return MarkdownText.Row(row.Select(Cell));
        }

        if (table.Total is { } total)
        {
            yield return MarkdownText.Row(total.Select((c, i) => i == 0 ? $"**{MarkdownText.Text(c.Text)}**" : Cell(c)));
        }
    }

    private static string Cell(PhaseCell cell)
    {
        var sign = cell.Tone switch { VerdictTone.Good => "✅ ", VerdictTone.Careful => "⚠️ ", VerdictTone.Bad => "❌ ", _ => "" };
        var text = MarkdownText.Text(cell.Text);
        return sign + (cell.Link is { } link ? $"[{text}]({string.Join('/', link.Split('/').Select(Uri.EscapeDataString))})" : text);
    }
}
