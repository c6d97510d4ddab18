using System.Globalization;

namespace Stampede.Engine;

/// <summary>Lines for whoever operates the run, in the form of Locust's log. Calls may come from any thread.</summary>
/// <param name="writer">Where to; null for nowhere.</param>
/// <param name="least">What is not important enough is left out.</param>
/// <param name="clock">The clock of the lines, local time.</param>
internal sealed class RunLog(TextWriter? writer, LogLevel least, TimeProvider clock)
{
    private readonly Lock _lock = new();

    public void Write(LogLevel level, string text)
    {
        if (writer is null || level < least)
        {
            return;
        }

        lock (_lock)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"[{clock.GetLocalNow():yyyy-MM-dd HH:mm:ss,fff}] {Environment.MachineName}/{level.ToString().ToUpperInvariant()}/stampede: {text}"));
            writer.Flush();
        }
    }
}
