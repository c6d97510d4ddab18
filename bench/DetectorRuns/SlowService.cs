using System.Diagnostics;

namespace DetectorRuns;

/// <summary>The sample service as a process of its own, which answers after a log-normal time, the same one for the same seed.</summary>
internal sealed class SlowService : IAsyncDisposable
{
    /// <summary>Of the build that is not slower, in milliseconds; 99 of 100 answers take less than twice as long.</summary>
    public const double Median = 40;

    public const double P99 = 80;

    private const string Listening = "Now listening on: ";

    private readonly Process _process;

    private SlowService(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    /// <param name="file">The sample service's program.</param>
    /// <param name="slower">By how many percent.</param>
    /// <param name="seed">Of its random times.</param>
    public static async Task<SlowService> Start(string file, int slower, int seed)
    {
        var factor = 1 + slower / 100.0;
        var latency = FormattableString.Invariant($"{Median * factor:0.###}ms,{P99 * factor:0.###}ms");
        var start = new ProcessStartInfo(
            file, ["--latency", latency, "--seed", $"{seed}", "--allow-load-test-users", "--urls", "http://127.0.0.1:0", "--exit-with-parent"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                _ = process.StandardOutput.ReadToEndAsync(); // or it would stop at a full pipe
                return new SlowService(process, line[(at + Listening.Length)..].Trim());
            }
        }

        throw new InvalidOperationException($"{file} ended before it listened, with exit code {process.ExitCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
