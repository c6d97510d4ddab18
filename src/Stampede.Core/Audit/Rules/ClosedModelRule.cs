using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Labels a closed load with what it cannot show, and finds one that slowed itself down.</summary>
internal sealed class ClosedModelRule : IAuditRule
{
    public string Id => "CLOSED";

    public string Title => "The closed model";

    public string Needs => "users; for a run that slowed itself down 15 s of even load";

    public string Severities => "note: the label; warning: throughput fell by over 10 % (over 5 % for capacity and comparison) while response times rose";

    public AuditOutcome Judge(AuditInput input)
    {
        if (input.Run.Arrivals.Count > 0)
        {
            return AuditOutcome.NotApplicable("the run is of the open model, in whole or in part");
        }

        var users = input.Timeline.Points.Max(p => p.Users) ?? 0;
        if (users == 0)
        {
            return AuditOutcome.NotApplicable("users are not known");
        }

        return AuditOutcome.Found(Slowed(input) ?? this.Finding(
            NoteSeverity.Note,
            $"The load is closed: {Figures.Plural(users, "user")} that {(users == 1 ? "waits" : "wait")} for an answer before going on, so a slow target gets fewer requests, and the rate is a result, not an offered load.",
            "For what arrives at a given rate whatever the target does use Load.Arrivals.",
            new("users", users),
            new("requests per second", input.Timeline.Steady.Rate(), "/s")));
    }

    private AuditFinding? Slowed(AuditInput input)
    {
        var even = input.Timeline.Plateau;
        if (even.Count < 15 || even.Seconds() < 15)
        {
            return null;
        }

        var (first, last) = (even.Third(0), even.Third(2));
        if (first.MeanTime() is not { } before || last.MeanTime() is not { } after)
        {
            return null;
        }

        // Counts vary by their root; what is within that is no fall.
        var noise = 3 * Math.Sqrt(Math.Max(first.Settled(), 1)) / first.Seconds();
        var fell = first.Rate() - last.Rate();
        return fell <= Math.Max(noise, first.Rate() * (input.Use == AuditUse.Run ? 0.1 : 0.05)) || after <= before * 1.05 ? null : this.Finding(
            NoteSeverity.Warning,
            $"With the same number of users the rate fell from {Figures.Rate(first.Rate())} to {Figures.Rate(last.Rate())} requests per second while the mean response time rose from {Figures.Time(before)} to {Figures.Time(after)}: the closed load slowed itself down as the target did, so the figures flatter it.",
            string.Create(CultureInfo.InvariantCulture, $"Repeat it with arrivals at {Figures.Rate(first.Rate())} per second to see what requests would have waited."),
            new("rate in the first third", first.Rate(), "/s"),
            new("rate in the last third", last.Rate(), "/s"),
            new("mean time in the first third", before / 1_000, "ms"),
            new("mean time in the last third", after / 1_000, "ms"));
    }
}
