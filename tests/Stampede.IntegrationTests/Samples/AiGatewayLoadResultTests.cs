using System.Text.Json;
using System.Text.RegularExpressions;
using Stampede.Engine;

namespace Stampede.IntegrationTests;

/// <summary>The result files that the recorded project published without a measurement: the gateway writes them, and stampede does with them as its scripts did.</summary>
public sealed class AiGatewayLoadResultTests : IDisposable
{
    private static readonly string Source = Path.Combine(Repository.Root, "samples", "AiGateway", "LoadResults");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Each_mode_is_written_as_CSV_and_as_JSON_and_said_to_be_no_measurement()
    {
        var written = await Write();

        Assert.Equal(0, written.ExitCode);
        Assert.Contains("Nobody measured them", written.Output, StringComparison.Ordinal);
        Assert.Equal(8, Directory.GetFiles(Folder).Length);
        foreach (var mode in (string[])["baseline", "api", "rag", "mcp"])
        {
            var csv = Result(mode, "csv");
            Assert.Matches(new Regex($@"^load_results_{mode}_\d{{8}}_\d{{6}}\.csv$"), Path.GetFileName(csv));
            Assert.Equal(Path.ChangeExtension(csv, "json"), Result(mode, "json"));
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Source, $"{mode}.csv"), Token), await File.ReadAllBytesAsync(csv, Token));
            Assert.Contains(csv, written.Output, StringComparison.Ordinal);
        }

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Result("api", "json"), Token));
        Assert.Equal("""{"name":"Total","requests":1800,"failures":16}""", Compact(json.RootElement.GetProperty("total")));
        Assert.Equal(35.0, json.RootElement.GetProperty("api_gateway").GetProperty("requests_per_second").GetDouble());
    }

    [Theory]
    [InlineData("baseline")]
    [InlineData("api")]
    [InlineData("rag")]
    [InlineData("mcp")]
    public async Task Both_forms_have_the_same_metrics(string mode)
    {
        await Write();

        Assert.Equal(0, (await Stampede("metrics", Result(mode, "csv"), "--compatible", "--out", At("csv.json"))).ExitCode);
        Assert.Equal(0, (await Stampede("metrics", Result(mode, "json"), "--compatible", "--out", At("json.json"))).ExitCode);

        Assert.Equal(Services(At("csv.json")), Services(At("json.json")));

        static string Services(string file) => Regex.Replace(File.ReadAllText(file), "\"timestamp\": \"[^\"]*\"", "");
    }

    [Fact]
    public async Task Compared_as_the_scripts_did_two_metrics_fail_and_else_nothing_can_be_said()
    {
        await Write();
        var (baseline, api) = (Result("baseline", "csv"), Result("api", "csv"));

        Assert.Equal(0, (await Stampede("baseline", "save", baseline, "--compatible", "--script", "v1", "--out", At("performance-baselines.json"))).ExitCode);
        Assert.Equal(0, (await Stampede("metrics", api, "--compatible", "--out", At("load-results.json"))).ExitCode);
        var compared = await Stampede("compare", At("performance-baselines.json"), At("load-results.json"), "--compatible");
        var honest = await Stampede("compare", baseline, api);

        Assert.Equal(1, compared.ExitCode);
        Assert.Contains("| api_gateway | error_rate_pct | 0.33 | 1.0 | +203.0% | ❌ Critical |", compared.Output, StringComparison.Ordinal);
        Assert.Contains("misleading:", compared.Errors, StringComparison.Ordinal);
        Assert.Equal(5, honest.ExitCode);
        Assert.Contains("CONST-ROUND", honest.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_said_in_a_line()
    {
        var file = _folder.Write("a-file", "");

        var written = await Command.Run("dotnet", [SampleProcess.File("AiGateway"), "--load-results", file]);

        Assert.Equal(1, written.ExitCode);
        Assert.StartsWith("The load results cannot be written: ", written.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", written.All, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Folder => At("published");

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static async Task<Command> Stampede(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exitCode = await ToolCommands.Run(args, new EntranceContext { Out = output, Error = errors });
        return new(exitCode, output.ToString(), errors.ToString());
    }

    private Task<Command> Write() => Command.Run("dotnet", [SampleProcess.File("AiGateway"), "--load-results", Folder]);

    private string At(string name) => Path.Combine(_folder.Path, name);

    private string Result(string mode, string form) => Assert.Single(Directory.GetFiles(Folder, $"load_results_{mode}_*.{form}"));
}
