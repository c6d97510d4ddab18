using System.Runtime.InteropServices;

namespace Stampede.Engine;

/// <summary>The system's limit of open files per process (RLIMIT_NOFILE), which bounds the connections of a run.</summary>
internal static partial class OpenFileLimit
{
    // macOS refuses more than OPEN_MAX even where the hard limit says "unlimited".
    private const ulong OpenMaxOfMac = 10_240;

    private static int Resource => OperatingSystem.IsMacOS() ? 8 : 7;

    private static ulong Unlimited => OperatingSystem.IsMacOS() ? long.MaxValue : ulong.MaxValue;

    /// <summary>The files that this process may have open; null where there is no limit.</summary>
    public static long? Read() => TryRead(out var limit) ? Known(limit.Soft) : null;

    /// <summary>Raises the limit as far as the system lets us. Returns what is allowed then; null where there is no limit.</summary>
    public static long? Raise()
    {
        if (!TryRead(out var limit))
        {
            return null;
        }

        var wanted = OperatingSystem.IsMacOS() ? Math.Min(limit.Hard, OpenMaxOfMac) : limit.Hard;
        if (wanted > limit.Soft && Set(Resource, new Limit(wanted, limit.Hard)) == 0)
        {
            return Known(wanted);
        }

        return Known(limit.Soft);
    }

    private static bool TryRead(out Limit limit)
    {
        limit = default;
        return (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) && Get(Resource, out limit) == 0;
    }

    private static long? Known(ulong limit) => limit >= Unlimited || limit > long.MaxValue ? null : (long)limit;

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int Get(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int Set(int resource, in Limit limit);

    // rlim_t has 64 bits on every 64-bit system that .NET runs on.
    private readonly record struct Limit(ulong Soft, ulong Hard);
}
