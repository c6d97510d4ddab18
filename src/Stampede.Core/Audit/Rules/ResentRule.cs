using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Requests that were sent more than once.</summary>
internal sealed class ResentRule : IAuditRule
{
    public string Id => "RETRY";

    public string Title => "Requests sent again";

    public string Needs => "requests sent again";

    public string Severities => "warning: over 0.1 % of the requests, five at least; note: any";

    public AuditOutcome Judge(AuditInput input)
    {
        if (!input.Run.Knows(UnknownParts.Connections))
        {
            return AuditOutcome.NotApplicable("requests sent again are not known");
        }

        var total = input.Run.Total();
        return total.Resent == 0 ? AuditOutcome.Clean : AuditOutcome.Found(this.Finding(
            total.Resent >= 5 && total.Resent > total.Settled * 0.001 ? NoteSeverity.Warning : NoteSeverity.Note,
            $"{Figures.Plural(total.Resent, "request")} of {Figures.Count(total.Settled)} went out a second time on a fresh connection, because the kept one had ended: the target got more than is counted.",
            "Look at the target's keep-alive timeout: it should be longer than the users' waits.",
            new("sent again", total.Resent),
            new("requests", total.Settled)));
    }
}
