using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether a capacity was found: some load that held, and a higher one that did not.</summary>
internal sealed class KneeRule : IAuditRule
{
    // A share of failures that a load still holds with.
    private const double Tolerated = 0.01;

    public string Id => "KNEE";

    public string Title => "The limit of the target";

    public string Needs => "a claim of capacity, and the course of the run";

    public string Severities => "invalid: no load held; warning: no load beyond the highest that held was measured";

    public AuditOutcome Judge(AuditInput input)
    {
        if (input.Use != AuditUse.Capacity)
        {
            return AuditOutcome.NotApplicable("no capacity is claimed of it");
        }

        AuditPoint[] points = [.. input.Timeline.Steady.Where(p => p.Settled + p.Scheduled > 0)];
        if (points.Length < 5)
        {
            return AuditOutcome.NotApplicable("its course is not known");
        }

        var held = points.Where(Holds).ToArray();
        var best = held.Length == 0 ? 0 : held.Max(p => p.Rate);
        AuditNumber[] numbers = [new("highest rate that held", best, "/s"), new("seconds that held", held.Seconds(), "s"), new("measured", points.Seconds(), "s")];
        if (held.Seconds() < points.Seconds() * 0.05)
        {
            return AuditOutcome.Found(this.Finding(
                NoteSeverity.Invalid,
                $"There is no load at which it held: in {Figures.Span(TimeSpan.FromSeconds(points.Seconds() - held.Seconds()))} of {Figures.Span(TimeSpan.FromSeconds(points.Seconds()))} over 1 % failed, so where it stops holding was not measured.",
                "Begin with a load that certainly holds, and raise it in steps.",
                numbers));
        }

        return held.Length < points.Length || new SaturationRule().Judge(input).Findings.Count > 0 ? AuditOutcome.Clean : AuditOutcome.Found(this.Finding(
            NoteSeverity.Warning,
            $"Every load that was measured held: the capacity is at least {Figures.Rate(best)} requests per second, and the limit was not found.",
            $"Write \"at least {Figures.Rate(best)} per second\", or raise the load until it no longer holds.",
            numbers));
    }

    private static bool Holds(AuditPoint point) => point.Failed <= point.Settled * Tolerated && point.Dropped <= point.Scheduled * Tolerated;
}
