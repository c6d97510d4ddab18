using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether the start of the run, slow as starts are, moves the figures.</summary>
internal sealed class WarmUpRule : IAuditRule
{
    public string Id => "WARM";

    public string Title => "The start inside the measured time";

    public string Needs => "10 s of measured time with response times";

    public string Severities => "note: leading seconds of over 1.5 times the later median that move the mean by over 5 %; warning for capacity and comparison";

    public AuditOutcome Judge(AuditInput input)
    {
        var points = input.Timeline.Steady.Where(p => p.Response?.Mean is not null).ToArray();
        if (points.Length < 10)
        {
            return AuditOutcome.NotApplicable("fewer than 10 s with answers were measured");
        }

        var later = points.Skip(points.Length / 3).Select(p => p.Response!.Mean!.Value).Order().ToArray();
        var usual = later[later.Length / 2];
        var leading = points.TakeWhile(p => p.Response!.Mean > usual * 1.5).ToArray();
        var rest = points[leading.Length..];
        if (leading.Length == 0 || rest.Length == 0)
        {
            return AuditOutcome.Clean;
        }

        var (all, without) = (Mean(points), Mean(rest));
        return Math.Abs(all - without) <= without * 0.05 ? AuditOutcome.Clean : AuditOutcome.Found(this.Finding(
            input.Weigh(NoteSeverity.Note, NoteSeverity.Warning),
            $"The first {Figures.Span(TimeSpan.FromSeconds(leading.Seconds()))} were slower than the rest and are in the figures: the mean response time is {Figures.Time(all)} with and {Figures.Time(without)} without them.",
            "Give the run a warm-up phase (--warm-up 10s): what happens in it is not measured.",
            new("slow start", leading.Seconds(), "s"),
            new("mean", all / 1_000, "ms"),
            new("mean without the start", without / 1_000, "ms")));
    }

    private static double Mean(AuditPoint[] points) => points.Sum(p => p.Response!.Mean!.Value * p.Response.Count) / points.Sum(p => p.Response!.Count);
}
