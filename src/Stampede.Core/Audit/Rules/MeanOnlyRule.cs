using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Results with a mean, but without what a mean hides.</summary>
internal sealed class MeanOnlyRule : IAuditRule
{
    public string Id => "MEANONLY";

    public string Title => "Mean without percentiles";

    public string Needs => "response times";

    public string Severities => "invalid: nothing but a mean, for a claim of capacity or a comparison; warning: nothing but a mean, or no percentile above the median";

    public AuditOutcome Judge(AuditInput input)
    {
        var run = input.Run;
        var rows = run.Requests.Values.Where(r => r.Settled > 0).Append(run.Imported?.Total ?? new RequestStats()).ToArray();
        if (rows.All(r => r.ResponseTime.Count + r.FailedResponseTime.Count == 0 && r.Reported is not { Count: > 0 }))
        {
            return AuditOutcome.NotApplicable("no response times are known");
        }

        var told = rows.Where(r => r.Reported is { Count: > 0 }).Select(r => r.Reported!).ToArray();
        if (told.Length == 0 || told.Any(t => t.Percentiles.Keys.Any(p => p is > 50 and < 100)) || told.All(t => t.Mean is null && t.Median is null))
        {
            return AuditOutcome.Clean;
        }

        var isMeanOnly = told.All(t => t.Median is null && t.Percentiles.Count == 0 && t.Maximum is null);
        return AuditOutcome.Found(new AuditFinding
        {
            Rule = Id,
            Severity = isMeanOnly && input.Use != AuditUse.Run ? NoteSeverity.Invalid : NoteSeverity.Warning,
            Numbers =
            [
                new("rows with a mean", told.Count(t => t.Mean is not null)), new("rows with a median", told.Count(t => t.Median is not null || t.Percentiles.ContainsKey(50))),
                new("rows with a 95th or 99th percentile", 0), new("rows with a maximum", told.Count(t => t.Maximum is not null)),
            ],
            Meaning = isMeanOnly
                ? "Of response times only the mean is told: how long the slow ones took is not known."
                : "No percentile above the median is told: a goal on p95 or p99 can be neither held nor missed, and a 0 in its place is no measurement.",
            Advice = "Keep the distribution, or at least p95, p99, the maximum and the number of samples.",
        });
    }
}
