using System.CommandLine;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede runs show</c>: a run's summary, as it was printed at its end; of a killed run what its folder still tells.</summary>
internal static class RunsShowCommand
{
    public static Command Make(EntranceContext context, Option<string> results)
    {
        var run = new Argument<string?>("run")
        {
            Description = "The run folder, or its name within the folder of results; default: the latest.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("show", "Shows the summary of a run: finished, running, or killed.") { run };
        command.SetAction((parsed, cancellationToken) => Run(parsed.GetValue(run), parsed.GetValue(results)!, context, cancellationToken));
        return command;
    }

    private static async Task<int> Run(string? run, string root, EntranceContext context, CancellationToken cancellationToken)
    {
        if (await Find(run, root, cancellationToken) is not { } folder)
        {
            await context.Error.WriteLineAsync(run is null
                ? $"error: There are no runs in '{root}'; --results names another folder."
                : $"error: There is no run folder '{run}', neither here nor in '{root}'; 'stampede runs list' lists them.");
            return ExitCode.Usage;
        }

        var result = await RunFolderReader.Open(folder, cancellationToken);
        var console = new SizedOutput(context.Out, context.IsTerminal, context.Size).Console(context.Color);
        SummaryReport.Write(result with { Folder = folder }, console, unfinished: UnfinishedRun.Text(folder, result, context.Clock));
        return ExitCode.Passed;
    }

    private static async Task<string?> Find(string? run, string root, CancellationToken cancellationToken)
    {
        if (run is not null)
        {
            return ((string[])[run, Path.Combine(root, run)]).FirstOrDefault(Directory.Exists);
        }

        var entries = await new FolderRunStore(root).List(cancellationToken);
        return entries.Count == 0 ? null : Path.Combine(root, entries[^1].Id);
    }
}
