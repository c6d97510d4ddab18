namespace Peers.Generators;

/// <summary>hey: Go, no scenario. It reports at most a million requests.</summary>
internal sealed class HeyGenerator : IGenerator
{
    public string Name => "hey";

    public bool Https => false;

    public string Version() => "hey " + ToolOutput.DebianVersion("hey");

    public void Prepare(ScratchFolder folder)
    {
    }

    public GeneratorCommand Command(Uri url, int connections, int seconds, ScratchFolder folder) =>
        new("hey", ["-z", $"{seconds}s", "-c", $"{connections}", url.ToString()], output => ToolOutput.Number(output, @"\[200\]\s+(\d+) responses"));
}
