using Peers.Measuring;

namespace Peers.Generators;

/// <summary>Stampede: an ordinary scenario file, built before and started directly, with everything on that a run has by default.</summary>
internal sealed class StampedeGenerator(string scenario = "plain") : IGenerator
{
    private string _program = "";

    public string Name => "stampede";

    public bool Https => true;

    public string Version() => "stampede " + ToolOutput.First(ToolOutput.Of(_program, "--version"), @"(\d+\.\S+)");

    public void Prepare(ScratchFolder folder)
    {
        var file = Path.Combine(Repository.Root, "bench", "scenarios", scenario + ".cs");
        var build = ToolOutput.Of("dotnet", "build", file, "-c", "Release", "-v", "quiet", "-nologo");
        var target = ToolOutput.Of("dotnet", "build", file, "-c", "Release", "-getProperty:TargetPath").Trim();
        _program = Path.ChangeExtension(target, null);
        if (!File.Exists(_program))
        {
            throw new FileNotFoundException($"{file} does not build:{Environment.NewLine}{build}");
        }
    }

    public GeneratorCommand Command(Uri url, int connections, int seconds, ScratchFolder folder) =>
        Command(url, ["-u", $"{connections}", "-r", "1000", "-t", $"{seconds}s"], folder);

    /// <summary>The command with the load as other arguments say it.</summary>
    public GeneratorCommand Command(Uri url, IReadOnlyList<string> load, ScratchFolder folder)
    {
        var results = folder.New("stampede");
        return new(
            _program,
            ["--headless", "--only-summary", .. load, "-H", url.GetLeftPart(UriPartial.Authority), "--trust-any-certificate", "--results", results],
            _ => StampedeRun.Requests(results))
        {
            ResultFolder = results,
        };
    }
}
