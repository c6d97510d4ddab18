using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Times that stand in an order that cannot be: a percentile above the maximum, below the minimum, or below a lower one.</summary>
internal sealed class OrderRule : IAuditRule
{
    public string Id => "CONST-ORDER";

    public string Title => "The order of minimum, percentiles and maximum";

    public string Needs => "percentiles, or minimum, mean and maximum, as a file tells them";

    public string Severities => "invalid: an order that cannot be; note: percentiles that a format rounds to two digits, those above the maximum among them";

    public AuditOutcome Judge(AuditInput input)
    {
        var rows = input.Run.Requests.Where(r => r.Value.Reported is { Count: > 0 }).Select(r => (r.Key, Times: r.Value.Reported!)).ToArray();
        if (input.Run.Imported?.Total?.Reported is { Count: > 0 } total)
        {
            rows = [.. rows, (RequestKey.All, total)];
        }

        if (rows.Length == 0)
        {
            return AuditOutcome.NotApplicable("the file tells no single figures");
        }

        var wrong = rows.Select(r => (r.Key, Problem: Problem(r.Times))).Where(r => r.Problem is not null).ToArray();
        return AuditOutcome.Found([.. Impossible(wrong.Select(w => (w.Key, w.Problem!.Value)).ToArray(), rows.Length), .. Rounded(input.Run, rows.Select(r => r.Times))]);
    }

    private IEnumerable<AuditFinding> Impossible((RequestKey Key, (string What, double Low, double High) Problem)[] wrong, int rows)
    {
        if (wrong is [var (key, problem), ..])
        {
            yield return new AuditFinding
            {
                Rule = Id,
                Severity = NoteSeverity.Invalid,
                Numbers = [new("rows", wrong.Length), new("of", rows), new("the one", problem.Low / 1e3, "ms"), new("the other", problem.High / 1e3, "ms")],
                Meaning = $"Of {key} {problem.What} ({Figures.Time(problem.Low)} and {Figures.Time(problem.High)}), which cannot be: not all of these figures were measured, or one was missing and became 0.",
                Advice = "Take none of this row's times, and read the original file.",
                Examples = RunSums.Examples(wrong.Select(w => w.Key)),
            };
        }
    }

    private IEnumerable<AuditFinding> Rounded(RunResult run, IEnumerable<ReportedTimes> rows)
    {
        var times = rows.ToArray();
        double[] longOnes = [.. times.SelectMany(t => t.Percentiles.Values).Where(t => t >= 100_000)];
        var above = times.Count(t => t.Maximum is { } maximum && t.Percentiles.Values.Any(p => p > maximum));
        if (longOnes.Length >= 5 && longOnes.All(TwoDigits.Has))
        {
            yield return new AuditFinding
            {
                Rule = Id,
                Severity = NoteSeverity.Note,
                Numbers = [new("percentiles of 100 ms and above", longOnes.Length), new("rows with a percentile above their maximum", above), new("largest rounding", longOnes.Max(TwoDigits.Half) / 1e3, "ms")],
                Meaning = $"{run.Imported?.Format ?? "The format"} rounds percentiles to two digits: the largest here may be {Figures.Time(longOnes.Max(TwoDigits.Half))} off{(above > 0 ? $", and in {Figures.Plural(above, "row")} one is above the maximum by that" : "")}.",
                Advice = "Do not read a difference into the third digit.",
            };
        }
    }

    private static (string What, double Low, double High)? Problem(ReportedTimes times)
    {
        var percentiles = times.Percentiles.OrderBy(p => p.Key).ToArray();
        for (var i = 1; i < percentiles.Length; i++)
        {
            if (percentiles[i].Value < percentiles[i - 1].Value)
            {
                return ("a percentile is below a lower one", percentiles[i].Value, percentiles[i - 1].Value);
            }
        }

        // Means are exact where minima and maxima are; percentiles may be rounded.
        foreach (var (percentile, time) in percentiles)
        {
            if (times.Maximum is { } maximum && time > maximum + TwoDigits.Half(time))
            {
                return ("a percentile is above the maximum", maximum, time);
            }

            if (times.Minimum is { } minimum && time < minimum - Math.Max(TwoDigits.Half(minimum), TwoDigits.Half(time)))
            {
                return ("a percentile is below the minimum", time, minimum);
            }
        }

        return times switch
        {
            { Minimum: { } low, Maximum: { } high } when low > high => ("the minimum is above the maximum", high, low),
            { Mean: { } mean, Maximum: { } high } when mean > high + 1_000 => ("the mean is above the maximum", high, mean),
            { Mean: { } mean, Minimum: { } low } when mean < low - 1_000 => ("the mean is below the minimum", mean, low),
            { Median: { } median, Maximum: { } high } when median > high + TwoDigits.Half(median) => ("the median is above the maximum", high, median),
            { Median: { } median, Minimum: { } low } when median < low - TwoDigits.Half(low) => ("the median is below the minimum", median, low),
            _ => null,
        };
    }
}
