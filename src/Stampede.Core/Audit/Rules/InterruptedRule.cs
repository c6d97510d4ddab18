using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether a run went on to its planned end.</summary>
internal sealed class InterruptedRule : IAuditRule
{
    public string Id => "INTERRUPTED";

    public string Title => "An interrupted run";

    public string Needs => "why it ended";

    public string Severities => "warning: it ended before its planned time; note: it was interrupted and had no planned end";

    public AuditOutcome Judge(AuditInput input)
    {
        if (!input.Run.Knows(UnknownParts.Ending))
        {
            return AuditOutcome.NotApplicable("why it ended is not known");
        }

        if (input.Run.Ending is not (RunEnding.Interrupted or RunEnding.ThresholdAborted or RunEnding.EndedByTest or RunEnding.AllUsersLost or RunEnding.None))
        {
            return AuditOutcome.Clean;
        }

        var planned = input.Run.Plan.Load.Duration - input.Run.Plan.Load.WarmUp - input.Run.Plan.Load.CoolDown;
        var why = input.Run.Ending switch
        {
            RunEnding.Interrupted => "it was interrupted",
            RunEnding.ThresholdAborted => "a threshold ended it",
            RunEnding.EndedByTest => "the test ended it",
            RunEnding.AllUsersLost => "every user gave up in its start",
            _ => "its process was killed, or it still goes on",
        };
        return AuditOutcome.Found(planned is null
            ? this.Finding(
                NoteSeverity.Note,
                $"After {Figures.Span(input.Run.Duration)} {why}; no end was planned.",
                "Plan a time, so that runs can be compared.",
                new AuditNumber("measured", input.Run.Duration.TotalSeconds, "s"))
            : this.Finding(
                NoteSeverity.Warning,
                $"After {Figures.Span(input.Run.Duration)} of {Figures.Span(planned.Value)} {why}: what the rest would have shown is not known.",
                "Read it as a part of the run, and repeat it for a verdict.",
                new("measured", input.Run.Duration.TotalSeconds, "s"),
                new("planned", planned.Value.TotalSeconds, "s")));
    }
}
