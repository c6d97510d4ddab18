using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Arrivals that could not start.</summary>
internal sealed class DroppedRule : IAuditRule
{
    public string Id => "DROPPED";

    public string Title => "Dropped arrivals";

    public string Needs => "arrivals";

    public string Severities => "invalid: over 0.1 % of the arrivals; warning: any";

    public AuditOutcome Judge(AuditInput input)
    {
        var (scheduled, dropped) = (input.Run.Arrivals.Sum(a => a.Scheduled), input.Run.Arrivals.Sum(a => a.Dropped));
        if (scheduled == 0)
        {
            return AuditOutcome.NotApplicable("the run has no arrivals");
        }

        return dropped == 0 ? AuditOutcome.Clean : AuditOutcome.Found(this.Finding(
            dropped > scheduled * 0.001 ? NoteSeverity.Invalid : NoteSeverity.Warning,
            $"{Figures.Plural(dropped, "arrival")} of {Figures.Count(scheduled)} ({Figures.Percent(dropped, scheduled)}) could not start, as too many iterations were under way: the requests that would have waited longest are in no figure.",
            "Count them as failures, or raise the limit in flight (InFlight) if the generator can hold more.",
            new("dropped", dropped),
            new("scheduled", scheduled)));
    }
}
