using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Failures with 401 or 403: the user was not logged in, or may not do what was to be measured.</summary>
internal sealed class RejectedRule : IAuditRule
{
    private const int Few = 10;

    public string Id => "AUTH";

    public string Title => "Rejected as not allowed";

    public string Needs => "statuses, or failures with their texts";

    public string Severities => "invalid: half of all requests of another tool's run, or for a claim of capacity or a comparison; warning: a hundredth of them, or all of one name; note: fewer";

    public AuditOutcome Judge(AuditInput input)
    {
        var run = input.Run;
        var (settled, statuses) = (RunSums.Settled(run), AnswerStatuses.Of(run));
        if (settled == 0 || (!statuses.AreCounted && run.Failures.Count == 0 && RunSums.Failed(run) > 0))
        {
            return AuditOutcome.NotApplicable(settled == 0 ? "there were no requests" : "neither statuses nor the reasons of failures are known");
        }

        // A test may want a 403; such an answer is no failure.
        var names = new IdNames(run.Requests.Keys);
        var rows = run.Requests.GroupBy(r => names.Of(r.Key)).ToDictionary(g => g.Key, g => (Settled: g.Sum(r => r.Value.Settled), Failed: g.Sum(r => r.Value.Failed)));
        var rejected = statuses.ByName(names, s => s is 401 or 403)
            .Select(n => (n.Request, Count: Math.Min(n.Count, rows.GetValueOrDefault(n.Request).Failed), rows.GetValueOrDefault(n.Request).Settled))
            .Where(n => n.Count > 0)
            .ToArray();
        var count = rejected.Sum(r => r.Count);
        if (count == 0)
        {
            return AuditOutcome.Clean;
        }

        var wholly = rejected.Where(r => r.Count >= r.Settled && r.Settled >= Few).ToArray();
        return AuditOutcome.Found(new AuditFinding
        {
            Rule = Id,
            Severity = count * 2 >= settled && count >= Few ? RunSums.Gravest(input) : wholly.Length > 0 || count * 100 >= settled ? NoteSeverity.Warning : NoteSeverity.Note,
            Subject = wholly.Length == 1 ? wholly[0].Request.ToString() : null,
            Numbers =
            [
                new("answers 401 or 403", count), new("requests", settled), RunSums.Share("share of all requests", count, settled),
                .. rejected.Take(5).Select(r => new AuditNumber($"rejected, {r.Request}", r.Count)),
            ],
            Meaning = wholly.Length > 0
                ? $"Every request of {string.Join(", ", wholly.Take(5).Select(w => $"{w.Request} ({Figures.Count(w.Settled)})"))} was rejected as not allowed: what was to be tested was never done, and its times are those of the rejection."
                : $"{Figures.Plural(count, "request was", "requests were")} rejected as not allowed ({Figures.Percent(count, settled)}): what they stand for was not done.",
            Advice = "Log the users in and require that it works (Require(200) in OnStart), and give them the right to do it.",
        });
    }
}
