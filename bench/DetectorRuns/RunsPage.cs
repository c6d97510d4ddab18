using System.Text;
using Peers.Measuring;
using Stampede.Analysis;
using Stampede.Metrics;
using Stampede.Results;

namespace DetectorRuns;

/// <summary>What the comparisons of recorded runs came to, as one page.</summary>
internal sealed class RunsPage(RunLog log, IReadOnlyList<JudgedComparison> judged, string? note)
{
    private static readonly string[] Outcomes = ["regressed", "passed", "inconclusive", "not comparable", "invalid"];

    private readonly StringBuilder _text = new();

    public void Write(string file)
    {
        Head();
        Found();
        OutcomesOfAll();
        Metrics();
        Sizes();
        Runs();
        File.WriteAllText(file, _text.ToString().ReplaceLineEndings("\n"));
    }

    private IEnumerable<(int Slower, JudgedComparison[] All)> BySize() =>
        PlannedComparison.All.Select(c => c.Slower).Distinct().Order().Select(slower => (slower, judged.Where(j => j.Planned.Slower == slower).ToArray()));

    private static string Name(ChangeVerdict verdict) => verdict == ChangeVerdict.NotComparable ? "not comparable" : verdict.ToString().ToLowerInvariant();

    private static string Name(int slower) => slower == 0 ? "equal builds (A/A)" : $"{slower} % slower";

    private void Head()
    {
        var first = judged[0].Comparison.Baseline[0].Manifest;
        var (from, to) = (log.Runs.Min(r => r.Started), log.Runs.Max(r => r.Started));
        _text.AppendLine($"""
            # How often the comparison is right on real runs

            Runs of {Recorder.Seconds} seconds against the sample service ControlPlane, which answers after a log-normal time with a median of {SlowService.Median:0} ms and a 99th
            percentile of {SlowService.P99:0} ms (seeded); slower builds have both longer by 5, 10 or 20 %. {Recorder.Users} users log in, ask for the list of deployments and wait 5 to 15 ms.
            A comparison is {PlannedComparison.RunsASide} runs a side, interleaved ABBAABBA…; no run is in two comparisons, and none was left out. Equal builds are two processes of the same
            program. Each comparison is judged as `stampede compare` does, with its defaults: all metrics of the service, 98 % intervals, q at most 0.05, margins of
            5 % for mean, median and requests/s, 10 % for p95 and p99, 0.5 points for errors.

            {judged.Count} of {PlannedComparison.All.Count} comparisons are recorded, {judged.Sum(j => j.Runs.Count):#,0} runs of {log.Runs.Count:#,0}, {from:yyyy-MM-dd HH:mm} to {to:HH:mm} UTC, at commit {string.Join(", ", Commits())}.
            Machine: {MachineFacts.Processor()}, {first.Cores} cores, .NET {first.Runtime}; generator and services share it.
            Command: `bench/detector --real`. Stopped, it goes on where it was; `bench/detector --judge` writes this page from what is recorded.{(note is null ? "" : $"\nNote: {note}.")}
            """);
    }

    private IEnumerable<string> Commits() =>
        judged.SelectMany(j => j.Comparison.Baseline.Concat(j.Comparison.Candidate)).Select(r => r.Manifest.Commit?[..9] ?? "unknown").Distinct();

    private void Found()
    {
        _text.AppendLine("""

            ## Called worse, in any metric

            | builds | comparisons | called worse | share | 95 % interval (Wilson) | asked for |
            |---|--:|--:|--:|---|---|
            """);
        foreach (var (slower, all) in BySize())
        {
            var called = all.Count(j => j.IsCalledRegressed);
            var interval = Wilson.Of(called, all.Length);
            var asked = slower switch { 0 => "at most 1 of 40", 10 => "at least 90 %", _ => "" };
            _text.AppendLine(all.Length == 0
                ? $"| {Name(slower)} | 0 | | | | {asked} |"
                : $"| {Name(slower)} | {all.Length} | {called} | {100.0 * called / all.Length:0.#} % | {100 * interval.Low:0.#} to {100 * interval.High:0.#} % | {asked} |");
        }

        _text.AppendLine("""

            5 % is the margin of means and medians itself: whether a change of that size is larger or smaller is seldom certain, and it is mostly inconclusive.
            """);
    }

    private void OutcomesOfAll()
    {
        _text.AppendLine($"""

            ## What the comparison comes to

            `regressed` is one metric or more, exit code 6. `passed` is all metrics shown unchanged or improved; `inconclusive` none worse and one at least undecided,
            which is no pass.

            | builds | {string.Join(" | ", Outcomes)} |
            |---|{string.Concat(Outcomes.Select(_ => "--:|"))}
            """);
        foreach (var (slower, all) in BySize())
        {
            _text.AppendLine($"| {Name(slower)} | {string.Join(" | ", Outcomes.Select(o => all.Count(j => j.Outcome == o)))} |");
        }
    }

    private void Metrics()
    {
        var verdicts = Enum.GetValues<ChangeVerdict>();
        _text.AppendLine($"""

            ## Verdicts by metric

            | builds | metric | {string.Join(" | ", verdicts.Select(Name))} |
            |---|---|{string.Concat(verdicts.Select(_ => "--:|"))}
            """);
        foreach (var (slower, all) in BySize())
        {
            foreach (var metric in all.SelectMany(j => j.Comparison.Metrics).GroupBy(m => m.Metric))
            {
                _text.AppendLine($"| {Name(slower)} | {metric.Key.Title()} | {string.Join(" | ", verdicts.Select(v => metric.Count(m => m.Verdict == v)))} |");
            }
        }
    }

    private void Sizes()
    {
        _text.AppendLine("""

            ## Changes measured

            Of the estimates of all comparisons: the median, and the least and the largest. The service's own time stays as it is and so do the users'
            waits: of a delay that is 10 % longer a little less is seen, of requests/s still less.

            | builds | metric | median | least | largest | interval's width, median |
            |---|---|--:|--:|--:|--:|
            """);
        foreach (var (slower, all) in BySize())
        {
            foreach (var metric in all.SelectMany(j => j.Comparison.Metrics).Where(m => m.Effect is { Missing: null }).GroupBy(m => m.Metric))
            {
                var estimates = metric.Select(m => m.Effect!.Estimate).Order().ToArray();
                var widths = metric.Select(m => m.Effect!.High - m.Effect.Low).Order().ToArray();
                var isPoints = metric.First().Margin.Unit == ChangeUnit.PercentagePoints;
                string Text(double value) => isPoints ? $"{value:+0.00;-0.00;0} points" : $"{100 * value:+0.0;-0.0;0} %";
                _text.AppendLine(
                    $"| {Name(slower)} | {metric.Key.Title()} | {Text(Median(estimates))} | {Text(estimates[0])} | {Text(estimates[^1])} | {Text(Median(widths)).TrimStart('+')} |");
            }
        }
    }

    private void Runs()
    {
        var requests = log.Runs.Select(r => r.Requests).Order().ToArray();
        var findings = log.Runs.SelectMany(r => r.Findings).CountBy(f => f).OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal);
        var means = judged.SelectMany(j => j.Comparison.Metrics).Where(m => m.Metric == ComparedMetric.Mean);
        var spreads = means.SelectMany(m => new[] { Spread(m.BaselineRuns), Spread(m.CandidateRuns) }).Order().ToArray();
        _text.AppendLine($"""

            ## The runs

            {log.Runs.Count:#,0} runs with {requests[0]:#,0} to {requests[^1]:#,0} requests, half of them with {Median([.. requests.Select(r => (double)r)]):#,0} or more; {log.Runs.Sum(r => r.Failed):#,0} requests failed.
            Within a side the means of its runs vary by {100 * Median(spreads):0.0} % (standard deviation, median of all sides; the most is {100 * spreads[^1]:0.0} %).
            Audit: {log.Runs.Count(r => r.Verdict == Verdict.Invalid):#,0} runs are invalid. Findings, with the number of runs that have them: {string.Join(", ", findings.Select(f => $"{f.Key.Replace(":", " ", StringComparison.Ordinal).ToLowerInvariant()} {f.Value:#,0}"))}.
            """);
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static double Spread(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1)) / mean;
    }
}
