using System.Diagnostics;
using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>Code that holds the thread it runs on, such as an event loop's.</summary>
internal static class Held
{
    /// <summary>
    /// For two and a half seconds of what the monitor of blocked loops counts: compiling and collecting, of which there is much beside many tests, is taken
    /// off. Seen also where the machine stands still for two of them, and less than the five seconds that end a run.
    /// </summary>
    public static void Long()
    {
        var runtime = BlockMonitor.RuntimeTime();
        for (var since = Stopwatch.StartNew(); since.Elapsed - (BlockMonitor.RuntimeTime() - runtime) < TimeSpan.FromSeconds(2.5);)
        {
            Thread.Sleep(10);
        }
    }
}
