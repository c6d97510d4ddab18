using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Stampede.Engine;

/// <summary>The monotonic clock of the engine: stopwatch ticks, and microseconds made of them.</summary>
internal static class MonotonicClock
{
    public static long Ticks
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Stopwatch.GetTimestamp();
    }

    public static long TicksPerMillisecond { get; } = Stopwatch.Frequency / 1000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Microseconds(long ticks) =>
        Stopwatch.Frequency == 1_000_000_000 ? ticks / 1000 : (long)(ticks * (1e6 / Stopwatch.Frequency));

    public static long FromMicroseconds(long microseconds) =>
        Stopwatch.Frequency == 1_000_000_000 ? microseconds * 1000 : (long)(microseconds * (Stopwatch.Frequency / 1e6));

    public static long FromTimeSpan(TimeSpan span) =>
        span >= TimeSpan.FromDays(10_000) ? long.MaxValue / 4 : (long)(span.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Whole milliseconds, not less than the ticks, for what can wait for no parts of them.</summary>
    public static int CeilingMilliseconds(long ticks) => (int)Math.Min((ticks + TicksPerMillisecond - 1) / TicksPerMillisecond, int.MaxValue);

    public static TimeSpan ToTimeSpan(long ticks) => TimeSpan.FromSeconds((double)ticks / Stopwatch.Frequency);
}
