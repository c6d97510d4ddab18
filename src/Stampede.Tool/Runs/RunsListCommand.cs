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
        var tag = new Option<string[]>("--tag") { Description = "Only runs with all of these tags.", HelpName = "tags", AllowMultipleArgumentsPerToken = true };
        var command = new Command("list", "Lists the runs, the oldest first.") { tag };
        command.SetAction((parsed, cancellationToken) => Run(parsed.GetValue(results)!, parsed.GetValue(tag) ?? [], context, cancellationToken));
        return command;
    }

    private static async Task<int> Run(string root, string[] tags, EntranceContext context, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root))
        {
            await context.Error.WriteLineAsync($"error: There is no folder '{root}'; --results names another.");
            return ExitCode.Usage;
        }

        var entries = (await new FolderRunStore(root).List(cancellationToken))
            .Select(e => (Entry: e, Tags: RunTags.Of(Path.Combine(root, e.Id))))
            .Where(e => tags.All(e.Tags.Contains)).ToArray();
        if (entries.Length == 0)
        {
            await context.Out.WriteLineAsync($"There are no runs {(tags.Length == 0 ? "" : $"tagged {string.Join(", ", tags)} ")}in '{root}'.");
            return ExitCode.Passed;
        }

        var hasTags = entries.Any(e => e.Tags.Count > 0);
        var table = new ColumnTable(
        [
            new Reporting.Column("Run") { IsText = true },
            new Reporting.Column("Load test") { IsText = true, Drop = 2 },
            new Reporting.Column("Started") { IsText = true, Drop = 1 },
            new Reporting.Column("Ended") { IsText = true },
            new Reporting.Column("Verdict") { IsText = true },
            .. hasTags ? [new Reporting.Column("Tags") { IsText = true }] : Array.Empty<Reporting.Column>(),
            new Reporting.Column("Audit") { IsText = true, Drop = 3 },
        ]);
        foreach (var (entry, own) in entries)
        {
            table.Add(
            [
                entry.Id,
                entry.Name ?? "-",
                entry.Started is { } started ? SummaryText.Time(started) : "-",
                entry.Problem is null ? Ending(entry, Path.Combine(root, entry.Id), context.Clock) : new Cell($"cannot be read: {entry.Problem}", Styles.Bad),
                Verdict(entry),
                .. hasTags ? [string.Join(", ", own)] : Array.Empty<Reporting.Cell>(),
                Audit(entry),
            ]);
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

    private static Cell Audit(RunEntry entry) => entry.Audit switch
    {
        null => "-",
        { Worst: NoteSeverity.Invalid } audit => new Cell(
            string.Join(", ", audit.Findings.Where(f => f.Severity == NoteSeverity.Invalid && f.Accepted is null).Select(f => f.Rule).Distinct()), Styles.Bad),
        var audit => new Cell(AuditText.Count(audit.Findings) ?? "no findings", audit.Worst == NoteSeverity.Warning ? Styles.Careful : null),
    };
}
