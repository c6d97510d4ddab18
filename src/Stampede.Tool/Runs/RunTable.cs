using Spectre.Console;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>The table of runs that lists show, of a folder and of a store alike.</summary>
internal static class RunTable
{
    /// <summary>Makes it; columns that nobody has anything in are left out.</summary>
    public static ColumnTable Of(IReadOnlyList<RunRow> rows)
    {
        var hasTags = rows.Any(r => r.Tags.Count > 0);
        var hasSource = rows.Any(r => r.Source is not null);
        var table = new ColumnTable(
        [
            new Reporting.Column("Run") { IsText = true },
            new Reporting.Column("Load test") { IsText = true, Drop = 2 },
            new Reporting.Column("Started") { IsText = true, Drop = 1 },
            new Reporting.Column("Ended") { IsText = true },
            new Reporting.Column("Verdict") { IsText = true },
            .. hasTags ? [new Reporting.Column("Tags") { IsText = true }] : Array.Empty<Reporting.Column>(),
            .. hasSource ? [new Reporting.Column("Source") { IsText = true, Drop = 4 }] : Array.Empty<Reporting.Column>(),
            new Reporting.Column("Audit") { IsText = true, Drop = 3 },
        ]);
        foreach (var (entry, tags, unfinished, source) in rows)
        {
            table.Add(
            [
                entry.Id,
                entry.Name ?? "-",
                entry.Started is { } started ? SummaryText.Time(started) : "-",
                entry.Problem is null ? Ending(entry, unfinished) : new Cell($"cannot be read: {entry.Problem}", Styles.Bad),
                Verdict(entry),
                .. hasTags ? [string.Join(", ", tags)] : Array.Empty<Reporting.Cell>(),
                .. hasSource ? [source ?? "-"] : Array.Empty<Reporting.Cell>(),
                Audit(entry),
            ]);
        }

        return table;
    }

    private static string Ending(RunEntry entry, string unfinished) => entry.Ending switch
    {
        RunEnding.None => unfinished,
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
