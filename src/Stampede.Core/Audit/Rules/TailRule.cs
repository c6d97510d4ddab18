using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Percentiles of too few requests: below 299 the true 99th percentile may be anything above the largest that was seen.</summary>
internal sealed class TailRule : IAuditRule
{
    private const double Enough = 10;

    public string Id => "TAILN";

    public string Title => "Too few samples for a percentile";

    public string Needs => "thresholds on percentiles, or percentiles in the file";

    public string Severities => "warning: a threshold that failed on too few samples, or a percentile of all that a file tells of too few; "
        + "note: a threshold that held on too few, one with under ten samples beyond it, or rows of a file with too few";

    public AuditOutcome Judge(AuditInput input)
    {
        var run = input.Run;
        AuditFinding[] findings = [.. run.Thresholds.SelectMany(t => OfThreshold(run, t)), .. Told(run)];
        return findings.Length > 0 ? AuditOutcome.Found(findings)
            : run.Thresholds.Any(t => ThresholdText.Percentile(t.Expression) is not null) || run.Requests.Values.Any(r => r.Reported is { Percentiles.Count: > 0 }) ? AuditOutcome.Clean
            : AuditOutcome.NotApplicable("no threshold and no file has percentiles");
    }

    private IEnumerable<AuditFinding> OfThreshold(RunResult run, ThresholdResult threshold)
    {
        if (ThresholdText.Percentile(threshold.Expression) is not (> 50 and < 100 and var percentile)
            || ThresholdText.Subject(threshold.Expression, run) is not { } subject
            || subject.Sum(s => s.ResponseTime.Count) is not (> 0 and var count))
        {
            yield break;
        }

        var (fewest, beyond) = (PercentileInterval.FewestValues(percentile, bothEnds: false), count * (1 - (percentile / 100)));
        if (count < fewest || beyond < Enough)
        {
            yield return new AuditFinding
            {
                Rule = Id,
                Severity = count < fewest && threshold.Outcome == ThresholdOutcome.Failed ? NoteSeverity.Warning : NoteSeverity.Note,
                Subject = threshold.Expression,
                Numbers = [new("samples", count), new("samples needed for an upper bound", fewest), new("samples beyond it", beyond), new("percentile", percentile)],
                Meaning = count < fewest
                    ? $"The {Figures.Number(percentile)}th percentile is of {Figures.Plural(count, "sample")}; below {Figures.Count(fewest)} it has no upper bound, and one slow request decides."
                    : $"The {Figures.Number(percentile)}th percentile of {Figures.Count(count)} samples rests on the {Figures.Count((long)Math.Round(beyond))} slowest of them.",
                Advice = $"Run for longer, until there are {Figures.Count((long)Math.Ceiling(Enough / (1 - (percentile / 100))))} samples, or take a lower percentile.",
            };
        }
    }

    private IEnumerable<AuditFinding> Told(RunResult run)
    {
        if (run.Imported is null || run.Requests.Count == 0)
        {
            yield break;
        }

        static bool IsTooFew(RequestStats stats) => stats.Reported is { Count: > 0 } told
            && told.Percentiles.Keys.Any(p => p is > 50 and < 100 and not > 99 && told.Count < PercentileInterval.FewestValues(p, bothEnds: false));
        var rows = run.Requests.Where(r => IsTooFew(r.Value)).OrderByDescending(r => r.Value.Settled).ToArray();
        var total = run.Total();
        if (rows.Length == 0 && !IsTooFew(total))
        {
            yield break;
        }

        var isTotal = IsTooFew(total);
        yield return new AuditFinding
        {
            Rule = Id,
            Severity = isTotal ? NoteSeverity.Warning : NoteSeverity.Note,
            Numbers = [new("rows with too few", rows.Length), new("rows", run.Requests.Count), new("requests in all", total.Settled), new("samples needed for the 99th percentile", PercentileInterval.FewestValues(99, bothEnds: false))],
            Meaning = isTotal
                ? $"The file tells percentiles of {Figures.Plural(total.Settled, "request")}; the 99th has no upper bound below 299."
                : $"{Figures.Count(rows.Length)} of {Figures.Plural(run.Requests.Count, "row")} have percentiles of too few requests to bound them.",
            Advice = "Quote the number of samples with each percentile, and none of the 99th below 299.",
            Examples = RunSums.Examples(rows.Select(r => r.Key)),
        };
    }
}
