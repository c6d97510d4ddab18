using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>
/// Rates that a file states against its counts: requests divided by their rate is how long the run took, which must be the same for all rows of it, no
/// shorter than its longest request, and about what was planned.
/// </summary>
internal sealed class RateRule : IAuditRule
{
    public string Id => "COUNT-RATE";

    public string Title => "Rate × duration against requests";

    public string Needs => "rates in the file";

    public string Severities => "invalid: rows whose rates are of different durations, or a request that took longer than the run; "
        + "warning: a duration that is 10 % and 10 s off the planned one or that of the history";

    public AuditOutcome Judge(AuditInput input)
    {
        var rows = RowRate.Of(input.Run);
        if (rows.Length == 0)
        {
            return AuditOutcome.NotApplicable("the file states no rates");
        }

        AuditFinding[] contradictions = [.. Disagree(input.Run, rows), .. TooLong(rows)];
        return AuditOutcome.Found([.. contradictions, .. Expected(input).SelectMany(e => Off(input.Run, rows, e.Name, e.Seconds))]);
    }

    private IEnumerable<AuditFinding> Disagree(RunResult run, RowRate[] rows)
    {
        var (shortest, longest) = (rows.MinBy(s => s.Most)!, rows.MaxBy(s => s.Least)!);
        if (HasOneClock(run) && longest.Least > shortest.Most)
        {
            yield return Finding(
                NoteSeverity.Invalid,
                [
                    new("requests", shortest.Requests), new("rate", shortest.Rate, "/s"), new("which takes", shortest.Seconds, "s"),
                    new("requests of another row", longest.Requests), new("rate of that row", longest.Rate, "/s"), new("which takes there", longest.Seconds, "s"),
                ],
                $"Rows of one run took {Text(shortest.Seconds)} ({shortest.Key}) and {Text(longest.Seconds)} ({longest.Key}) by their own counts and rates: the rates were not measured.",
                [shortest.Key, longest.Key]);
        }
    }

    private IEnumerable<AuditFinding> TooLong(RowRate[] rows)
    {
        var wrong = rows.Where(s => s.Maximum > s.Most).OrderByDescending(r => r.Maximum / r.Seconds).ToArray();
        if (wrong is [var worst, ..])
        {
            yield return Finding(
                NoteSeverity.Invalid,
                [new("rows", wrong.Length), new("requests", worst.Requests), new("rate", worst.Rate, "/s"), new("which takes", worst.Seconds, "s"), new("maximum", worst.Maximum!.Value, "s")],
                $"{Figures.Plural(worst.Requests, "request")} at {Figures.Rate(worst.Rate)} per second take {Text(worst.Seconds)}, but one of them took {Text(worst.Maximum.Value)}: the throughput contradicts the response times.",
                wrong.Select(s => s.Key));
        }
    }

    private IEnumerable<AuditFinding> Off(RunResult run, RowRate[] rows, string name, double seconds)
    {
        var (requests, rate) = run.Imported?.Total is { Settled: > 0, Reported.Rate: > 0 } total ? (total.Settled, total.Reported.Rate.Value) : (rows.Sum(r => r.Requests), rows.Sum(r => r.Rate));
        var took = requests / rate;
        if (Math.Abs(took - seconds) > Math.Max(10, 0.1 * seconds))
        {
            var would = rate * seconds;
            yield return Finding(
                NoteSeverity.Warning,
                [new("requests", requests), new("rate", rate, "/s"), new("which takes", took, "s"), new(name, seconds, "s"), new("requests in that time at that rate", would)],
                $"{Figures.Plural(requests, "request")} at {Figures.Rate(rate)} per second take {Text(took)}, not the {Text(seconds)} of the {name}, in which it would be {Figures.Number(would)}: rate, count and duration do not belong together.",
                []);
        }
    }

    private AuditFinding Finding(NoteSeverity severity, IReadOnlyList<AuditNumber> numbers, string meaning, IEnumerable<RequestKey> names) => new()
    {
        Rule = Id,
        Severity = severity,
        Numbers = numbers,
        Meaning = meaning,
        Advice = "Compute the rate from the requests and the measured duration, and do not quote this one.",
        Examples = RunSums.Examples(names),
    };

    private static IEnumerable<(string Name, double Seconds)> Expected(AuditInput input)
    {
        if (input.Run.Imported is not null && input.Plan?.Duration is { } planned)
        {
            yield return ("planned duration", planned.TotalSeconds);
        }

        if (input.Timeline.Points is [.., var last])
        {
            yield return ("history", last.End.TotalSeconds);
        }
    }

    // Locust divides every row by the duration of the run; others divide by the time from a name's first to its last request.
    private static bool HasOneClock(RunResult run) => run.Imported?.Format.StartsWith("Locust", StringComparison.Ordinal) ?? false;

    private static string Text(double seconds) => Figures.Span(TimeSpan.FromSeconds(Math.Min(seconds, 1e9)));
}
