using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>What was counted over time against what was counted in all.</summary>
internal sealed class CourseCountRule : IAuditRule
{
    /// <summary>Tools write a line every second or few, and none for the requests after the last one.</summary>
    private const double MostUnwritten = 10;

    public string Id => "COUNT-COURSE";

    public string Title => "The course over time against the totals";

    public string Needs => "the run's course over time";

    public string Severities => "invalid: a run of our own whose intervals do not add up (a note where they were not all written), or a history with more requests than the total; "
        + "warning: a history that lacks over 5 % of the requests and over 10 s of them";

    public AuditOutcome Judge(AuditInput input)
    {
        var (run, course) = (input.Run, input.Timeline.Steady);
        if (course.Count == 0)
        {
            return AuditOutcome.NotApplicable("the run's course over time is not known");
        }

        var (settled, failed) = (RunSums.Settled(run), RunSums.Failed(run));
        var (counted, countedFailed) = (course.Sum(p => p.Settled), course.Sum(p => p.Failed));
        if (settled == counted && failed == countedFailed)
        {
            return AuditOutcome.Clean;
        }

        var seconds = course.Sum(p => p.Length.TotalSeconds);
        var missing = seconds > 0 && counted > 0 ? (settled - counted) / (counted / seconds) : double.PositiveInfinity;
        NoteSeverity? severity = run.Imported is null ? run.Notes.Any(n => n.Id == "FILES-INCOMPLETE") ? NoteSeverity.Note : NoteSeverity.Invalid
            : counted > settled || countedFailed > failed ? NoteSeverity.Invalid
            : settled - counted > 0.05 * settled && missing > MostUnwritten ? NoteSeverity.Warning
            : null;
        return severity is not { } known ? AuditOutcome.Clean : AuditOutcome.Found(new AuditFinding
        {
            Rule = Id,
            Severity = known,
            Numbers = [new("requests in all", settled), new("requests over time", counted), new("failures in all", failed), new("failures over time", countedFailed)],
            Meaning = $"Over time {Figures.Plural(counted, "request")} were counted, {Figures.Count(countedFailed)} of them failed; in all it is {Figures.Count(settled)} and {Figures.Count(failed)}: the two are not of the same run, or one is not whole.",
            Advice = "Take all files from the same run, whole and unedited.",
        });
    }
}
