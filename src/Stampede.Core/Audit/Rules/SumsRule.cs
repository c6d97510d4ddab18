using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Sums over names against the total that the file itself states, and status classes against requests.</summary>
internal sealed class SumsRule : IAuditRule
{
    public string Id => "COUNT-SUM";

    public string Title => "Sums against totals";

    public string Needs => "a total in the file, or statuses";

    public string Severities => "invalid: counts that differ at all";

    public AuditOutcome Judge(AuditInput input)
    {
        if (input.Run.Imported?.Total is not { } total)
        {
            return AuditOutcome.NotApplicable("the file states no total");
        }

        var (settled, failed) = (input.Run.Requests.Values.Sum(r => r.Settled), input.Run.Requests.Values.Sum(r => r.Failed));
        return settled == total.Settled && failed == total.Failed ? AuditOutcome.Clean : AuditOutcome.Found(new AuditFinding
        {
            Rule = Id,
            Severity = NoteSeverity.Invalid,
            Numbers = [new("requests, summed", settled), new("requests, stated", total.Settled), new("failures, summed", failed), new("failures, stated", total.Failed)],
            Meaning = "The rows do not add up to the total that stands beside them: rows are missing, or stand twice.",
            Advice = "Write the files anew from the run, and do not edit them.",
        });
    }
}
