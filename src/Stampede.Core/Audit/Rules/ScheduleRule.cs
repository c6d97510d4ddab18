using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether what was due was done.</summary>
internal sealed class ScheduleRule : IAuditRule
{
    private static readonly TimeSpan Bucket = TimeSpan.FromSeconds(5);

    public string Id => "RATE";

    public string Title => "The schedule of arrivals";

    public string Needs => "arrivals";

    public string Severities => "invalid: started and dropped are not what was due, within 1 %; warning (invalid for capacity and comparison): under 99 % of the rate in any 5 s";

    public AuditOutcome Judge(AuditInput input)
    {
        var arrivals = input.Run.Arrivals;
        var scheduled = arrivals.Sum(a => a.Scheduled);
        if (scheduled == 0)
        {
            return AuditOutcome.NotApplicable("the run has no arrivals");
        }

        var findings = new List<AuditFinding>();
        var accounted = arrivals.Sum(a => a.Started + a.Dropped);
        if (Math.Abs(accounted - scheduled) > scheduled * 0.01)
        {
            findings.Add(this.Finding(
                NoteSeverity.Invalid,
                $"Of {Figures.Count(scheduled)} arrivals that were due {Figures.Count(accounted)} started or were dropped: the rest is unaccounted for.",
                "Report this with the run folder: the engine lost count.",
                new("scheduled", scheduled),
                new("started or dropped", accounted)));
        }

        if (Worst(input.Timeline.Steady) is { } worst)
        {
            findings.Add(this.Finding(
                input.Weigh(NoteSeverity.Warning, NoteSeverity.Invalid),
                $"From {Figures.Span(worst.Start)} on only {Figures.Percent(worst.Started, worst.Scheduled)} of the arrivals of 5 s started: the target rate was not reached.",
                "Do not call it the rate that was handled; ask for less, or find what held the arrivals back.",
                new("started", worst.Started),
                new("scheduled", worst.Scheduled)));
        }

        return AuditOutcome.Found(findings);
    }

    private static (TimeSpan Start, long Started, long Scheduled)? Worst(IReadOnlyList<AuditPoint> points)
    {
        (TimeSpan Start, long Started, long Scheduled)? worst = null;
        var (start, length, scheduled, dropped) = (TimeSpan.Zero, TimeSpan.Zero, 0L, 0L);
        foreach (var point in points)
        {
            start = length == TimeSpan.Zero ? point.Offset : start;
            (length, scheduled, dropped) = (length + point.Length, scheduled + point.Scheduled, dropped + point.Dropped);
            if (length < Bucket - TimeSpan.FromSeconds(0.3))
            {
                continue;
            }

            if (dropped > scheduled * 0.01 && (worst is not { } w || (double)dropped / scheduled > 1 - ((double)w.Started / w.Scheduled)))
            {
                worst = (start, scheduled - dropped, scheduled);
            }

            (length, scheduled, dropped) = (TimeSpan.Zero, 0, 0);
        }

        return worst;
    }
}
