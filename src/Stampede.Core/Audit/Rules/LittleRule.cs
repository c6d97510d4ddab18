using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Little's law: users are as many as throughput × (response time + wait).</summary>
internal sealed class LittleRule : IAuditRule
{
    public string Id => "LITTLE";

    public string Title => "Little's law";

    public string Needs => "users of the closed model, their waits, and 10 s of even load with response times";

    public string Severities =>
        "warning: over 5 % apart; invalid: over 15 %, or more users at work than there were by so much; note: users of a run of our own that spend time elsewhere, or send batches";

    public AuditOutcome Judge(AuditInput input)
    {
        var points = input.Timeline.Plateau;
        if (input.Run.Arrivals.Count > 0 || points.Users() is not > 0 and var _ || points.Seconds() < 10)
        {
            return AuditOutcome.NotApplicable(input.Run.Arrivals.Count > 0 ? "the run has arrivals" : "users are not known over 10 s of even load");
        }

        if (Waits.Mean(input) is not { } wait)
        {
            return AuditOutcome.NotApplicable("the users' mean wait is not known");
        }

        if (points.MeanTime() is not { } response)
        {
            return AuditOutcome.NotApplicable("response times are not known");
        }

        var isOwn = input.Run.Imported is null;
        var (users, seconds, rate) = (points.Users()!.Value, points.Seconds(), points.Rate());
        var iterations = isOwn ? points.Sum(p => p.Iterations) / seconds : rate;
        var cycle = iterations > 0 ? ((rate * response / 1e6) + (iterations * wait)) / iterations : 0;
        if (iterations <= 0 || seconds < 5 * cycle)
        {
            return AuditOutcome.NotApplicable("the even load is shorter than five iterations");
        }

        // What was under way at its ends, and how few iterations there were, blurs the product.
        var blur = (cycle / seconds) + (2 / Math.Sqrt(iterations * seconds));
        var product = iterations * cycle;
        var apart = (product - users) / users;
        if (Math.Abs(apart) <= 0.05 + blur)
        {
            return AuditOutcome.Clean;
        }

        var (severity, meaning) = Explain(input, apart, blur);
        return AuditOutcome.Found(this.Finding(
            severity,
            $"{Figures.Number(users)} users ran, but {Figures.Rate(rate)} requests per second of {Figures.Time(response)} and a wait of {Figures.Number(wait)} s account for {Figures.Number(product)} ({apart * 100:+0;-0} %): {meaning}.",
            "Check users, waits and times against each other before any of them is used.",
            new("users", users),
            new("users accounted for", product),
            new("requests per second", rate, "/s"),
            new("mean time", response / 1_000, "ms"),
            new("mean wait", wait, "s")));
    }

    private static (NoteSeverity Severity, string Meaning) Explain(AuditInput input, double apart, double blur)
    {
        var strong = Math.Abs(apart) > 0.15 + blur;
        if (input.Run.Imported is not null)
        {
            return (strong ? NoteSeverity.Invalid : NoteSeverity.Warning, apart > 0 ? "the plan is not what ran, or requests were counted twice" : "users were lost, or the load was never steady");
        }

        if (apart < 0)
        {
            return (NoteSeverity.Note, "the rest of their time the users spent in pauses inside tasks or in code that is not measured");
        }

        // A user that sends batches has several requests at once.
        var connections = input.Run.Total().ConnectionsOpened;
        return connections > input.Run.Classes.Sum(c => (long)c.Running + c.Lost)
            ? (NoteSeverity.Note, "users had several requests under way at once")
            : (strong ? NoteSeverity.Invalid : NoteSeverity.Warning, "more time was counted than the users had");
    }
}
