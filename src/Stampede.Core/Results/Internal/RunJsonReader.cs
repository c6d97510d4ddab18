namespace Stampede.Results;

/// <summary>Reads run.json.</summary>
internal static class RunJsonReader
{
    public static RunEntry Entry(JsonPart part, string id) => new(
        id,
        part["name"].Text(),
        ImportedJson.Read(part) is { } imported && imported.Unknown.HasFlag(UnknownParts.Started) ? null : part["started"].Time(),
        part["ending"].Enum<RunEnding>(),
        part.Find("verdict")?.Enum<Verdict>())
    {
        ExitCode = part.Find("exitCode")?.Int(),
        Audit = AuditJson.Read(part),
    };

    /// <summary>The whole run; where it has not ended, without any totals.</summary>
    public static RunResult Run(JsonPart part, string folder) => new()
    {
        Plan = PlanJsonReader.Plan(part["plan"]),
        Environment = part.Find("environment") is { } environment ? PlanJsonReader.Environment(environment) : null,
        Imported = ImportedJson.Read(part),
        Started = part["started"].Time(),
        Duration = part.Find("durationSeconds")?.Seconds() ?? TimeSpan.Zero,
        Ending = part["ending"].Enum<RunEnding>(),
        Requests = StatsJsonReader.Requests(part),
        Selections = StatsJsonReader.Selections(part),
        Transactions = StatsJsonReader.Transactions(part),
        Metrics = StatsJsonReader.Metrics(part),
        Failures = StatsJsonReader.Failures(part),
        Checks = StatsJsonReader.Checks(part),
        UserErrors = StatsJsonReader.UserErrors(part),
        Classes = StatsJsonReader.Classes(part),
        Phases = Phases(part),
        Arrivals = StatsJsonReader.Arrivals(part),
        Unfinished = part.Find("unfinished") is { } unfinished ? new Unfinished(unfinished["count"].Long(), unfinished["longestUs"].Long()) : null,
        Notes = Notes(part),
        Thresholds = Thresholds(part),
        Audit = AuditJson.Read(part),
        Verdict = part.Find("verdict")?.Enum<Verdict>(),
        ExitCode = part.Find("exitCode")?.Int(),
        Folder = folder,
    };

    private static List<PhaseResult> Phases(JsonPart part)
    {
        var phases = new List<PhaseResult>();
        foreach (var phase in part.Items("phases"))
        {
            phases.Add(new PhaseResult(
                phase["phase"].Enum<Phase>(), phase["offsetSeconds"].Seconds(), phase["lengthSeconds"].Seconds(), phase["settled"].Long(), phase["failed"].Long()));
        }

        return phases;
    }

    private static List<RunNote> Notes(JsonPart part)
    {
        var notes = new List<RunNote>();
        foreach (var note in part.Items("notes"))
        {
            notes.Add(new RunNote(note["id"].Text(), note["severity"].Enum<NoteSeverity>(), note["text"].Text()));
        }

        return notes;
    }

    private static List<ThresholdResult> Thresholds(JsonPart part)
    {
        var thresholds = new List<ThresholdResult>();
        foreach (var threshold in part.Items("thresholds"))
        {
            thresholds.Add(new ThresholdResult(
                threshold["expression"].Text(),
                threshold["outcome"].Enum<ThresholdOutcome>(),
                threshold.Find("measured")?.Double(),
                threshold["measuredText"].Text())
            {
                CoversFailures = threshold["coversFailures"].Bool(),
            });
        }

        return thresholds;
    }
}
