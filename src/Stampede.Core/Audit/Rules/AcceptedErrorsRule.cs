using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>
/// Answers of 400 and above that the test counts as success. That may be right (a look-up of something that nobody has), so that a few are a note; where
/// they are all that a request ever got, what it stands for was never done.
/// </summary>
internal sealed class AcceptedErrorsRule : IAuditRule
{
    private const int Few = 10;

    public string Id => "ERRMASK-ACCEPTED";

    public string Title => "Errors accepted as success";

    public string Needs => "statuses";

    public string Severities => "invalid: a request that got nothing else, or half of all successes; warning: a tenth of all successes, or 401, 403, 429 or 5xx among them; "
        + "note: fewer, and a GET of something by its id that got nothing but 404 or 410 and is less than half of the run";

    public AuditOutcome Judge(AuditInput input)
    {
        if (!input.Run.Knows(UnknownParts.Statuses))
        {
            return AuditOutcome.NotApplicable("which errors were accepted is not known");
        }

        var accepted = input.Run.Requests.Where(r => r.Value.Accepted > 0).OrderByDescending(r => r.Value.Accepted).ToArray();
        if (accepted.Length == 0)
        {
            return AuditOutcome.Clean;
        }

        var settled = RunSums.Settled(input.Run);
        var findings = new List<AuditFinding>();
        foreach (var (key, stats) in accepted.Where(r => r.Value.Settled >= Few && r.Value.Accepted == r.Value.Settled - r.Value.Failed).Take(20))
        {
            var lookedUp = IsLookUp(key, stats) && stats.Settled < 0.5 * settled;
            findings.Add(new AuditFinding
            {
                Rule = Id,
                Severity = lookedUp ? NoteSeverity.Note : NoteSeverity.Invalid,
                Subject = key.ToString(),
                Numbers =
                [
                    new("requests", stats.Settled), new("accepted errors", stats.Accepted), RunSums.Share("share of all requests", stats.Settled, settled),
                    .. Errors(stats), .. Size(stats),
                ],
                Meaning = $"No request got what it asked for: all {Figures.Count(stats.Accepted)} that count as success were answered with {Text(stats)}"
                    + (lookedUp ? ", which is right only where nothing was to be found." : ", so its success rate and its times are those of an error page."),
                Advice = "Look at one such answer, and ask for something that exists, or do not accept this status.",
            });
        }

        var wholly = findings.Select(f => f.Subject).ToHashSet();
        var rest = accepted.Where(r => !wholly.Contains(r.Key.ToString())).ToArray();
        if (rest.Length > 0)
        {
            findings.Add(Partly(input.Run, settled, rest));
        }

        return AuditOutcome.Found(findings);
    }

    private AuditFinding Partly(RunResult run, long settled, KeyValuePair<RequestKey, RequestStats>[] rest)
    {
        var (count, successes) = (rest.Sum(r => r.Value.Accepted), settled - RunSums.Failed(run));
        var grave = rest.Any(r => r.Value.Accepted > 0 && Least(r.Value, s => s is 401 or 403 or 429 or >= 500) > 0);
        return new AuditFinding
        {
            Rule = Id,
            Severity = count * 2 >= successes && settled >= Few ? NoteSeverity.Invalid : count * 10 >= successes || grave ? NoteSeverity.Warning : NoteSeverity.Note,
            Numbers = [new("accepted errors", count), new("successes", successes), RunSums.Share("share of the successes", count, successes)],
            Meaning = $"{Figures.Count(count)} of {Figures.Count(successes)} successes ({Figures.Percent(count, successes)}) are answers of 400 and above that the test accepts.",
            Advice = "Say the share of answers below 400 beside the success rate, and look at one accepted answer.",
            Examples = RunSums.Examples(rest.Select(r => r.Key)),
        };
    }

    // Of the answers with such a status, so many at least were accepted: the others are all that failed.
    private static long Least(RequestStats stats, Func<int, bool> which) => stats.Statuses.Where(s => which(s.Key)).Sum(s => s.Value) - stats.Failed;

    private static bool IsLookUp(RequestKey key, RequestStats stats) =>
        key.Method is "GET" or "HEAD"
        && (key.Name.Contains('{') || IdPattern.Replace(key.Name) != key.Name)
        && stats.Statuses.Where(s => s.Key >= 400 && s.Key is not (404 or 410)).Sum(s => s.Value) <= stats.Failed;

    private static IEnumerable<AuditNumber> Errors(RequestStats stats) => stats.Statuses.Where(s => s.Key >= 400).Select(s => new AuditNumber($"status {s.Key}", s.Value));

    private static string Text(RequestStats stats) => string.Join(" or ", stats.Statuses.Where(s => s.Key >= 400).Select(s => s.Key));

    private static IEnumerable<AuditNumber> Size(RequestStats stats) =>
        stats.BodyBytes > 0 && stats.Failed == 0 && stats.BodyBytes % stats.Settled == 0 ? [new("size of every answer", stats.BodyBytes / stats.Settled, "bytes")] : [];
}
