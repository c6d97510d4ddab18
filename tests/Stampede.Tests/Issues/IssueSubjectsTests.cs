using System.Text.RegularExpressions;
using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Results;
using static Stampede.Tests.MadeMetrics;

namespace Stampede.Tests;

public partial class IssueSubjectsTests
{
    private const string Evil = "GET /a|b`c <!-- --> <img src=x> @acme/team fixes #2 GH-3 !4 https://forge.example/acme/shop/issues/5 [x](y) \n| x |\u202E -->";

    private static readonly ComparisonMargins OnlyP95 = new() { Gating = [ComparedMetric.P95] };

    [Fact]
    public void A_title_counts_what_failed_and_of_a_single_metric_says_what_by_how_much_and_since_when()
    {
        var many = Assert.Single(Subjects(Slower()));
        Assert.Equal("🚨 Critical Performance Regression Detected (5 metrics): checkout at abc1234..def5678", many.Title);
        Assert.Equal(["performance", "regression", "automated", "priority-critical"], many.Labels);

        var one = Assert.Single(Subjects(Slower(OnlyP95)));
        Assert.Matches(@"^🚨 Critical Performance Regression Detected \(1 metric\): p95 checkout \+\d\d(\.\d)? % \(98 % CI \+\d\d(\.\d)? to \+\d\d(\.\d)? %\) at abc1234\.\.def5678$", one.Title);
    }

    [Fact]
    public void What_only_warns_has_the_form_of_a_warning()
    {
        var margins = new ComparisonMargins { Gating = [ComparedMetric.P95, ComparedMetric.Mean], Margins = new Dictionary<ComparedMetric, Margin> { [ComparedMetric.P95] = new(0.1, 0.9), [ComparedMetric.Mean] = new(0.1, 0.9) } };
        var subject = Assert.Single(Subjects(Slower(margins)));
        Assert.StartsWith("⚠️ Performance Warning (2 metrics trending towards regression): checkout", subject.Title);
        Assert.Equal(["performance", "regression", "automated"], subject.Labels);
        Assert.Contains("### Warnings (2 metrics)", subject.Body(60_000));
        Assert.DoesNotContain("Critical", subject.Body(60_000));
    }

    [Fact]
    public void A_body_says_what_changed_by_how_much_since_when_whether_it_can_be_believed_and_how_to_see_it_again()
    {
        var comparison = Slower(margins: new ComparisonMargins { Gating = [ComparedMetric.P95, ComparedMetric.P99] });
        comparison = comparison with
        {
            Candidate = [.. comparison.Candidate.Select(r => r with { Source = "results/run1", Findings = [new ComparedFinding("GEN-CPU", NoteSeverity.Warning, "the generator used 71 % of its processors")] })],
        };
        var body = Assert.Single(Subjects(comparison, new IssueContext { Commands = ["stampede gate results/*"], Page = new Uri("https://ci.example/run/7") })).Body(60_000);
        Assert.Matches(@"\| p95 \| 6\d\.\d ms \| 8\d\.\d ms \| \*\*\+\d\d(\.\d)? %\*\* \| \+\d+(\.\d)? to \+\d+(\.\d)? % \| [^|]+ \| 7 / 7 \| \+10 % \|", body);
        Assert.Contains("### Critical Failures (2 metrics)", body);
        Assert.Contains("Baseline: abc1234. Now: def5678.", body);
        Assert.Contains("- `GEN-CPU` (warning, in 7 runs): the generator used 71 % of its processors", body);
        Assert.Contains("machine: generator in the baseline, other in the candidate (allowed)", body);
        Assert.Contains("```sh\nstampede gate results/*\n```", body);
        Assert.Contains("Measured in `results/run1`.", body);
        Assert.Contains("<https://ci.example/run/7>", body);
        Assert.Contains("6 metrics were tested at once", body);
        Assert.Contains("2026-11-21 12:00:00 UTC", body);
        Assert.Equal(body, IssueMarker.Read(body)!.In(body));
    }

    [Fact]
    public void Each_service_has_an_issue_of_its_own_or_all_have_one()
    {
        var random = new Random(4);
        RunMetrics[] Side(double a, double b) => [.. Enumerable.Range(0, 7).Select(i => Run(i, Service("a", random, a), Service("b", random, b)))];
        var comparison = Compare(Side(1, 1), Side(1.4, 1.4));
        var each = Subjects(comparison);
        Assert.Equal(["a", "b"], each.Select(s => s.Service));
        Assert.NotEqual(each[0].Marker.Key, each[1].Marker.Key);
        Assert.Equal(each[0].Marker.Change, each[1].Marker.Change);

        var all = Assert.Single(Subjects(comparison, new IssueContext { Grouping = IssueGrouping.Plan }));
        Assert.Contains("(10 metrics): shop", all.Title);
        Assert.Contains("| `a` | p95 |", all.Body(60_000));
        Assert.Contains("a p95", all.Marker.Told.Select(t => t.Metric));
    }

    [Fact]
    public void The_key_is_the_same_every_night_and_the_change_is_another_with_another_baseline()
    {
        var first = Subjects(Slower())[0].Marker;
        var night = Subjects(Compare(Before(), [.. Runs(7, 1.3, 9).Select(r => Of(r, "fff1234", 24))], new ComparisonOptions { Allowed = ["machine"] }))[0].Marker;
        var next = Subjects(Compare([.. Runs(7, 1, 5).Select(r => Of(r, "bbb1234", -48))], Runs(7, 1.3, 9)))[0].Marker;
        Assert.Equal((first.Key, first.Change), (night.Key, night.Change));
        Assert.Equal(first.Key, next.Key);
        Assert.NotEqual(first.Change, next.Change);
    }

    [Fact]
    public void What_is_unchanged_or_improved_has_recovered_and_what_is_inconclusive_has_not()
    {
        var subject = Assert.Single(Subjects(Compare(Runs(7), Runs(7, 0.7, seed: 2))));
        Assert.False(subject.IsRegressed);
        Assert.Contains("improved", subject.Recovered["p95"]);
        Assert.Contains("has recovered", subject.Comment);
        Assert.Empty(Assert.Single(Subjects(Compare(Runs(3), Runs(3, seed: 2)))).Recovered);
    }

    [Fact]
    public void The_history_names_the_commits_and_says_what_has_recovered()
    {
        var history = History(1, 1.3);
        var subject = Assert.Single(Subjects(Slower(OnlyP95), history: history));
        Assert.EndsWith(" at c000011..c000012", subject.Title, StringComparison.Ordinal);
        Assert.Contains("- p95: after c000011, with c000012 at the latest; likeliest with c000012", subject.Body(60_000));
        Assert.Equal(MadeMetrics.Now.AddDays(-28), subject.LatestChange);

        var few = Compare(Runs(3), Runs(3, seed: 2));
        Assert.Contains("five runs lie again", Assert.Single(Subjects(few, history: History(1, 1.3, 1))).Recovered["p95"]);
        Assert.Empty(Assert.Single(Subjects(few, history: history)).Recovered);
    }

    [Fact]
    public void One_commit_on_both_sides_is_said_not_to_be_the_cause()
    {
        var subject = Assert.Single(Subjects(Compare([.. Runs(7).Select(r => Of(r, "abc1234", -1))], [.. Runs(7, 1.3, 2).Select(r => Of(r, "abc1234", 1))])));
        Assert.EndsWith(" at abc1234", subject.Title, StringComparison.Ordinal);
        Assert.Contains("- abc1234 on both sides: the cause is in no commit of this repository.", subject.Body(60_000));
    }

    [Fact]
    public void Hostile_names_break_out_of_nothing_mention_nobody_and_refer_to_no_issue()
    {
        var random = new Random(4);
        RunMetrics[] Side(double factor) => [.. Enumerable.Range(0, 7).Select(i => Run(i, Service(Evil, random, factor)) is var r ? r with { Manifest = r.Manifest with { Name = Evil } } : r)];
        var comparison = Compare(Side(1), Side(1.4));
        comparison = comparison with
        {
            BaselineName = Evil,
            Warnings = [Evil],
            Differences = [new ManifestDifference("machine", Evil, Evil, null, true)],
            Metrics = [.. comparison.Metrics.Select(m => m with { Reason = Evil })],
            Candidate = [.. comparison.Candidate.Select(r => r with { Source = Evil, Manifest = r.Manifest with { Commit = Evil }, Findings = [new ComparedFinding(Evil, NoteSeverity.Warning, Evil)] })],
        };
        foreach (var grouping in Enum.GetValues<IssueGrouping>())
        {
            var subject = Assert.Single(Subjects(comparison, new IssueContext { Grouping = grouping, Commands = [$"run {Evil} ``` @acme"] }));
            Assert.DoesNotMatch(@"@\w|#\d|!\d|\n", subject.Title);
            foreach (var text in (string[])[subject.Body(60_000), subject.Comment])
            {
                var shown = Hidden().Replace(Regex.Replace(text, @"\\[^#]", ""), "\uFFFC");
                Assert.DoesNotMatch(@"@\w|#\d|GH-\d|!\d|://|<img|\u202E", shown);
                var columns = shown.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Select(l => l.Count(c => c == '|')).Distinct();
                Assert.Single(columns);
            }
        }
    }

    [Fact]
    public void What_does_not_fit_is_left_out_row_by_row_and_that_is_said()
    {
        var metrics = Slower().Metrics;
        var comparison = Slower() with { Metrics = [.. Enumerable.Range(0, 3_000).SelectMany(i => metrics.Select(m => m with { Service = $"GET /service/{i}/{new string('x', 300)}" }))] };
        var body = Assert.Single(Subjects(comparison, new IssueContext { Grouping = IssueGrouping.Plan })).Body(60_000);
        Assert.InRange(body.Length, 10_000, 60_000);
        Assert.Matches(@"1\d,\d{3} more are left out here: an issue holds no more than 65,536 characters", body);
    }

    [Fact]
    public void Nothing_compared_has_no_subject() => Assert.Empty(Subjects(Compare(Runs(7), [])));

    private static RunMetrics[] Before() => [.. Runs(7).Select(r => Of(r, "abc1234", -24))];

    private static RunComparison Slower(ComparisonMargins? margins = null) =>
        Compare(Before(), [.. Runs(7, 1.3, 2).Select(r => Of(r, "def5678", 0, "other"))], new ComparisonOptions { Allowed = ["machine"] }, margins);

    private static RunMetrics Of(RunMetrics run, string commit, int hours, string machine = "generator") =>
        run with { Manifest = run.Manifest with { Commit = commit, Machine = machine, Started = run.Manifest.Started!.Value.AddHours(hours) } };

    // Twelve nights of each, one run a night, the last 40 days ago at first.
    private static HistoryReport History(params double[] factors) => HistoryReport.Of(RunHistory.Of(factors.SelectMany((f, i) => Runs(12, f, 20 + i)).Select((r, i) =>
        new HistoryRun($"run{i}", r with { Manifest = r.Manifest with { Commit = $"c{i:000000}", Started = MadeMetrics.Now.AddDays(i - 40) } }))));

    private static IReadOnlyList<IssueSubject> Subjects(RunComparison comparison, IssueContext? context = null, HistoryReport? history = null) =>
        IssueSubjects.Of(comparison, history, context ?? new IssueContext());

    // Where nothing is a reference: code, comments, and the addresses that are our own.
    [GeneratedRegex("```sh\n.*?\n```\n|`[^`\n]*`|<code>.*?</code>|&#\\d+;|<!--.*?-->|<https://ci\\.example[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Hidden();
}
