using System.Diagnostics;
using System.Globalization;
using Peers.Generators;
using Peers.Server;

namespace Peers.Measuring;

/// <summary>Many users that wait 1–3 s between requests, each with its own connection: resident memory a while after the last connect.</summary>
internal sealed class MemoryBench(NginxServer server, ScratchFolder folder)
{
    private const int SpawnRate = 1000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <param name="users">How many.</param>
    /// <param name="settle">Seconds from the last connect to the measurement.</param>
    public async Task<MemoryMeasurement> Run(int users, int settle)
    {
        var stampede = new StampedeGenerator("waiting");
        stampede.Prepare(folder);

        // Long enough for the ramp, the settling and a margin; it is stopped as soon as it has been measured.
        var seconds = users / SpawnRate + settle + 60;
        var command = stampede.Command(server.Http, users, seconds, folder);
        using var process = Process.Start(new ProcessStartInfo(command.FileName, command.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            var watch = Stopwatch.StartNew();
            while ((await server.Status()).Connections < users)
            {
                if (process.HasExited || watch.Elapsed.TotalSeconds > seconds)
                {
                    throw new InvalidOperationException($"{command} did not reach {users} connections:{Environment.NewLine}{await output}{await errors}");
                }

                await Task.Delay(Pause);
            }

            Console.Error.WriteLine($"{users} connections after {watch.Elapsed.TotalSeconds:0.0} s; measuring {settle} s later");
            await Task.Delay(TimeSpan.FromSeconds(settle));
            var connections = (await server.Status()).Connections;
            var resident = Resident(process.Id);
            return new MemoryMeasurement(users, connections, resident, stampede.Version());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            await process.WaitForExitAsync();
        }
    }

    private static long Resident(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line["VmRSS:".Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;
    }
}
