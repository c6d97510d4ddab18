using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether the target fell behind: iterations under way that only grow, or a time without any answer.</summary>
internal sealed class OverloadRule : IAuditRule
{
    public string Id => "OVERLOAD";

    public string Title => "Overload";

    public string Needs => "the course of the run: arrivals in flight, or answers per second";

    public string Severities => "warning (invalid where a capacity is claimed): in flight growing up to the end, or no answer for 2 s and more while requests hung; not what the generator itself held up";

    public AuditOutcome Judge(AuditInput input) => input.Timeline.Steady.Count < 2
        ? AuditOutcome.NotApplicable("its course is not known")
        : AuditOutcome.Found([.. new[] { Growing(input), Silent(input) }.OfType<AuditFinding>()]);

    private AuditFinding? Growing(AuditInput input)
    {
        var points = input.Timeline.Steady.Where(p => p is { InFlight: not null, Scheduled: > 0 }).ToArray();
        if (points.Length > 1 && points[^1].Length < points[^2].Length / 2)
        {
            // A fraction of a second after the close of the arrivals, in which late ones were counted: by its end what was under way may be over, or, in runs of earlier versions, cut off.
            points = points[..^1];
        }

        if (points.Length < 3)
        {
            return null;
        }

        var (early, end) = (points.Third(0).Average(p => p.InFlight!.Value), points[^1].InFlight!.Value);
        var rate = points.Sum(p => p.Scheduled) / points.Seconds();
        var middle = points.Third(1).Average(p => p.InFlight!.Value);
        var last = points.Third(2).Average(p => p.InFlight!.Value);

        // Those that the generator itself started late have had no time to be done: a machine that stood still until just now is none that is overloaded.
        var held = end - points[^1].Late;
        var grows = held >= 10 && held >= rate * 0.25 && held >= 3 * Math.Max(early, 1) && last > middle && end >= last;
        return !grows ? null : this.Finding(
            input.Use == AuditUse.Capacity ? NoteSeverity.Invalid : NoteSeverity.Warning,
            $"Iterations under way grew from {Figures.Number(early)} to {Figures.Count(end)} at the end, {Figures.Number(end / rate)} s worth of arrivals: the target takes less than arrives, and every figure would be worse in a longer run.",
            "Ask for a rate that it can take, and quote no response time of this one.",
            new("in flight, first third", early),
            new("in flight at the end", end),
            new("arrivals per second", rate, "/s"));
    }

    private AuditFinding? Silent(AuditInput input)
    {
        var points = input.Timeline.Steady;
        var rate = points.Rate();
        (int Start, int End)? longest = null;
        for (var i = 0; i < points.Count; i++)
        {
            var end = i;
            while (end < points.Count && points[end].Settled == 0)
            {
                end++;
            }

            if (end - i > (longest is { } l ? l.End - l.Start : 0))
            {
                longest = (i, end);
            }

            i = end;
        }

        if (longest is not { } gap)
        {
            return null;
        }

        // Silence alone may be a wait; that something had been under way all the while shows that it was not.
        var length = points.Skip(gap.Start).Take(gap.End - gap.Start).Sum(p => p.Length.TotalSeconds);
        var hung = gap.End < points.Count
            ? Math.Max(points[gap.End].Response?.Maximum ?? points[gap.End].Response?.Mean ?? 0, points[gap.End].Failures?.Maximum ?? 0)
            : input.Run.Unfinished?.Longest ?? 0;

        // For as long as the generator stood still nobody knows what the target did.
        var still = points.Skip(gap.Start).Take(gap.End - gap.Start + 1).Max(p => p.Generator is { } g ? Math.Max(g.LoopLag, g.Lateness) / 1_000 : 0);
        return length - still < 1.9 || rate * length < 10 || hung < length * 0.5e6 ? null : this.Finding(
            input.Use == AuditUse.Capacity ? NoteSeverity.Invalid : NoteSeverity.Warning,
            $"From {Figures.Span(points[gap.Start].Offset)} on nothing was answered for {Figures.Span(TimeSpan.FromSeconds(length))}, while requests waited for up to {Figures.Time(hung)}: the target stood still, and users that wait for it asked for less meanwhile.",
            "Look what stood still (a pause, a lock, a pool), and read the highest percentiles and the maximum, not the median.",
            new("start", points[gap.Start].Offset.TotalSeconds, "s"),
            new("without an answer", length, "s"),
            new("longest request after it", hung / 1_000, "ms"));
    }
}
