using System.CommandLine;
using Spectre.Console;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede runs list</c>: the runs there are, the oldest first.</summary>
internal static class RunsListCommand
{
    public static Command Make(EntranceContext context, Option<string> results)
    {
        var command = new Command("list", "Lists the runs, the oldest first.");
        command.SetAction((parsed, cancellationToken) => Run(parsed.GetValue(results)!, context, cancellationToken));
        return command;
    }

    private static async Task<int> Run(string root, EntranceContext context, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root))
        {
            await context.Error.WriteLineAsync($"error: There is no folder '{root}'; --results names another.");
            return ExitCode.Usage;
        }

        var entries = await new FolderRunStore(root).List(cancellationToken);
        if (entries.Count == 0)
        {
            await context.Out.WriteLineAsync($"There are no runs in '{root}'.");
            return ExitCode.Passed;
        }

        var table = new ColumnTable(
            new Column("Run") { IsText = true },
            new Column("Load test") { IsText = true, Drop = 2 },
            new Column("Started") { IsText = true, Drop = 1 },
            new Column("Ended") { IsText = true },
            new Column("Verdict") { IsText = true });
        foreach (var entry in entries)
        {
            table.Add(
                entry.Id,
                entry.Name ?? "-",
                entry.Started is { } started ? SummaryText.Time(started) : "-",
                entry.Problem is null ? Ending(entry, Path.Combine(root, entry.Id), context.Clock) : new Cell($"cannot be read: {entry.Problem}", Styles.Bad),
                Verdict(entry));
        }

        new SizedOutput(context.Out, context.IsTerminal, context.Size).Console(context.Color).Write(table);
        return ExitCode.Passed;
    }

    private static string Ending(RunEntry entry, string folder, TimeProvider clock) => entry.Ending switch
    {
        RunEnding.None => UnfinishedRun.IsRunning(folder, clock) ? "running" : "killed",
        RunEnding.Completed => "completed",
        RunEnding.Interrupted => "interrupted",
        RunEnding.ThresholdAborted => "threshold",
        RunEnding.LoopBlocked => "blocked loop",
        RunEnding.AllUsersLost => "users lost",
        _ => "crashed",
    };

    private static Cell Verdict(RunEntry entry) => entry.Verdict switch
    {
        null => "-",
        Results.Verdict.Passed when entry.ExitCode is not (null or 0) => new Cell("failures", Styles.Bad),
        Results.Verdict.Passed => new Cell("passed", Styles.Good),
        Results.Verdict.Failed => new Cell("failed", Styles.Bad),
        Results.Verdict.NoData => new Cell("no data", Styles.Careful),
        _ => new Cell("invalid", Styles.Bad),
    };
}
