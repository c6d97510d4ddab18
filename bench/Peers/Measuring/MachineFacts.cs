using System.Globalization;
using System.Runtime.InteropServices;
using Peers.Generators;

namespace Peers.Measuring;

/// <summary>What a reader must know of the machine.</summary>
internal static class MachineFacts
{
    private static string _load = "unknown";

    public static string Text => string.Create(CultureInfo.InvariantCulture, $"""
        Machine: {Processor()}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GB; {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription},
        {DateTime.UtcNow:yyyy-MM-dd}, commit {Commit()}; load average before the start {_load}.
        """);

    /// <summary>Notes what else the machine is doing; to be called before the first measurement.</summary>
    public static void RememberLoad() => _load = File.ReadAllText("/proc/loadavg").Split(' ')[0];

    public static string Nginx => "nginx " + ToolOutput.First(ToolOutput.Of("nginx", "-v"), @"nginx/(\S+)");

    public static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";

    private static string Commit()
    {
        var commit = ToolOutput.Of("git", "-C", Repository.Root, "rev-parse", "--short", "HEAD").Trim();
        return ToolOutput.Of("git", "-C", Repository.Root, "status", "--porcelain", "--untracked-files=no").Length > 0 ? commit + " with changes" : commit;
    }
}
