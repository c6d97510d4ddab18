using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Requests that the end of the run cut off.</summary>
internal sealed class UnfinishedRule : IAuditRule
{
    public string Id => "COOL";

    public string Title => "Unfinished requests";

    public string Needs => "requests under way at the end";

    public string Severities => "warning: over 1 % of the requests, the longest of them over twice the 99th percentile (or no answer at all); note: any";

    public AuditOutcome Judge(AuditInput input)
    {
        if (input.Run.Imported is not null)
        {
            return AuditOutcome.NotApplicable("what was under way at the end is not known");
        }

        if (input.Run.Unfinished is not { } unfinished)
        {
            return AuditOutcome.Clean;
        }

        var total = input.Run.Total();
        var p99 = total.ResponseTime.Percentile(99);
        var isHanging = unfinished.Longest > 2 * p99 && unfinished.Count > total.Settled * 0.01;
        return AuditOutcome.Found(this.Finding(
            isHanging ? NoteSeverity.Warning : NoteSeverity.Note,
            $"{Figures.Plural(unfinished.Count, "request was", "requests were")} under way at the end, the longest for {Figures.Time(unfinished.Longest)}, and in no other figure: {(isHanging ? "they would have been among the slowest" : "too few, or too short, to change a percentile")}.",
            isHanging ? "Give the run a stop timeout in which they can finish (--stop-timeout)." : "Nothing need be done; a stop timeout lets them finish.",
            new("unfinished", unfinished.Count),
            new("longest", unfinished.Longest / 1_000.0, "ms"),
            new("response time p99", p99 / 1_000.0, "ms")));
    }
}
