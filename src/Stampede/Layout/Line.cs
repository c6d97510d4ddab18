using Spectre.Console;
using Spectre.Console.Rendering;

namespace Stampede.Reporting;

/// <summary>A line of text. Where it is too wide, it is broken at spaces and indented below the first, or cut.</summary>
internal sealed class Line : Renderable
{
    private readonly List<Cell> _parts = [];
    private readonly int _indent;
    private readonly bool _cut;

    /// <param name="text">The text.</param>
    /// <param name="style">Its style; default none.</param>
    /// <param name="indent">Spaces before all lines but the first.</param>
    /// <param name="cut">Whether it stays one line, and loses its end.</param>
    public Line(string text = "", Style? style = null, int indent = 2, bool cut = false)
    {
        _indent = indent;
        _cut = cut;
        And(text, style);
    }

    /// <summary>Adds to the line.</summary>
    public Line And(string text, Style? style = null)
    {
        _parts.Add(new Cell(LineText.OneLine(text), style));
        return this;
    }

    /// <inheritdoc />
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var used = 0;
        var empty = true; // of words; the indentation does not count
        foreach (var (text, style) in _parts)
        {
            for (var at = 0; at < text.Length;)
            {
                var length = WordLength(text, at);
                var word = text.Substring(at, length);
                at += length;
                if (!_cut && !empty && used + word.TrimEnd().GetCellWidth() > maxWidth)
                {
                    yield return Segment.LineBreak;
                    yield return new Segment(new string(' ', Math.Min(_indent, maxWidth / 2)));
                    used = Math.Min(_indent, maxWidth / 2);
                    word = word.TrimStart();
                }

                word = PlainText.Cut(word, maxWidth - used); // a word wider than the line
                used += word.GetCellWidth();
                empty = empty && string.IsNullOrWhiteSpace(word);
                yield return new Segment(word, style ?? Style.Plain);
            }
        }

        yield return Segment.LineBreak;
    }

    // Spaces in front belong to a word: at the start of a further line they are left out.
    private static int WordLength(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] == ' ')
        {
            end++;
        }

        while (end < text.Length && text[end] != ' ')
        {
            end++;
        }

        return end - at;
    }
}
