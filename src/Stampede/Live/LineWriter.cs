using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Stampede.Reporting;

/// <summary>
/// What a load test itself prints while the live view is drawn: whole lines, above the view, whenever that is drawn anew. Whoever prints (a user
/// on an event loop) does not wait for the terminal. Calls may come from any thread.
/// </summary>
internal sealed class LineWriter(IAnsiConsole console) : TextWriter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _line = new();
    private List<Line> _lines = [];

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_lock)
        {
            Add(value);
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            foreach (var c in buffer)
            {
                Add(c);
            }
        }
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write($"{value}\n");

    /// <summary>Prints the lines that are complete.</summary>
    public void Print()
    {
        List<Line> lines;
        lock (_lock)
        {
            (lines, _lines) = (_lines, []);
        }

        if (lines.Count > 0)
        {
            console.Write(new Lines(lines));
        }
    }

    /// <summary>Prints everything, also what has no line end yet.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_line.Length > 0)
            {
                Add('\n');
            }
        }

        Print();
    }

    private void Add(char c)
    {
        if (c == '\n')
        {
            _lines.Add(new Line(_line.ToString(), indent: 0));
            _line.Clear();
        }
        else
        {
            _line.Append(c);
        }
    }

    // One picture of all lines: each by itself would have the view drawn once more.
    private sealed class Lines(List<Line> lines) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            lines.SelectMany(line => ((IRenderable)line).Render(options, maxWidth));
    }
}
