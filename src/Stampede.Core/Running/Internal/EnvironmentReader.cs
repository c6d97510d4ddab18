using System.Diagnostics;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Finds out where a run runs.</summary>
internal static class EnvironmentReader
{
    /// <summary>Reads the machine, the runtime and the repository of the working directory.</summary>
    /// <param name="transport">The transport in use: <c>epoll</c> or <c>sockets</c>.</param>
    /// <param name="loops">Event-loop threads.</param>
    /// <param name="openFilesLimit">What <see cref="OpenFileLimit.Raise"/> said.</param>
    /// <param name="commandLine">The command line; default the process's.</param>
    /// <param name="secrets">Names of options that are secret although their names do not say so.</param>
    /// <param name="target">Where the system under test is.</param>
    public static RunEnvironment Read(
        string transport, int loops, long? openFilesLimit, IReadOnlyList<string>? commandLine = null, IEnumerable<string>? secrets = null, TargetPlace? target = null)
    {
        var entry = Assembly.GetEntryAssembly() ?? typeof(EnvironmentReader).Assembly;
        return new RunEnvironment
        {
            Machine = Environment.MachineName,
            Cores = Environment.ProcessorCount,
            Processor = Processor(),
            Memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            System = RuntimeInformation.OSDescription,
            Architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
            Runtime = Environment.Version.ToString(),
            GarbageCollector = (GCSettings.IsServerGC ? "server" : "workstation")
            + (GCSettings.LatencyMode == GCLatencyMode.Batch ? "" : ", concurrent"),
            Optimized = IsOptimized(typeof(EnvironmentReader).Assembly) && IsOptimized(entry),
            Version = Version(),
            Commit = Repository.Commit(Environment.CurrentDirectory),
            CommandLine = SecretMask.CommandLine(commandLine ?? ProcessCommandLine(), secrets),
            Transport = transport,
            Loops = loops,
            Target = target,
            OpenFilesLimit = openFilesLimit,
        };
    }

    // The program without its folder, which says nothing about the run, but who ran it: results are sent around and published.
    private static string[] ProcessCommandLine() =>
        Environment.GetCommandLineArgs() is [var program, .. var arguments] ? [Path.GetFileName(program), .. arguments] : [];

    /// <summary>The processor's name in a text like /proc/cpuinfo; ARM kernels do not give one.</summary>
    internal static string? ProcessorOf(IEnumerable<string> cpuInfo)
    {
        foreach (var line in cpuInfo)
        {
            var colon = line.IndexOf(':');
            if (colon > 0 && line.AsSpan(0, colon).TrimEnd() is "model name" or "Model" && line[(colon + 1)..].Trim() is { Length: > 0 } name)
            {
                return name;
            }
        }

        return null;
    }

    internal static bool IsOptimized(Assembly assembly)
        => assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    private static string? Processor()
    {
        try
        {
            return OperatingSystem.IsLinux() ? ProcessorOf(File.ReadLines("/proc/cpuinfo"))
                : OperatingSystem.IsWindows() ? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Version()
    {
        var assembly = typeof(EnvironmentReader).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version!.ToString();
        return version.Split('+')[0]; // what follows is the build's commit, not the test's
    }
}
