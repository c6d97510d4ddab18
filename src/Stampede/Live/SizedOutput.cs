using System.Text;
using Spectre.Console;

namespace Stampede.Reporting;

/// <summary>A writer of a given size, asked anew for every picture: terminals are resized.</summary>
internal sealed class SizedOutput(TextWriter writer, bool isTerminal, Func<(int Width, int Height)> size) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => Math.Max(1, size().Width);

    public int Height => Math.Max(1, size().Height);

    public void SetEncoding(Encoding encoding)
    {
        // The writer has its own.
    }

    /// <summary>A console on it.</summary>
    /// <param name="color">Whether it has colours; false also for other styles.</param>
    public IAnsiConsole Console(bool color)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal && color ? ColorSystemSupport.EightBit : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = this,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Capabilities.Links = false;
        console.Profile.Capabilities.Unicode = writer.Encoding.CodePage is 65001 or 1200 or 1201 or 12000;
        return console;
    }
}
