using Spectre.Console;
using Stampede.Reporting;

namespace Stampede.Tests;

/// <summary>A console whose output is text.</summary>
internal sealed class Printed
{
    private readonly StringWriter _writer = new() { NewLine = "\n" };

    public Printed(int width, int height = 50, bool isTerminal = false, bool color = false) =>
        Console = new SizedOutput(_writer, isTerminal, () => (width, height)).Console(color);

    public IAnsiConsole Console { get; }

    public string Text => _writer.ToString().Replace("\r\n", "\n");

    public string[] Lines => Text.TrimEnd('\n').Split('\n');
}
