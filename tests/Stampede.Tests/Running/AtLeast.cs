using System.Diagnostics;

namespace Stampede.Tests;

/// <summary>Delays that are never shorter than asked for: the pool's timers may be some milliseconds early.</summary>
internal static class AtLeast
{
    public static async Task Delay(TimeSpan time, CancellationToken cancellationToken = default)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < time;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((time - since.Elapsed).TotalMilliseconds)), cancellationToken);
        }
    }
}
