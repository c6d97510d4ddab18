using System.Diagnostics;
using Peers;
using Peers.Generators;
using Peers.Measuring;

namespace Scale;

/// <summary>Runs a scenario of bench/scenarios as a process of its own, to its end.</summary>
internal static class Generator
{
    /// <summary>Gives the folder of its run and the seconds of CPU that it took.</summary>
    public static async Task<(string RunFolder, double Cpu)> Run(string scenario, ScratchFolder folder, Uri url, params string[] load)
    {
        var stampede = new StampedeGenerator(scenario);
        stampede.Prepare(folder);
        var command = stampede.Command(url, load, folder);
        var before = ChildCpu.OfEndedChildren();
        using var process = Process.Start(new ProcessStartInfo(command.FileName, command.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var cpu = ChildCpu.OfEndedChildren() - before;
        var text = await output + await errors;
        return process.ExitCode == 0
            ? (Directory.EnumerateDirectories(command.ResultFolder!).Single(), cpu)
            : throw new InvalidOperationException($"{command} ended with {process.ExitCode}:{Environment.NewLine}{text}");
    }
}
