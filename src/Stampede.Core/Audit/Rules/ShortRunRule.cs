using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether a run was long enough to be steady.</summary>
internal sealed class ShortRunRule : IAuditRule
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(30);

    public string Id => "SHORT";

    public string Title => "A short run";

    public string Needs => "how long it took";

    public string Severities => "note: under 30 s measured; warning for capacity and comparison";

    public AuditOutcome Judge(AuditInput input)
    {
        if (!input.Run.Knows(UnknownParts.Duration))
        {
            return AuditOutcome.NotApplicable("how long it took is not known");
        }

        return input.Run.Duration >= Least ? AuditOutcome.Clean : AuditOutcome.Found(this.Finding(
            input.Weigh(NoteSeverity.Note, NoteSeverity.Warning),
            $"Only {Figures.Span(input.Run.Duration)} were measured: caches, pools and compilers may not have settled, and a slow minute would not have been seen.",
            "Measure for 30 s or more; minutes for a comparison.",
            new AuditNumber("measured", input.Run.Duration.TotalSeconds, "s")));
    }
}
