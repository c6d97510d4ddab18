using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Stampede.Engine;

/// <summary>
/// Builds a load test and starts what was built, so that its exit code and the terminal's signals are its own: <c>dotnet run</c> gives a failed
/// build the exit code 1, which says that requests failed.
/// </summary>
/// <param name="error">Where problems of the build go.</param>
internal sealed partial class LoadTestProcess(TextWriter error)
{
    /// <summary>Builds it.</summary>
    /// <param name="file">The load-test file, or a project.</param>
    /// <param name="cancellationToken">Stops the build.</param>
    /// <param name="isBuilt">Whether it is built already: then only its program is looked for.</param>
    /// <returns>The program; null where there is no such file or it cannot be built, which was said.</returns>
    public async Task<string?> Build(string file, CancellationToken cancellationToken, bool isBuilt = false)
    {
        if (!File.Exists(file) && !(Directory.Exists(file) && Directory.EnumerateFiles(file, "*.??proj").Any()))
        {
            await error.WriteLineAsync($"error: There is no file '{file}'.");
            return null;
        }

        string[] targets = isBuilt ? [] : ["-t:Build"];
        using var build = Start(Dotnet, ["build", file, "-v", "q", "-nologo", .. targets, "-getProperty:RunCommand"], captured: true);
        var output = build.StandardOutput.ReadToEndAsync(cancellationToken);
        var problems = await build.StandardError.ReadToEndAsync(cancellationToken);
        await build.WaitForExitAsync(cancellationToken);
        var program = (await output).Trim();
        if (build.ExitCode == 0 && File.Exists(program))
        {
            return program;
        }

        // Where the build does not come as far as the property, its errors are on standard output.
        await error.WriteLineAsync(problems.Trim() is { Length: > 0 } text ? text : program);
        await error.WriteLineAsync(isBuilt && build.ExitCode == 0 ? $"error: '{file}' is not built; leave --no-build out." : $"error: '{file}' cannot be built.");
        return null;
    }

    /// <summary>Runs it for its answer, without a terminal.</summary>
    /// <returns>Its exit code, and what it printed to standard error.</returns>
    public static async Task<(int ExitCode, string Errors)> Ask(string program, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        using var child = Start(program, args, captured: true, environment);
        var output = child.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await child.StandardError.ReadToEndAsync(cancellationToken);
        await child.WaitForExitAsync(cancellationToken);
        await output;
        return (child.ExitCode, errors);
    }

    /// <summary>Runs it in this process's terminal.</summary>
    /// <param name="program">The program.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="environment">Variables beside those of this process; default none.</param>
    /// <returns>Its exit code.</returns>
    public static async Task<int> Run(string program, IReadOnlyList<string> args, IReadOnlyDictionary<string, string>? environment = null)
    {
        // Ctrl-C comes to the whole group of processes: the load test has it too, and decides. SIGTERM comes to this one alone.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var child = Start(program, args, captured: false, environment);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            if (!OperatingSystem.IsWindows())
            {
                _ = Kill(child.Id, Terminate);
            }
        });
        await child.WaitForExitAsync();
        return child.ExitCode;
    }

    private const int Terminate = 15;

    // The SDK that this process runs on; the runtime is three folders below it.
    private static string Root => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path
        ? path
        : Path.Combine(Root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    private static Process Start(string program, IReadOnlyList<string> args, bool captured, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = captured, RedirectStandardError = captured };
        start.Environment.TryAdd("DOTNET_ROOT", Root);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
