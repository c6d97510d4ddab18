using System.CommandLine;
using Stampede.Reporting;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary><c>stampede runs list</c>: the runs there are, the oldest first.</summary>
internal static class RunsListCommand
{
    public static Command Make(EntranceContext context, Option<string> results)
    {
        var tag = new Option<string[]>("--tag") { Description = "Only runs with all of these tags.", HelpName = "tags", AllowMultipleArgumentsPerToken = true };
        var store = StoreOption.Make();
        var command = new Command("list", "Lists the runs, the oldest first: those of a folder, or with --store those of a store.") { tag, store };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var tags = parsed.GetValue(tag) ?? [];
            var address = parsed.GetResult(results) is { Implicit: false } && parsed.GetValue(store) is null ? StoreOption.None : parsed.GetValue(store);
            await using var opened = StoreOption.Open(address, context);
            return opened is null
                ? await Run(parsed.GetValue(results)!, tags, context, cancellationToken)
                : await Run(opened, new RunQuery { Tags = tags }, context, cancellationToken);
        });
        return command;
    }

    /// <summary>Lists runs of a store.</summary>
    public static async Task<int> Run(PostgresRunStore store, RunQuery query, EntranceContext context, CancellationToken cancellationToken)
    {
        var runs = await store.List(query, cancellationToken);
        if (runs.Count == 0)
        {
            await context.Out.WriteLineAsync($"There are no {(query == new RunQuery() ? "" : "such ")}runs in {store.Address}.");
            return ExitCode.Passed;
        }

        Print([.. runs.Select(r => new RunRow(r.Entry, r.Tags, "killed", Source(r)))], context);
        return ExitCode.Passed;
    }

    private static async Task<int> Run(string root, string[] tags, EntranceContext context, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root))
        {
            await context.Error.WriteLineAsync($"error: There is no folder '{root}'; --results names another.");
            return ExitCode.Usage;
        }

        var rows = (await new FolderRunStore(root).List(cancellationToken))
            .Select(e => (Entry: e, Folder: Path.Combine(root, e.Id)))
            .Select(r => new RunRow(
                r.Entry, RunTags.Of(r.Folder), r.Entry.Ending == RunEnding.None && UnfinishedRun.IsRunning(r.Folder, context.Clock) ? "running" : "killed"))
            .Where(r => tags.All(r.Tags.Contains)).ToArray();
        if (rows.Length == 0)
        {
            await context.Out.WriteLineAsync($"There are no runs {(tags.Length == 0 ? "" : $"tagged {string.Join(", ", tags)} ")}in '{root}'.");
            return ExitCode.Passed;
        }

        Print(rows, context);
        return ExitCode.Passed;
    }

    private static void Print(IReadOnlyList<RunRow> rows, EntranceContext context) =>
        new SizedOutput(context.Out, context.IsTerminal, context.Size).Console(context.Color).Write(RunTable.Of(rows));

    private static string? Source(StoredRun run)
    {
        string?[] parts = [run.Commit is { Length: > 12 } commit ? commit[..12] + (commit.EndsWith("-dirty", StringComparison.Ordinal) ? "-dirty" : "") : run.Commit, run.Branch, run.Machine];
        return parts.All(p => p is null) ? null : LineText.OneLine(string.Join(", ", parts.Where(p => p is not null)));
    }
}
