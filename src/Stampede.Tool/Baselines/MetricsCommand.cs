using System.CommandLine;
using Stampede.Baselines;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede metrics</c>: the normalised metrics of runs as JSON, per service.</summary>
internal static class MetricsCommand
{
    public static Command Make(EntranceContext context)
    {
        var runs = new Argument<string[]>("runs")
        {
            Description = "Run folders or folders of such, runs of the store, files of other tools, prefixes of Locust's CSV files, or files of 'stampede metrics'.",
            Arity = ArgumentArity.OneOrMore,
        };
        var services = new Option<string?>("--services") { Description = "A YAML file that says which requests belong to which service. Default: each request is its own.", HelpName = "file" };
        var output = new Option<string?>("--out", "-o") { Description = "The file to write. Default: the output.", HelpName = "file" };
        var compatible = new Option<bool>("--compatible") { Description = "Do as extract_metrics did, its errors included, and say where that misleads." };
        var results = new Option<string>("--results")
        {
            Description = "The folder of the run folders.",
            HelpName = "folder",
            DefaultValueFactory = _ => "results",
        };
        var store = StoreOption.Make();
        var command = new Command("metrics", "Writes the metrics of runs as JSON, per service: what baselines keep.") { runs, services, output, compatible, results, store };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(compatible)
            ? CompatibleCommands.Metrics(parsed.GetRequiredValue(runs), parsed.GetValue(services), parsed.GetValue(output), context, cancellationToken)
            : Run(parsed.GetRequiredValue(runs), parsed.GetValue(services), parsed.GetValue(output), parsed.GetValue(results)!, parsed.GetValue(store), context, cancellationToken));
        return command;
    }

    private static async Task<int> Run(
        string[] names, string? services, string? output, string results, string? address, EntranceContext context, CancellationToken cancellationToken)
    {
        await using var store = StoreOption.Open(address, context);
        if (await MetricsSource.Read(names, services, results, store, context, cancellationToken) is not { } runs)
        {
            return ExitCode.Usage;
        }

        await OutputFile.Write(output, stream => RunMetricsFile.Write(runs, stream), context.Out);
        await (output is null ? Task.CompletedTask : context.Out.WriteLineAsync($"Metrics  {output}"));
        return ExitCode.Passed;
    }
}
