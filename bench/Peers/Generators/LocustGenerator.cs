namespace Peers.Generators;

/// <summary>Locust: one process, users without a wait.</summary>
internal sealed class LocustGenerator(string userClass) : IGenerator
{
    private string _file = "";

    public string Name => $"locust {userClass}";

    public bool Https => false;

    public string Version() => "locust " + ToolOutput.DebianVersion("python3-locust");

    public void Prepare(ScratchFolder folder) => _file = folder.Write($"{userClass}.py", $"""
        from locust import {userClass}, task


        class Plain({userClass}):
            @task
            def page(self):
                self.client.get("/")
        """);

    // The summary, not the CSV files: those miss what came after their last second.
    public GeneratorCommand Command(Uri url, int connections, int seconds, ScratchFolder folder) => new(
        "locust",
        ["-f", _file, "--headless", "--only-summary", "-u", $"{connections}", "-r", "1000", "-t", $"{seconds}s", "-H", url.GetLeftPart(UriPartial.Authority)],
        output => ToolOutput.Number(output, @"Aggregated\s+(\d+)\s+0\("));
}
