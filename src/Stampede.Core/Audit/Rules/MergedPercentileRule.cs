using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>A percentile of several rows together that cannot be computed again, or that those of the rows rule out: percentiles cannot be averaged.</summary>
internal sealed class MergedPercentileRule : IAuditRule
{
    public string Id => "AVGPCT";

    public string Title => "Percentiles of merged rows";

    public string Needs => "percentiles of all requests and of each row, as a file tells them";

    public string Severities => "invalid: a percentile of all that those of the rows rule out; note: one that cannot be computed again, as the file has no distribution";

    public AuditOutcome Judge(AuditInput input)
    {
        var run = input.Run;
        var rows = run.Requests.Values.Where(r => r.Settled > 0).ToArray();
        if (run.Imported?.Total?.Reported is not { Percentiles.Count: > 0 } total || rows.Length < 2)
        {
            return AuditOutcome.NotApplicable("no percentiles of several rows together are told; our own come from merged distributions");
        }

        foreach (var (percentile, told) in total.Percentiles.Where(p => p.Key < 100).OrderBy(p => p.Key))
        {
            if (TimeBounds.OfAll(rows, percentile) is { } bounds && (told < bounds.Low - Slack(bounds.Low) || told > bounds.High + Slack(bounds.High)))
            {
                var average = rows.Sum(r => (r.Reported!.Percentiles.GetValueOrDefault(percentile)) * r.Settled) / rows.Sum(r => r.Settled);
                return AuditOutcome.Found(new AuditFinding
                {
                    Rule = Id,
                    Severity = NoteSeverity.Invalid,
                    Numbers =
                    [
                        new("percentile", percentile), new("told", told / 1e3, "ms"), new("at least", bounds.Low / 1e3, "ms"), new("at most", bounds.High / 1e3, "ms"), new("average of the rows", average / 1e3, "ms"),
                    ],
                    Meaning = $"p{percentile.ToString(CultureInfo.InvariantCulture)} of all is told as {Figures.Time(told)}, but by the rows it is between {Figures.Milliseconds(bounds.Low)} and {Figures.Time(bounds.High)}"
                        + (Math.Abs(average - told) < 0.01 * told ? ": it is the average of the rows' percentiles, which is no percentile." : ": it is not of these rows."),
                    Advice = "Discard it: percentiles of several requests come from their distributions only.",
                });
            }
        }

        return AuditOutcome.Found(new AuditFinding
        {
            Rule = Id,
            Severity = NoteSeverity.Note,
            Numbers = [new("rows", rows.Length), new("percentiles of all", total.Percentiles.Count)],
            Meaning = "Percentiles of all requests cannot be computed again, as the file has no distribution; those of the rows do not contradict them.",
            Advice = "Do not average percentiles of rows or of runs; where they are to be added, keep distributions.",
        });
    }

    // A percentile may be taken one rank higher or lower, and is rounded.
    private static double Slack(double time) => Math.Max(1_000, 2 * TwoDigits.Half(time)) + (0.05 * time);
}
