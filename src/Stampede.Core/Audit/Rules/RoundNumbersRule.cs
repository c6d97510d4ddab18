using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Rows whose numbers are all round, or the same: written by hand or by a program that measures nothing.</summary>
internal sealed class RoundNumbersRule : IAuditRule
{
    private const double Round = 10_000; // microseconds
    private const int Few = 10;

    public string Id => "CONST-ROUND";

    public string Title => "Numbers that are not measured";

    public string Needs => "figures as a file tells them";

    public string Severities => "invalid: two rows or more of round numbers only, or two of the same figures to the last digit; warning: one such row, or one size of a round number of bytes for all of three names";

    public AuditOutcome Judge(AuditInput input)
    {
        var rows = input.Run.Requests.Where(r => r.Value is { Settled: >= Few, Reported: not null }).ToArray();
        return rows.Length == 0 ? AuditOutcome.NotApplicable("no figures of a file with ten requests are known")
            : AuditOutcome.Found([.. AllRound(input.Run, rows), .. Same(rows), .. OneSize(input.Run, rows)]);
    }

    private IEnumerable<AuditFinding> AllRound(RunResult run, KeyValuePair<RequestKey, RequestStats>[] rows)
    {
        var round = rows.Where(r => IsRound(r.Value)).ToArray();
        if (round.Length < rows.Length)
        {
            yield break;
        }

        var sizes = run.Knows(UnknownParts.Bodies) ? rows.Select(r => r.Value.BodyBytes / (double)r.Value.Settled).Distinct().ToArray() : [];
        yield return Finding(
            rows.Length > 1 ? NoteSeverity.Invalid : NoteSeverity.Warning,
            [new("rows", rows.Length), new("times that are multiples of 10 ms", rows.Sum(r => Times(r.Value).Count())), .. sizes is [var size] ? [new AuditNumber("size of every answer", size, "bytes")] : Array.Empty<AuditNumber>()],
            $"Every mean, minimum and maximum of {(rows.Length == 1 ? "the row" : $"all {rows.Length} rows")} is a multiple of 10 ms, and every count one of 10{(sizes is [var one] ? $", and every answer has {one:0.#} bytes" : "")}: such numbers are made up, not measured.",
            rows);
    }

    private IEnumerable<AuditFinding> Same(KeyValuePair<RequestKey, RequestStats>[] rows)
    {
        // Of few requests of a fast service whole milliseconds are often the same; a mean with a fraction is not.
        var same = rows.Where(r => r.Value.Reported is { Mean: { } mean, Maximum: not null } && mean % 1_000 != 0)
            .GroupBy(r => (r.Value.Settled, r.Value.Failed, r.Value.Reported!.Mean, r.Value.Reported.Minimum, r.Value.Reported.Maximum, r.Value.Reported.Median))
            .Where(g => g.Count() > 1)
            .OrderByDescending(g => g.Count())
            .ToArray();
        if (same is [var group, ..])
        {
            yield return Finding(
                NoteSeverity.Invalid,
                [new("rows", group.Count()), new("requests of each", group.Key.Settled), new("mean of each", group.Key.Mean!.Value / 1e3, "ms")],
                $"{group.Count()} rows have the same figures to the last digit ({Figures.Count(group.Key.Settled)} requests, mean {Figures.Time(group.Key.Mean.Value)}): one was copied from the other.",
                group);
        }
    }

    private IEnumerable<AuditFinding> OneSize(RunResult run, KeyValuePair<RequestKey, RequestStats>[] rows)
    {
        var names = new IdNames(run.Requests.Keys);
        if (run.Knows(UnknownParts.Bodies) && rows.Select(r => names.Of(r.Key)).Distinct().Count() >= 3 && rows.Select(r => r.Value.BodyBytes / (double)r.Value.Settled).Distinct().ToArray() is [var size]
            && size > 0 && size % 256 == 0 && !rows.All(r => IsRound(r.Value)))
        {
            yield return Finding(
                NoteSeverity.Warning, [new("rows", rows.Length), new("size of every answer", size, "bytes")], $"All answers of {rows.Length} rows have {size:0} bytes: that is a constant, not a measurement.", rows);
        }
    }

    private AuditFinding Finding(NoteSeverity severity, IReadOnlyList<AuditNumber> numbers, string meaning, IEnumerable<KeyValuePair<RequestKey, RequestStats>> rows) => new()
    {
        Rule = Id,
        Severity = severity,
        Numbers = numbers,
        Meaning = meaning,
        Advice = "Find out which program wrote the file, and whether it sent any request; measure again.",
        Examples = RunSums.Examples(rows.Select(r => r.Key)),
    };

    private static bool IsRound(RequestStats stats) => stats.Settled % 10 == 0 && Times(stats).Count() == 3 && Times(stats).All(t => t > 0 && t % Round == 0);

    // Not the median: some formats round it.
    private static IEnumerable<double> Times(RequestStats stats) =>
        new[] { stats.Reported!.Mean, stats.Reported.Minimum, stats.Reported.Maximum }.Where(t => t is not null).Select(t => t!.Value);
}
