using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Results;
using static Stampede.Tests.MadeMetrics;

namespace Stampede.Tests;

public class RunComparisonTests
{
    [Fact]
    public void Equal_runs_are_unchanged_in_every_metric_and_pass()
    {
        var comparison = Compare(Runs(7), Runs(7, seed: 2));
        Assert.Equal(ComparedMetrics.All, comparison.Metrics.Select(m => m.Metric));
        Assert.All(comparison.Metrics, m => Assert.Equal(ChangeVerdict.Unchanged, m.Verdict));
        Assert.Equal((ComparisonOutcome.Passed, 0, 6), (comparison.Outcome, comparison.ExitCode, comparison.Tested));
        Assert.Empty(comparison.Warnings);
    }

    [Fact]
    public void Slower_runs_regress_by_level_and_less_throughput_is_worse()
    {
        var comparison = Compare(Runs(7), Runs(7, factor: 1.3, seed: 2));
        Assert.All(comparison.Metrics.Where(m => m.Metric != ComparedMetric.ErrorRate), m => Assert.Equal((ChangeVerdict.Regressed, ChangeLevel.Failure), (m.Verdict, m.Level)));
        Assert.InRange(comparison.Metrics[0].Effect!.Estimate, 0.28, 0.32);
        Assert.InRange(comparison.Metrics[5].Effect!.Estimate, -0.25, -0.22);
        Assert.Equal((ComparisonOutcome.Regressed, 6), (comparison.Outcome, comparison.ExitCode));

        var better = Compare(Runs(7), Runs(7, factor: 0.7, seed: 2));
        Assert.All(better.Metrics.Where(m => m.Metric != ComparedMetric.ErrorRate), m => Assert.Equal(ChangeVerdict.Improved, m.Verdict));
        Assert.Equal(0, better.ExitCode);
    }

    [Fact]
    public void A_warning_fails_only_where_that_is_asked_for_and_by_default_there_are_none()
    {
        var (before, after) = (Runs(7), Runs(7, factor: 1.07, seed: 2));
        Assert.Equal((ComparisonOutcome.Regressed, 6), Came(Compare(before, after)));
        var gate = new ComparisonMargins { Gating = [ComparedMetric.Mean], Margins = new Dictionary<ComparedMetric, Margin> { [ComparedMetric.Mean] = new(0.05, 0.10) } };
        Assert.Equal((ComparisonOutcome.Warning, 0), Came(Compare(before, after, margins: gate)));
        Assert.Equal((ComparisonOutcome.Regressed, 6), Came(Compare(before, after, new ComparisonOptions { FailOn = ChangeLevel.Warning }, gate)));
    }

    [Fact]
    public void More_failures_are_judged_in_percentage_points_also_from_none()
    {
        var comparison = Compare(Runs(7), Runs(7, failures: 40, seed: 2));
        var errors = comparison.Metrics.Single(m => m.Metric == ComparedMetric.ErrorRate);
        Assert.Equal((0.0, 2.0, ChangeVerdict.Regressed, ChangeLevel.Failure), (errors.Baseline, errors.Candidate, errors.Verdict, errors.Level));
        Assert.Equal(2, errors.Effect!.Estimate, 6);

        var margins = new ComparisonMargins { Margins = new Dictionary<ComparedMetric, Margin> { [ComparedMetric.ErrorRate] = new(0.5, 1) } };
        var relative = Compare(Runs(7), Runs(7, failures: 40, seed: 2), margins: margins).Metrics[4];
        Assert.Equal((ChangeVerdict.Regressed, double.PositiveInfinity), (relative.Verdict, relative.Effect!.Estimate));
        Assert.Contains("The baseline is 0", relative.Reason);
        var uncertain = Compare(Runs(7), [.. Runs(6, seed: 2), .. Runs(1, failures: 1, seed: 3).Select(r => r with { Manifest = r.Manifest with { Started = Now } })], margins: margins).Metrics[4];
        Assert.Equal(ChangeVerdict.Inconclusive, uncertain.Verdict);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 7)]
    [InlineData(7, 4)]
    public void Too_few_runs_are_inconclusive_however_clear(int before, int after)
    {
        var comparison = Compare(Runs(before), Runs(after, factor: 5, seed: 2));
        Assert.All(comparison.Metrics, m => Assert.Equal(ChangeVerdict.Inconclusive, m.Verdict));
        Assert.Equal((ComparisonOutcome.Inconclusive, 4), Came(comparison));
        Assert.Equal((ComparisonOutcome.Passed, 0), Came(Compare(Runs(before), Runs(after, factor: 5, seed: 2), new() { AllowsInconclusive = true })));
    }

    [Fact]
    public void A_metric_that_the_candidate_lacks_is_never_a_pass()
    {
        var after = Runs(7, seed: 2);
        after[3] = after[3] with { Services = [after[3].Services[0] with { Mean = null }] };
        var comparison = Compare(Runs(7), after, new ComparisonOptions { AllowsInconclusive = true });
        Assert.Equal((ChangeVerdict.Inconclusive, true, "The mean is unknown in 1 of 7 runs of the candidate: it is not compared."),
            (comparison.Metrics[0].Verdict, comparison.Metrics[0].IsLost, comparison.Metrics[0].Reason));
        Assert.Equal((ComparisonOutcome.Inconclusive, 4), Came(comparison));
    }

    [Fact]
    public void A_service_that_is_gone_fails_and_a_new_one_is_named()
    {
        var comparison = Compare(Runs(7), Runs(7, seed: 2, service: "basket"), new ComparisonOptions { AllowsInconclusive = true });
        Assert.All(comparison.Metrics, m => Assert.Equal(("checkout", ChangeVerdict.NotComparable), (m.Service, m.Verdict)));
        Assert.Equal("No run of the candidate has the service 'checkout'.", comparison.Metrics[0].Reason);
        Assert.Equal(["basket"], comparison.WithoutBaseline);
        Assert.Contains("'basket' has no baseline, and was not compared.", comparison.Warnings);
        Assert.Equal((ComparisonOutcome.NotComparable, 4), Came(comparison));
    }

    [Fact]
    public void A_regression_outweighs_a_service_that_is_gone()
    {
        var random = new Random(3);
        RunMetrics[] before = [.. Enumerable.Range(0, 7).Select(i => Run(i, Service("a", random), Service("b", random)))];
        RunMetrics[] after = [.. Enumerable.Range(0, 7).Select(i => Run(i, Service("a", random, factor: 2)))];
        Assert.Equal((ComparisonOutcome.Regressed, 6), Came(Compare(before, after)));
    }

    [Fact]
    public void A_comparison_of_nothing_fails_whatever_is_allowed()
    {
        var allow = new ComparisonOptions { AllowsInconclusive = true, Allowed = ManifestDifference.Allowable };
        Assert.Equal((ComparisonOutcome.NoData, 4), Came(Compare(Runs(7), [], allow)));
        Assert.Equal((ComparisonOutcome.NoData, 4), Came(Compare([], Runs(7), allow)));
        Assert.Equal((ComparisonOutcome.NoData, 4), Came(Compare(Runs(7), Runs(7, seed: 2), allow, new ComparisonMargins { Gating = [] })));
        RunMetrics[] unknown = [.. Enumerable.Range(0, 7).Select(i => Run(i, new ServiceMetrics { Service = "a", Requests = 5 }))];
        RunMetrics[] other = [.. Enumerable.Range(7, 7).Select(i => Run(i, new ServiceMetrics { Service = "a", Requests = 5 }))];
        Assert.Equal((ComparisonOutcome.NoData, 4), Came(Compare(unknown, other, allow)));
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("machine")]
    [InlineData("cores")]
    [InlineData("runtime")]
    [InlineData("optimized")]
    [InlineData("users")]
    [InlineData("failures-in-latency")]
    public void A_difference_is_named_and_not_comparable_unless_it_is_allowed_by_name(string name)
    {
        var after = Runs(7, seed: 2).Select(r => name == "failures-in-latency" ? r with { Services = [r.Services[0] with { IncludesFailures = true }] } : r with
        {
            Manifest = name switch
            {
                "plan" => r.Manifest with { PlanHash = "other" },
                "machine" => r.Manifest with { Machine = "other" },
                "cores" => r.Manifest with { Cores = 8 },
                "runtime" => r.Manifest with { Runtime = "11.0.0" },
                "optimized" => r.Manifest with { Optimized = false },
                _ => r.Manifest with { Users = 200 },
            },
        }).ToArray();
        var comparison = Compare(Runs(7), after);
        Assert.Equal(name, Assert.Single(comparison.Differences).Name);
        Assert.All(comparison.Metrics.Where(m => m.Metric.IsTime()), m => Assert.Equal(ChangeVerdict.NotComparable, m.Verdict));
        Assert.StartsWith(name, comparison.Metrics[0].Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((ComparisonOutcome.NotComparable, 4), Came(comparison));

        var allowed = Compare(Runs(7), after, new ComparisonOptions { Allowed = [name] });
        Assert.True(Assert.Single(allowed.Differences).IsAllowed);
        Assert.Equal((ComparisonOutcome.Passed, 0), Came(allowed));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_invalid_run_on_either_side_takes_every_verdict_away(bool isBaseline)
    {
        var invalid = Runs(7, seed: 2, factor: 3);
        invalid[2] = invalid[2] with { Manifest = invalid[2].Manifest with { Verdict = Verdict.Invalid } };
        var comparison = isBaseline ? Compare(invalid, Runs(7)) : Compare(Runs(7), invalid);
        Assert.All(comparison.Metrics, m => Assert.Equal(ChangeVerdict.NotComparable, m.Verdict));
        Assert.Contains($"Run 3 of the {(isBaseline ? "baseline" : "candidate")} ('shop') is invalid", comparison.Obstacles[0]);
        Assert.Equal((ComparisonOutcome.Invalid, 5), Came(comparison));
    }

    [Fact]
    public void A_baseline_is_not_used_outside_its_days_and_an_old_one_is_warned_of()
    {
        var expired = Compare(Baseline(Runs(7)) with { ValidUntil = new DateOnly(2026, 11, 20) }, Runs(7, seed: 2));
        Assert.Equal((ComparisonOutcome.NotComparable, 4), Came(expired));
        Assert.Equal("validity: valid until 2026-11-20 in the baseline, 2026-11-21 in the candidate", Assert.Single(expired.Obstacles));
        Assert.Equal(0, Compare(Baseline(Runs(7)) with { ValidUntil = new DateOnly(2026, 11, 20) }, Runs(7, seed: 2), new() { Allowed = ["validity"] }).ExitCode);

        var old = Runs(7).Select(r => r with { Manifest = r.Manifest with { Started = Now.AddDays(-20) } }).ToArray();
        Assert.StartsWith("AGE: The baseline's last run is 20 days old", Assert.Single(Compare(old, Runs(7, seed: 2)).Warnings));
    }

    [Fact]
    public void A_run_counts_once_and_not_against_itself()
    {
        var runs = Runs(7);
        Assert.Equal((ComparisonOutcome.NotComparable, 4), Came(Compare(runs, runs)));
        var after = Runs(5, seed: 2);
        var twice = Compare(runs, [.. after, after[1]]);
        Assert.Equal("run 6 of the candidate is run 2 of the candidate: a run counts once, and says nothing compared with itself", Assert.Single(twice.Obstacles));
    }

    [Fact]
    public void The_rate_of_a_plan_that_sets_it_is_told_and_decides_nothing_unless_it_is_asked_for()
    {
        static RunMetrics[] Paced(RunMetrics[] runs) => [.. runs.Select(r => r with { Manifest = r.Manifest with { Paced = true } })];
        var margins = new ComparisonMargins { Services = [new ServiceMargins("check*", new Dictionary<ComparedMetric, Margin>(), [ComparedMetric.RequestsPerSecond])] };
        Assert.False(Compare(Paced(Runs(7)), Paced(Runs(7, seed: 2))).Metrics[5].Gates);
        var asked = Compare(Paced(Runs(7)), Paced(Runs(7, seed: 2)), margins: margins);
        Assert.Equal(ComparedMetric.RequestsPerSecond, Assert.Single(asked.Gating).Metric);
    }

    [Fact]
    public void Percentiles_without_distributions_need_requests_enough_in_each_run()
    {
        static RunMetrics[] Without(RunMetrics[] runs, int requests) => [.. runs.Select(r => r with { Services = [r.Services[0] with { Times = null, Requests = requests }] })];
        var enough = Compare(Without(Runs(7), 2_000), Without(Runs(7, seed: 2, factor: 1.5), 2_000));
        Assert.All(enough.Metrics.Take(4), m => Assert.Equal(ChangeVerdict.Regressed, m.Verdict));
        var few = Compare(Without(Runs(7), 2_000), Without(Runs(7, seed: 2, factor: 1.5), 999));
        Assert.Equal((ChangeVerdict.Regressed, ChangeVerdict.Inconclusive), (few.Metrics[2].Verdict, few.Metrics[3].Verdict));
        Assert.Equal("p99 of a run of 999 requests; without the distributions each run needs at least 1,000.", few.Metrics[3].Reason);
    }

    [Fact]
    public void Margins_in_milliseconds_are_of_the_difference_for_percentiles_too()
    {
        var margins = new ComparisonMargins { Margins = ComparedMetrics.All.Take(4).ToDictionary(m => m, _ => new Margin(3, 6, ChangeUnit.Absolute)) };
        var comparison = Compare(Runs(7), Runs(7, seed: 2, factor: 1.5), margins: margins);
        Assert.All(comparison.Metrics.Take(4), m => Assert.InRange(m.Effect!.Estimate, (m.Candidate!.Value - m.Baseline!.Value) * 0.95, (m.Candidate!.Value - m.Baseline!.Value) * 1.05));
        Assert.All(comparison.Metrics.Take(4), m => Assert.Equal(ChangeLevel.Failure, m.Level));
    }

    [Fact]
    public void From_0_and_to_0_are_judged_where_they_are_certain()
    {
        static RunMetrics[] Means(int minute, Func<int, double> mean) =>
            [.. Enumerable.Range(0, 7).Select(i => Run(minute + i, new ServiceMetrics { Service = "a", Requests = 10_000, Failures = 0, ErrorRate = 0, Mean = mean(i), RequestsPerSecond = 50 - mean(i) }))];
        var up = Compare(Means(0, _ => 0), Means(20, i => 10 + i)).Metrics;
        Assert.Equal((ChangeVerdict.Regressed, ChangeLevel.Failure, double.PositiveInfinity), (up[0].Verdict, up[0].Level, up[0].Effect!.Estimate));
        Assert.Equal(("+∞ %", "+∞ to +∞ %"), (ComparisonText.Change(up[0]), ComparisonText.Interval(up[0])));
        var sometimes = Compare(Means(0, _ => 0), Means(20, i => i == 0 ? 1 : 0)).Metrics;
        Assert.Equal(ChangeVerdict.Inconclusive, sometimes[0].Verdict);
        Assert.Contains("The baseline is 0", sometimes[0].Reason);
        var down = Compare(Means(0, i => 10 + i), Means(20, _ => 0)).Metrics;
        Assert.Equal((ChangeVerdict.Improved, -1.0), (down[0].Verdict, down[0].Effect!.Estimate));
        Assert.Equal(ChangeVerdict.Unchanged, Compare(Means(0, _ => 0), Means(20, _ => 0)).Metrics[0].Verdict);
        var margins = new ComparisonMargins { Margins = new Dictionary<ComparedMetric, Margin> { [ComparedMetric.Mean] = new(20, 20, ChangeUnit.Absolute) } };
        Assert.Equal(ChangeVerdict.Unchanged, Compare(Means(0, _ => 0), Means(20, i => 10 + i), margins: margins).Metrics[0].Verdict);
    }

    [Fact]
    public void A_run_that_was_killed_is_not_comparable_and_several_commits_on_a_side_are_told()
    {
        var killed = Runs(7, seed: 2);
        killed[1] = killed[1] with { Manifest = killed[1].Manifest with { Verdict = null } };
        var comparison = Compare(Runs(7), killed);
        Assert.Equal((ComparisonOutcome.NotComparable, 4), Came(comparison));
        Assert.Equal("run 2 of the candidate ('shop') was not judged: it was killed, or it still runs", Assert.Single(comparison.Obstacles));

        var mixed = Runs(7, seed: 2);
        mixed[1] = mixed[1] with { Manifest = mixed[1].Manifest with { Commit = "def456" } };
        Assert.StartsWith("The runs of the candidate are of 2 commits, 'abc123', 'def456'", Assert.Single(Compare(Runs(7), mixed).Warnings));
    }

    [Fact]
    public void Five_runs_that_can_show_no_single_change_among_many_say_how_many_would()
    {
        var random = new Random(3);
        RunMetrics[] Side() => [.. Enumerable.Range(0, 5).Select(i => Run(i, [.. "abcd".Select(c => Service(c.ToString(), random))]))];
        Assert.Contains("MULTI: 24 metrics were tested at once on 5 and 5 runs", Compare(Side(), Side()).Warnings.Single());
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Figures_that_cannot_be_are_refused(double value)
    {
        var wrong = Runs(7);
        wrong[0] = wrong[0] with { Services = [wrong[0].Services[0] with { Mean = value }] };
        Assert.Contains("The mean of 'checkout' is", Assert.Throws<ArgumentException>(() => Compare(wrong, Runs(7, seed: 2))).Message);
    }

    private static (ComparisonOutcome, int) Came(RunComparison comparison) => (comparison.Outcome, comparison.ExitCode);
}
