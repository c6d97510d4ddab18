using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Sums over names against the total that the file itself states.</summary>
internal sealed class SumsRule : IAuditRule
{
    public string Id => "COUNT-SUM";

    public string Title => "Sums against totals";

    public string Needs => "a total in the file";

    public string Severities => "invalid: counts that differ at all; warning: a mean or a maximum of all that is not that of the rows";

    public AuditOutcome Judge(AuditInput input)
    {
        if (input.Run.Imported?.Total is not { } total)
        {
            return AuditOutcome.NotApplicable("the file states no total");
        }

        return AuditOutcome.Found([.. Counts(input.Run, total), .. Times(input.Run, total)]);
    }

    private IEnumerable<AuditFinding> Counts(RunResult run, RequestStats total)
    {
        var (settled, failed) = (RunSums.Settled(run), RunSums.Failed(run));
        if (settled != total.Settled || failed != total.Failed)
        {
            yield return new AuditFinding
            {
                Rule = Id,
                Severity = NoteSeverity.Invalid,
                Numbers = [new("requests, summed", settled), new("requests, stated", total.Settled), new("failures, summed", failed), new("failures, stated", total.Failed)],
                Meaning = $"The rows add up to {Figures.Count(settled)} requests and {Figures.Count(failed)} failures, but the total beside them says {Figures.Count(total.Settled)} and {Figures.Count(total.Failed)}: rows are missing, or stand twice.",
                Advice = "Write the files anew from the run, and do not edit them.",
            };
        }
    }

    // A file may round each of its figures to whole milliseconds, and some count requests without a time.
    private IEnumerable<AuditFinding> Times(RunResult run, RequestStats total)
    {
        var rows = run.Requests.Values.Where(r => r.Settled > 0).Select(r => r.Reported).ToArray();
        if (total.Reported is not { Count: > 0 } stated || rows.Length == 0 || rows.Any(r => r is not { Mean: not null, Maximum: not null }))
        {
            yield break;
        }

        var mean = rows.Sum(r => r!.Mean!.Value * r.Count) / rows.Sum(r => r!.Count);
        var maximum = rows.Max(r => r!.Maximum!.Value);
        if (Differ(mean, stated.Mean) || Differ(maximum, stated.Maximum))
        {
            yield return new AuditFinding
            {
                Rule = Id,
                Severity = NoteSeverity.Warning,
                Numbers =
                [
                    new("mean of the rows", mean / 1_000, "ms"), new("mean, stated", (stated.Mean ?? mean) / 1_000, "ms"),
                    new("maximum of the rows", maximum / 1_000, "ms"), new("maximum, stated", (stated.Maximum ?? maximum) / 1_000, "ms"),
                ],
                Meaning = "The times that stand beside the total are not those of its rows: one of the two was not computed from this run.",
                Advice = "Write the files anew from the run, and do not edit them.",
            };
        }

        static bool Differ(double computed, double? stated) => stated is { } value && Math.Abs(computed - value) > (0.02 * computed) + 1_000;
    }
}
