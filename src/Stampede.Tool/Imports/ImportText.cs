using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What <c>stampede import</c> says: what it took, what the files do not tell, and what looked wrong.</summary>
internal static class ImportText
{
    private static readonly (UnknownParts Part, string Text)[] Words =
    [
        (UnknownParts.Started, "when the run started"),
        (UnknownParts.Duration, "how long it took, and every rate"),
        (UnknownParts.Ending, "why it ended"),
        (UnknownParts.Plan, "the planned load, users lost and tasks"),
        (UnknownParts.Users, "how many users were running"),
        (UnknownParts.Names, "requests per name"),
        (UnknownParts.IntervalNames, "requests per name over time"),
        (UnknownParts.Outcomes, "which requests failed"),
        (UnknownParts.FailureReasons, "why requests failed"),
        (UnknownParts.FailureTimes, "when failures were first and last seen"),
        (UnknownParts.Statuses, "statuses, and which failures were accepted"),
        (UnknownParts.Bytes, "bytes sent and received"),
        (UnknownParts.Bodies, "bytes of bodies"),
        (UnknownParts.Connections, "connections opened"),
        (UnknownParts.Resends, "requests sent again"),
        (UnknownParts.ArrivalDelays, "which arrivals started late"),
    ];

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(RunResult run)
    {
        var imported = run.Imported!;
        var total = run.Total();
        yield return $"Imported {imported.Format}: {string.Join(", ", imported.Files.Select(f => SecretMask.Text(Path.GetFileName(f))))}.";
        yield return $"  {Figures.Plural(total.Settled, "request")} of {Figures.Plural(run.Requests.Count, "name")}, {ReportText.Failed(run, total)} failed.";
        yield return $"  {Time(run)}; {Over(run)}.";
        if (total.Reported is { } reported)
        {
            yield return reported.Percentiles.Count > 0
                ? $"  Response times have no distribution: known are {string.Join(", ", reported.Percentiles.Keys.Order().Select(SummaryText.PercentileName))}."
                : "  Response times have no distribution and no percentiles.";
        }

        if (imported.Unknown != UnknownParts.None)
        {
            yield return $"Not known: {string.Join("; ", Words.Where(w => !run.Knows(w.Part)).Select(w => w.Text))}.";
        }

        foreach (var note in run.Notes.OrderByDescending(n => n.Severity))
        {
            yield return $"{(note.Severity == NoteSeverity.Note ? "Note" : "Warning")}  {note.Id}  {SecretMask.Text(note.Text)}";
        }
    }

    private static string Time(RunResult run)
    {
        var started = run.Knows(UnknownParts.Started) ? $"From {SummaryText.Time(run.Started)}" : "Start unknown";
        return run.Knows(UnknownParts.Duration) ? $"{started}, {Figures.Span(run.Duration)} long" : $"{started}, length unknown";
    }

    private static string Over(RunResult run) => run.Intervals.Count switch
    {
        0 => "nothing over time",
        1 => "one interval",
        var count => $"{Figures.Count(count)} intervals of {Figures.Span(run.Intervals[1].Length)}",
    };
}
