namespace Peers.Generators;

/// <summary>wrk: one thread, C, no scenario.</summary>
internal sealed class WrkGenerator : IGenerator
{
    public string Name => "wrk";

    public bool Https => true;

    public string Version() => "wrk " + ToolOutput.First(ToolOutput.Of("wrk", "-v"), @"^wrk (\S+)");

    public void Prepare(ScratchFolder folder)
    {
    }

    public GeneratorCommand Command(Uri url, int connections, int seconds, ScratchFolder folder) =>
        new("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", url.ToString()], Requests);

    private static long Requests(string output) =>
        output.Contains("Non-2xx", StringComparison.Ordinal) ? throw new FormatException(output) : ToolOutput.Number(output, @"(\d+) requests in ");
}
