using System.Diagnostics;
using Peers.Generators;
using Peers.Server;

namespace Peers.Measuring;

/// <summary>Runs a generator and measures it from outside: CPU by the system's account, requests by its own and by the server's.</summary>
internal static class Meter
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // The generator may count a request that the end of the run cut off, or not; one per connection, and asking the server counts too.
    private const double Tolerance = 0.01;

    public static async Task<Measurement> Run(GeneratorCommand command, NginxServer server)
    {
        var before = await server.Status();
        var cpuBefore = ChildCpu.OfEndedChildren();
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(command.FileName, command.Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var (samples, asked) = await Follow(process, server, before.Requests);
        await process.WaitForExitAsync();

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var cpu = ChildCpu.OfEndedChildren() - cpuBefore;
        var text = await output + await errors;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command} ended with {process.ExitCode}:{Environment.NewLine}{text}");
        }

        var served = (await server.Status()).Requests - before.Requests - asked - 1;
        var requests = command.Requests(text);
        if (Math.Abs(requests - served) > Tolerance * served)
        {
            throw new InvalidOperationException($"{command} counts {requests} requests, the server {served}.");
        }

        return new(requests, served, cpu, seconds, Steady(samples), command.ResultFolder);
    }

    private static async Task<(List<Sample> Samples, int Asked)> Follow(Process process, NginxServer server, long before)
    {
        var samples = new List<Sample>();
        var asked = 0;
        while (!process.HasExited)
        {
            var served = (await server.Status()).Requests - before - ++asked;
            if (served > 0 && ChildCpu.OfRunning(process.Id) is { } cpu)
            {
                samples.Add(new(Stopwatch.GetTimestamp(), served, cpu));
            }

            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Pause));
        }

        return (samples, asked);
    }

    // From 2 s after the first request to the last sample that still had new ones.
    private static double Steady(List<Sample> samples)
    {
        var first = samples.FindIndex(sample => Stopwatch.GetElapsedTime(samples[0].Time, sample.Time) >= WarmUp);
        var last = samples.Count - 1;
        while (last > 0 && samples[last].Served == samples[last - 1].Served)
        {
            last--;
        }

        return first < 0 || last <= first ? double.NaN
            : (samples[last].Served - samples[first].Served) / (samples[last].Cpu - samples[first].Cpu);
    }

    private readonly record struct Sample(long Time, long Served, double Cpu);
}
