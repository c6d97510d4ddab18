using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Labels a run that was asked to be as fast as possible.</summary>
internal sealed class GeneratorBoundRule : IAuditRule
{
    public string Id => "GEN-BOUND";

    public string Title => "As fast as possible";

    public string Needs => "the plan of a closed load: its waits";

    public string Severities => "warning: users that do not wait, nor pause for most of their time inside tasks; invalid where a capacity is claimed of it";

    public AuditOutcome Judge(AuditInput input)
    {
        if (input.Plan is not { Classes.Count: > 0 })
        {
            return AuditOutcome.NotApplicable("the users' waits are not known");
        }

        if (AsFastAsPossible.Classes(input) is not { Count: > 0 } classes)
        {
            return AuditOutcome.Clean;
        }

        return AuditOutcome.Found(this.Finding(
            input.Use == AuditUse.Capacity ? NoteSeverity.Invalid : NoteSeverity.Warning,
            $"The users of {string.Join(", ", classes.Take(5))} send as fast as answers come: the rate is the most that generator and target give together, generator-bound, a maximum and not a capacity.",
            "For a capacity give the users a wait, or use arrivals at rising rates, and look for the step at which response times or failures no longer hold.",
            new("classes without a wait", classes.Count),
            new("requests per second", input.Timeline.Steady.Rate(), "/s")));
    }
}
