using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Redirects that count as success. Where they lead is not recorded; often it is the login page.</summary>
internal sealed class RedirectRule : IAuditRule
{
    private const int Few = 10;

    public string Id => "ERRMASK-REDIRECT";

    public string Title => "Redirects as success";

    public string Needs => "statuses";

    public string Severities => "warning: a GET of which a tenth was redirected; note: another method, which may rightly answer so";

    public AuditOutcome Judge(AuditInput input)
    {
        if (!input.Run.Knows(UnknownParts.Statuses))
        {
            return AuditOutcome.NotApplicable("statuses are not known");
        }

        var redirected = input.Run.Requests
            .Select(r => (r.Key, r.Value.Settled, Count: r.Value.Statuses.Where(s => s.Key is 302 or 303 or 307).Sum(s => s.Value)))
            .Where(r => r.Count >= Few && r.Count * 10 >= r.Settled)
            .OrderByDescending(r => r.Count)
            .ToArray();
        var reads = redirected.Where(r => r.Key.Method is "GET" or "HEAD").ToArray();
        var writes = redirected.Except(reads).ToArray();
        return AuditOutcome.Found([.. Finding(NoteSeverity.Warning, reads), .. Finding(NoteSeverity.Note, writes)]);
    }

    private IEnumerable<AuditFinding> Finding(NoteSeverity severity, (RequestKey Key, long Settled, long Count)[] rows)
    {
        var (count, settled) = (rows.Sum(r => r.Count), rows.Sum(r => r.Settled));
        if (count > 0)
        {
            yield return new AuditFinding
            {
                Rule = Id,
                Severity = severity,
                Numbers = [new("redirects", count), new("requests", settled), RunSums.Share("share", count, settled)],
                Meaning = $"{Figures.Percent(count, settled)} of these requests were redirected, to where is not recorded: if it is the login page, nobody was logged in and the page itself was never made.",
                Advice = "Follow redirects, or expect 200, and check something that only the right page has.",
                Examples = RunSums.Examples(rows.Select(r => r.Key)),
            };
        }
    }
}
