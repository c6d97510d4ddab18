using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Failures that are faster than successes, and so many that percentiles of all requests are partly theirs: fast because rejected.</summary>
internal sealed class FastFailuresRule : IAuditRule
{
    private static readonly double[] Percentiles = [50, 95, 99];

    public string Id => "ERRLAT";

    public string Title => "Fast failures among the times";

    public string Needs => "failures, and times of successes and failures, together or apart";

    public string Severities => "invalid: percentiles of another tool that are mostly those of faster failures; warning: failures that make one of them over 5 % smaller; "
        + "note: failures above 0.1 % among the percentiles, without proof that they matter";

    public AuditOutcome Judge(AuditInput input)
    {
        var run = input.Run;
        var (settled, failed) = (RunSums.Settled(run), RunSums.Failed(run));
        if (failed == 0 || failed >= settled)
        {
            return AuditOutcome.NotApplicable(failed == 0 ? "no request failed" : "no request succeeded");
        }

        var total = run.Total();
        return total.Reported is not null ? OfTold(run, total, settled, failed)
            : total.ResponseTime.Count > 0 && total.FailedResponseTime.Count > 0 ? OfOwn(total, settled, failed)
            : AuditOutcome.NotApplicable("times of failures are not known");
    }

    private AuditOutcome OfOwn(RequestStats total, long settled, long failed)
    {
        var both = total.ResponseTime.Copy();
        both.Add(total.FailedResponseTime);
        var moved = Percentiles.Where(p => both.Percentile(p) < 0.95 * total.ResponseTime.Percentile(p)).ToArray();
        if (moved.Length == 0 || total.FailedResponseTime.Percentile(50) >= total.ResponseTime.Percentile(50))
        {
            return AuditOutcome.Clean;
        }

        var (all, successes) = (both.Percentile(moved[0]), total.ResponseTime.Percentile(moved[0]));
        return AuditOutcome.Found(Finding(
            NoteSeverity.Warning,
            [
                new("failed", failed), new("requests", settled), new("median of the failures", total.FailedResponseTime.Percentile(50) / 1e3, "ms"),
                .. Percentiles.SelectMany(p => new AuditNumber[] { new($"{Name(p)} of all", both.Percentile(p) / 1e3, "ms"), new($"{Name(p)} of the successes", total.ResponseTime.Percentile(p) / 1e3, "ms") }),
            ],
            $"Failures are faster than successes: the {Name(moved[0])} of all requests is {Figures.Time(all)}, of the successes it is {Figures.Time(successes)}."));
    }

    private AuditOutcome OfTold(RunResult run, RequestStats total, long settled, long failed)
    {
        if (total.Reported is not { IncludesFailures: true } told)
        {
            return AuditOutcome.NotApplicable("the file's times are those of successes");
        }

        var rows = run.Requests.Values.ToArray();
        List<AuditNumber> numbers = [new("failed", failed), new("requests", settled), RunSums.Share("failure rate", failed, settled)];
        RequestStats[] withoutFailures = [.. rows.Where(r => r is { Settled: > 0, Failed: 0 })];
        var isMostly = withoutFailures.Sum(r => r.Settled) * 2 >= settled - failed;
        string? moved = null;
        foreach (var percentile in Percentiles)
        {
            if (moved is not null)
            {
                break; // one proof is enough
            }

            double? of = percentile == 50 && told.Median is { } median ? median : told.Percentiles.TryGetValue(percentile, out var value) ? value : null;
            if (of is not { } all || TimeBounds.OfSuccesses(rows, percentile) is not { } successes)
            {
                continue;
            }

            numbers.Add(new($"{Name(percentile)} of all", all / 1e3, "ms"));
            numbers.Add(new($"{Name(percentile)} of the successes, at least", successes.Low / 1e3, "ms"));
            numbers.Add(new($"{Name(percentile)} of the successes, at most", successes.High / 1e3, "ms"));
            var clean = withoutFailures.Length == 0 ? null : TimeBounds.OfSuccesses(withoutFailures, percentile);
            if (clean is { } of0)
            {
                numbers.Add(new($"{Name(percentile)} of rows without failures, at least", of0.Low / 1e3, "ms"));
                numbers.Add(new($"{Name(percentile)} of rows without failures, at most", of0.High / 1e3, "ms"));
            }

            moved = all < 0.95 * successes.Low ? $"the {Name(percentile)} of all requests is {Figures.Time(all)}, of the successes it is {Between(successes)}"
                : clean is { } rest && all < 0.95 * rest.Low && isMostly ? $"the {Name(percentile)} of all requests is {Figures.Time(all)}, of the rows without failures it is {Between(rest)}"
                : null;
        }

        var (wholly, without) = (Mean(rows.Where(r => r.Settled > 0 && r.Failed >= r.Settled)), Mean(withoutFailures));
        if (wholly is { } failures && without is { } successful)
        {
            numbers.Add(new("mean of rows that failed wholly", failures / 1e3, "ms"));
            numbers.Add(new("mean of rows without failures", successful / 1e3, "ms"));
            moved ??= failed * 10 >= settled && failures < 0.8 * successful ? $"rows that failed wholly took {Figures.Time(failures)} on average, rows without failures {Figures.Time(successful)}" : null;
        }

        return moved is not null
            ? AuditOutcome.Found(Finding(failed * 2 >= settled ? NoteSeverity.Invalid : NoteSeverity.Warning, numbers, $"Fast because rejected: {moved}."))
            : failed * 1_000 <= settled ? AuditOutcome.Clean
            : AuditOutcome.Found(Finding(NoteSeverity.Note, numbers, $"The file's percentiles are of all requests, the {Figures.Percent(failed, settled)} that failed among them."));
    }

    private AuditFinding Finding(NoteSeverity severity, IReadOnlyList<AuditNumber> numbers, string meaning) => new()
    {
        Rule = Id,
        Severity = severity,
        Numbers = numbers,
        Meaning = meaning,
        Advice = "Quote times of successes only, with the failure rate beside them.",
    };

    private static double? Mean(IEnumerable<RequestStats> rows)
    {
        var known = rows.Where(r => r.Reported?.Mean is not null).ToArray();
        return known.Length == 0 ? null : known.Sum(r => r.Reported!.Mean!.Value * r.Reported.Count) / known.Sum(r => r.Reported!.Count);
    }

    private static string Between((double Low, double High) bounds) =>
        bounds.Low == bounds.High ? Figures.Time(bounds.Low) : $"between {Figures.Milliseconds(bounds.Low)} and {Figures.Time(bounds.High)}";

    private static string Name(double percentile) => percentile == 50 ? "median" : $"{percentile:0}th percentile";
}
