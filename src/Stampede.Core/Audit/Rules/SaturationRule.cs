using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether more users brought longer response times instead of more throughput.</summary>
internal sealed class SaturationRule : IAuditRule
{
    private static readonly int[] Times = [10, 20, 30, 50, 90, 130];

    public string Id => "SATURATION";

    public string Title => "Saturation";

    public string Needs => "users, rates and response times over at least 5 s";

    public string Severities => "warning: throughput flat while response times grow with the users; note where the users do not wait, who saturate whatever they meet";

    public AuditOutcome Judge(AuditInput input)
    {
        var points = input.Timeline.Steady;
        if (input.Run.Arrivals.Count > 0)
        {
            return AuditOutcome.NotApplicable("the run has arrivals, whose number does not depend on the target");
        }

        if (points.Max(p => p.Users) is not > 0 || input.Timeline.Plateau.Count < 5)
        {
            return AuditOutcome.NotApplicable("users are not known over 5 s of even load");
        }

        var plateau = input.Timeline.Plateau;
        var high = plateau.Third(2);
        var users = high.Users()!.Value;
        AuditPoint[] low = [.. points.TakeWhile(p => p.Offset < plateau[0].Offset).Where(p => p.Settled > 0 && p.Users >= users * 0.05 && p.Users <= users * 0.6)];
        var (before, start) = low.Length > 0 ? (low, low.Users()!.Value) : (plateau.Third(0), plateau.Third(0).Users()!.Value);
        if (before.MeanTime() is not { } fast || high.MeanTime() is not { } slow || before.Rate() <= 0)
        {
            return AuditOutcome.NotApplicable("response times are not known");
        }

        // Little: of the users, so many are within a request. Where that is not most of them, the target is not what holds the rate.
        var busy = high.Rate() * slow / 1e6 / users;
        var (more, faster, slower) = (users / start, high.Rate() / before.Rate(), slow / fast);
        var isFlat = faster < 1 + (0.25 * Math.Max(more - 1, 0.2));
        if (!isFlat || slower < Math.Max(2, 1 + ((more - 1) * 0.5)) || busy < 0.5)
        {
            return AuditOutcome.Clean;
        }

        var idle = high.Where(p => p.Generator is not null).ToArray() is { Length: > 0 } known ? known.Average(p => p.Generator!.Cpu) : (double?)null;
        var numbers = new List<AuditNumber>
        {
            new("users before", start), new("users at the end", users),
            new("rate before", before.Rate(), "/s"), new("rate at the end", high.Rate(), "/s"),
            new("mean time before", fast / 1_000, "ms"), new("mean time at the end", slow / 1_000, "ms"),
            new("users ÷ rate", users / high.Rate(), "s"),
        };
        if (idle is { } cpu)
        {
            numbers.Add(new("CPU of the generator", cpu * 100, "%"));
        }

        numbers.AddRange(Growth(points));
        return AuditOutcome.Found(this.Finding(
            AsFastAsPossible.Classes(input).Count > 0 ? NoteSeverity.Note : NoteSeverity.Warning,
            $"With {Figures.Number(start)} users the rate was {Figures.Rate(before.Rate())} requests per second at {Figures.Time(fast)}, at the end with {Figures.Number(users)} it was {Figures.Rate(high.Rate())} at {Figures.Time(slow)}: something is saturated{(idle < 0.5 ? ", not the generator's processor" : "")}, and the response time is little but {Figures.Number(users)} ÷ {Figures.Rate(high.Rate())} = {Figures.Number(users / high.Rate())} s in a queue.",
            "Measure below it, in steps, to find where the rate stops growing; a response time above it depends on the number of users only.",
            numbers));
    }
    // How it grew: the median so far where a history tells it, else the mean of that second.
    private static IEnumerable<AuditNumber> Growth(IReadOnlyList<AuditPoint> points)
    {
        foreach (var at in Times)
        {
            if (points.LastOrDefault(p => Math.Abs(p.End.TotalSeconds - at) < 1) is { } point && (point.MedianSoFar ?? point.Typical()) is { } time)
            {
                yield return new AuditNumber(string.Create(CultureInfo.InvariantCulture, $"{(point.MedianSoFar is null ? "response time" : "median")} at {at} s"), time / 1_000, "ms");
            }
        }
    }
}
