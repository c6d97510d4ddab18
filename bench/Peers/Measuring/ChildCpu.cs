using System.Globalization;
using System.Runtime.InteropServices;

namespace Peers.Measuring;

/// <summary>CPU time of other processes, user and system.</summary>
internal static partial class ChildCpu
{
    private const int Children = -1; // RUSAGE_CHILDREN
    private const int ClockTicksPerSecond = 100; // USER_HZ, the same on every Linux that .NET runs on
    private const int LongsInUsage = 18;

    /// <summary>Seconds used by all children that have ended and been waited for, from start to end, to the microsecond.</summary>
    public static double OfEndedChildren()
    {
        Span<long> usage = stackalloc long[LongsInUsage];
        if (GetUsage(Children, usage) != 0)
        {
            throw new InvalidOperationException($"getrusage failed with {Marshal.GetLastPInvokeError()}.");
        }

        // struct rusage begins with ru_utime and ru_stime: seconds, microseconds.
        return usage[0] + usage[1] / 1e6 + usage[2] + usage[3] / 1e6;
    }

    /// <summary>Seconds used so far by a process that is running, to 10 ms; null where it has ended.</summary>
    public static double? OfRunning(int pid)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (IOException)
        {
            return null;
        }

        // Fields are counted from after the name, which may contain anything: utime and stime are the 14th and 15th of all.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / ClockTicksPerSecond;
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetUsage(int who, Span<long> usage);
}
