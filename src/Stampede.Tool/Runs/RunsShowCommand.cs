using System.CommandLine;
using Stampede.Reporting;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary><c>stampede runs show</c>: a run's summary, as it was printed at its end; of a killed run what its folder still tells.</summary>
internal static class RunsShowCommand
{
    public static Command Make(EntranceContext context, Option<string> results)
    {
        var run = new Argument<string?>("run")
        {
            Description = "The run folder, its name within the folder of results, or a run of the store; default: the latest.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var store = StoreOption.Make();
        var command = new Command("show", "Shows the summary of a run: finished, running, or killed.") { run, store };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var opened = StoreOption.Open(parsed.GetValue(store), context);
            return await Run(parsed.GetValue(run), parsed.GetValue(results)!, opened, context, cancellationToken);
        });
        return command;
    }

    private static async Task<int> Run(string? run, string root, PostgresRunStore? store, EntranceContext context, CancellationToken cancellationToken)
    {
        if (await Find(run, root, cancellationToken) is { } folder)
        {
            var result = await RunFolderReader.Open(folder, cancellationToken);
            Print(result with { Folder = folder }, UnfinishedRun.Text(folder, result, context.Clock), context);
            return ExitCode.Passed;
        }

        if (store is not null && await Find(run, store, cancellationToken) is { } id)
        {
            var result = await store.Open(id, cancellationToken);
            Print(result, UnfinishedRun.Killed(result), context);
            return ExitCode.Passed;
        }

        var there = store is null ? "" : $", and in the store {store.Address}";
        await context.Error.WriteLineAsync(run is null
            ? $"error: There are no runs in '{root}'{there}; --results names another folder."
            : $"error: There is no run folder '{run}', neither here nor in '{root}'{(store is null ? "" : $", and no such run in the store {store.Address}")}; 'stampede runs list' lists them.");
        return ExitCode.Usage;
    }

    private static void Print(RunResult result, string unfinished, EntranceContext context) =>
        SummaryReport.Write(result, new SizedOutput(context.Out, context.IsTerminal, context.Size).Console(context.Color), unfinished: unfinished);

    private static async Task<string?> Find(string? run, PostgresRunStore store, CancellationToken cancellationToken) => run is not null
        ? (await store.Find(run, cancellationToken))?.Id
        : (await store.List(new RunQuery { Limit = 1 }, cancellationToken)).FirstOrDefault()?.Id;

    private static async Task<string?> Find(string? run, string root, CancellationToken cancellationToken)
    {
        if (run is not null)
        {
            return RunPaths.Folder(run, root);
        }

        var entries = await new FolderRunStore(root).List(cancellationToken);
        return entries.Count == 0 ? null : Path.Combine(root, entries[^1].Id);
    }
}
