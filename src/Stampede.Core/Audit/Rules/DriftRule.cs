using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether response times stayed what they were while the load did: a trend, a step, or a warm-up inside the measured time.</summary>
internal sealed class DriftRule : IAuditRule
{
    private const int Least = 20;

    // What changes less is of no weight for a verdict on one run: caches and compilers go on settling by fractions of it.
    private const double LeastChange = 1_000;

    public string Id => "DRIFT";

    public string Title => "A trend, a step or a warm-up in response times";

    public string Needs => "20 s of even load with response times";

    public string Severities =>
        "warning: a trend (Mann-Kendall, p < 0.01) of over 10 %, falling ones of over 5 % as warm-up, or a step of over 20 %; note where it is below 1 ms, but for capacity and comparison";

    public AuditOutcome Judge(AuditInput input)
    {
        var points = input.Timeline.Plateau.Where(p => p.Typical() is not null).ToArray();
        if (points.Length < Least)
        {
            return AuditOutcome.NotApplicable(input.Timeline.Points.Count == 0 ? "nothing is known of its course" : $"fewer than {Least} s had an even load and answers");
        }

        var times = Array.ConvertAll(points, p => p.Typical()!.Value);
        var mean = times.Average();
        if (LevelChange.Find(times) is { } change && change.IsStep(times) && Math.Abs(change.After - change.Before) > 0.2 * change.Before)
        {
            return AuditOutcome.Found(this.Finding(
                Weight(input, change.After - change.Before),
                $"At {Figures.Span(points[change.Index].Offset)} response times went from {Figures.Time(change.Before)} to {Figures.Time(change.After)} at once and stayed there: the figures of the whole run are a mixture of two states.",
                "Find out what happened then (a deployment, a cache that filled, a neighbour), and measure each state for itself.",
                new("time of the step", points[change.Index].Offset.TotalSeconds, "s"),
                new("before", change.Before / 1_000, "ms"),
                new("after", change.After / 1_000, "ms")));
        }

        var (p, slope) = MannKendall.Test(times);
        var (total, first, last) = (slope * times.Length, Mean(points.Third(0)), Mean(points.Third(2)));
        if (p >= 0.01 || Math.Abs(total) <= mean * 0.1 || Math.Abs(last - first) <= mean * 0.05 || Math.Sign(total) != Math.Sign(last - first))
        {
            return AuditOutcome.Clean;
        }

        AuditNumber[] numbers = [new("first third", first / 1_000, "ms"), new("last third", last / 1_000, "ms"), new("trend over the time", total / 1_000, "ms"), new("p", p)];
        return AuditOutcome.Found(total < 0
            ? this.Finding(
                Weight(input, last - first),
                $"Response times fell all the while, from {Figures.Time(first)} in the first third to {Figures.Time(last)} in the last: the warm-up is inside the measured time.",
                "Give the run a warm-up phase (--warm-up), or let it run longer.",
                numbers)
            : this.Finding(
                Weight(input, last - first),
                $"Response times rose all the while under an even load, from {Figures.Time(first)} in the first third to {Figures.Time(last)} in the last: nothing was steady, and a longer run would give higher figures.",
                "Look for what grows: a queue, a table, memory; and run it until it no longer does.",
                numbers));
    }

    private static double Mean(IReadOnlyList<AuditPoint> points) => points.Average(p => p.Typical()!.Value);

    private static NoteSeverity Weight(AuditInput input, double change) =>
        Math.Abs(change) < LeastChange ? input.Weigh(NoteSeverity.Note, NoteSeverity.Warning) : NoteSeverity.Warning;
}
