using Spectre.Console;
using Spectre.Console.Rendering;

namespace Stampede.Reporting;

/// <summary>
/// A table that never wraps: where it is too wide, texts are shortened to a readable width, then columns left out in the order of their
/// <see cref="Column.Drop"/>, then texts shortened further; at last, columns from the right.
/// </summary>
internal sealed class ColumnTable(params IReadOnlyList<Column> columns) : Renderable
{
    private const string Gap = "  ";
    private const int ReadableText = 24;
    private const int LeastText = 6;

    private readonly List<Cell[]> _rows = [];
    private Cell[]? _total;

    public void Add(params Cell[] cells) => _rows.Add(Checked(cells));

    /// <summary>The last row, below a rule.</summary>
    public void Total(params Cell[] cells) => _total = Checked(cells);

    /// <inheritdoc />
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var widths = Widths(maxWidth);
        var shown = Enumerable.Range(0, columns.Count).Where(i => widths[i] > 0).ToArray();
        var rule = new string(options.Unicode ? '─' : '-', Math.Min(maxWidth, shown.Sum(i => widths[i]) + Gap.Length * (shown.Length - 1)));
        var lines = new List<Segment>();
        AddLine(lines, shown, widths, [.. columns.Select(c => new Cell(c.Title, Styles.Heading))]);
        AddRule(lines, rule);
        foreach (var row in _rows)
        {
            AddLine(lines, shown, widths, row);
        }

        if (_total is not null)
        {
            AddRule(lines, rule);
            AddLine(lines, shown, widths, _total);
        }

        return lines;
    }

    /// <summary>The width of every column; 0 for those left out.</summary>
    private int[] Widths(int maxWidth)
    {
        var widths = columns.Select((c, i) => Rows().Select(r => r[i].Text.GetCellWidth()).Append(c.Title.GetCellWidth()).Max()).ToArray();
        Shorten(widths, maxWidth, ReadableText);
        foreach (var i in Enumerable.Range(0, columns.Count).Where(i => columns[i].Drop > 0).OrderByDescending(i => columns[i].Drop))
        {
            if (Sum(widths) <= maxWidth)
            {
                break;
            }

            widths[i] = 0;
        }

        Widen(widths, maxWidth);
        Shorten(widths, maxWidth, LeastText);
        for (var i = widths.Length - 1; i > 0 && Sum(widths) > maxWidth; i--)
        {
            widths[i] = 0;
        }

        widths[0] = Math.Min(widths[0], maxWidth);
        return widths;
    }

    private void Shorten(int[] widths, int maxWidth, int least)
    {
        for (var over = Sum(widths) - maxWidth; over > 0; over--)
        {
            var longest = -1;
            for (var i = 0; i < widths.Length; i++)
            {
                if (columns[i].IsText && widths[i] > least && (longest < 0 || widths[i] > widths[longest]))
                {
                    longest = i;
                }
            }

            if (longest < 0)
            {
                return;
            }

            widths[longest]--;
        }
    }

    // Leaving a column out may give back more than was missing: to the texts that were shortened.
    private void Widen(int[] widths, int maxWidth)
    {
        for (var i = 0; i < widths.Length; i++)
        {
            if (columns[i].IsText && widths[i] > 0)
            {
                var natural = Rows().Select(r => r[i].Text.GetCellWidth()).Append(columns[i].Title.GetCellWidth()).Max();
                widths[i] = Math.Max(widths[i], Math.Min(natural, widths[i] + maxWidth - Sum(widths)));
            }
        }
    }

    private void AddLine(List<Segment> lines, int[] shown, int[] widths, Cell[] cells)
    {
        foreach (var i in shown)
        {
            var text = columns[i].IsText ? PlainText.Fit(cells[i].Text, widths[i]) : PlainText.Cut(cells[i].Text, widths[i]);
            var padding = new string(' ', Math.Max(0, widths[i] - text.GetCellWidth()));
            var last = i == shown[^1];
            var cell = new Segment(text, cells[i].Style ?? Style.Plain);
            if (i != shown[0])
            {
                lines.Add(new Segment(Gap));
            }

            if (columns[i].IsText)
            {
                lines.Add(cell);
                lines.Add(new Segment(last ? "" : padding));
            }
            else
            {
                lines.Add(new Segment(padding));
                lines.Add(cell);
            }
        }

        lines.Add(Segment.LineBreak);
    }

    private static void AddRule(List<Segment> lines, string rule)
    {
        lines.Add(new Segment(rule, Styles.Quiet));
        lines.Add(Segment.LineBreak);
    }

    private static int Sum(int[] widths) => widths.Sum() + Gap.Length * Math.Max(0, widths.Count(w => w > 0) - 1);

    private IEnumerable<Cell[]> Rows() => _total is null ? _rows : _rows.Append(_total);

    private Cell[] Checked(Cell[] cells) => cells.Length == columns.Count
        ? [.. cells.Select(c => c with { Text = LineText.OneLine(c.Text) })]
        : throw new ArgumentException($"The table has {columns.Count} columns, the row {cells.Length} cells.", nameof(cells));
}
