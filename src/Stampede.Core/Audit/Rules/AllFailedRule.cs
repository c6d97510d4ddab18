using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>A run in which nothing ever worked shows no load at which it would.</summary>
internal sealed class AllFailedRule : IAuditRule
{
    public string Id => "ALL-FAILED";

    public string Title => "Failing from the first second";

    public string Needs => "requests";

    public string Severities => "invalid: every request of another tool's run (or of a run of which a capacity is claimed) failed, 20 at least; warning: every request of a run of our own, whose verdict says so";

    public AuditOutcome Judge(AuditInput input)
    {
        var run = input.Run;
        var (settled, failed) = (run.Requests.Values.Sum(r => r.Settled), run.Requests.Values.Sum(r => r.Failed));
        if (settled < 20)
        {
            return AuditOutcome.NotApplicable("there are fewer than 20 requests");
        }

        if (failed < settled)
        {
            return AuditOutcome.Clean;
        }

        var numbers = new List<AuditNumber> { new("requests", settled), new("failed", failed) };
        var first = input.Timeline.Points.FirstOrDefault(p => p.Settled > 0);
        var begin = "";
        if (first is not null)
        {
            numbers.Add(new("requests in the first second", first.Settled));
            numbers.Add(new("failed in the first second", first.Failed));
            begin = $", already in the first second with {(first.Users is { } users ? $"at most {Figures.Plural(users, "user")} and " : "")}{Figures.Count(first.Failed)} of {Figures.Plural(first.Settled, "request")}";
            if (first.Users is { } few)
            {
                numbers.Add(new("users in the first second", few));
            }
        }

        var reasons = run.Failures.OrderByDescending(f => f.Stats.Count).Take(5).ToArray();
        numbers.AddRange(reasons.Select(f => new AuditNumber(f.Key.Text.Length > 60 ? f.Key.Text[..60] : f.Key.Text, f.Stats.Count)).DistinctBy(n => n.Name));
        return AuditOutcome.Found(this.Finding(
            run.Imported is not null || input.Use == AuditUse.Capacity ? NoteSeverity.Invalid : NoteSeverity.Warning,
            $"All {Figures.Count(settled)} requests failed{begin}: at no load did anything work, so the run does not show where it would stop working, and its times are those of errors.",
            "Make one user work first (--run-once), then raise the load from there in steps.",
            numbers).With(reasons.Select(f => $"{Figures.Count(f.Stats.Count)} × {f.Key.Request}: {f.Key.Text}")));
    }
}
