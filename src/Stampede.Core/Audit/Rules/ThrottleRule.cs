using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Answers that say "too many": 429, and 503 with Retry-After. What such a run measures is the limit that was set, not what the system can do.</summary>
internal sealed class ThrottleRule : IAuditRule
{
    public string Id => "THROTTLE";

    public string Title => "Rate limits";

    public string Needs => "statuses, or failures with their texts";

    public string Severities => "invalid: a tenth of all requests, or for a claim of capacity or a comparison any; warning: fewer";

    public AuditOutcome Judge(AuditInput input)
    {
        var run = input.Run;
        var (settled, statuses) = (RunSums.Settled(run), AnswerStatuses.Of(run));
        if (settled == 0 || (!statuses.AreCounted && run.Failures.Count == 0 && RunSums.Failed(run) > 0))
        {
            return AuditOutcome.NotApplicable(settled == 0 ? "there were no requests" : "neither statuses nor the reasons of failures are known");
        }

        var names = new IdNames(run.Requests.Keys);
        var retryLater = run.Failures.Where(f => f.Stats.Samples.Any(s => s.Status == 503 && s.Headers.Keys.Any(h => h.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)))).ToArray();
        var busy = retryLater.Sum(f => f.Stats.Count);
        var limited = statuses.Count(s => s == 429);
        if (limited + busy == 0)
        {
            return AuditOutcome.Clean;
        }

        var byName = statuses.ByName(names, s => s == 429).ToArray();
        var of = byName.ToDictionary(n => n.Request, n => run.Requests.Where(r => names.Of(r.Key) == n.Request).Sum(r => r.Value.Settled));
        return AuditOutcome.Found(new AuditFinding
        {
            Rule = Id,
            Severity = input.Use != AuditUse.Run || (limited + busy) * 10 >= settled ? NoteSeverity.Invalid : NoteSeverity.Warning,
            Numbers =
            [
                new("answers 429", limited), new("answers 503 with Retry-After", busy), new("requests", settled), RunSums.Share("share of all requests", limited + busy, settled),
                .. byName.Take(5).Select(n => new AuditNumber($"429, {n.Request}", n.Count)),
            ],
            Meaning = $"Rate limited: {Figures.Plural(limited + busy, "request was", "requests were")} turned away"
                + (byName.Length == 0 ? "" : $" ({string.Join(", ", byName.Take(5).Select(n => $"{Figures.Count(n.Count)} of {Figures.Count(of[n.Request])} {n.Request}"))})")
                + ", so the run measured the limit, and says nothing about capacity.",
            Advice = "Lift the limit for the test's users, make sure that they are logged in where that lifts it, or stay below it.",
        });
    }
}
