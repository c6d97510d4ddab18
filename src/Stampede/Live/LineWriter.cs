using System.Text;
using Spectre.Console;

namespace Stampede.Reporting;

/// <summary>What a load test itself prints while the live view is drawn: whole lines, above the view. Calls may come from any thread.</summary>
internal sealed class LineWriter(IAnsiConsole console) : TextWriter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _line = new();

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

    /// <summary>Prints what has no line end yet.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_line.Length > 0)
            {
                Add('\n');
            }
        }
    }

    private void Add(char c)
    {
        if (c == '\n')
        {
            console.Write(new Line(_line.ToString(), indent: 0));
            _line.Clear();
        }
        else
        {
            _line.Append(c);
        }
    }
}
