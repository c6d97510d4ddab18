using Stampede.Auditing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class PlanRulesTests
{
    private static readonly AuditPlan Declared = new()
    {
        Classes =
        [
            new AuditPlanClass
            {
                Name = "DeploymentUser",
                Requests = [new() { Method = "POST", Name = "/deployments/", Weight = 3 }, new() { Method = "GET", Name = "/deployments/?limit=50" }, new() { Method = "GET", Name = "/deployments/{id}/" }],
            },
            new AuditPlanClass { Name = "BurstUser", Requests = [new() { Method = "POST", Name = "/deployments/" }, new() { Name = "/burst/*" }] },
        ],
    };

    [Fact]
    public void A_class_of_which_no_exclusive_name_was_requested_sent_nothing()
    {
        var run = AuditRuns.Imported(("POST /deployments/", AuditRuns.Reported(23_585)), ("GET /burst/a/b", AuditRuns.Reported(100)));
        var finding = Assert.Single(AuditRuns.Find(new SilentClassRule(), run, plan: Declared));
        Assert.Equal((NoteSeverity.Invalid, "DeploymentUser", 2), (finding.Severity, finding.Subject, finding.Number("names that only it sends")));
        Assert.Contains("sent nothing", finding.Meaning, StringComparison.Ordinal);
        Assert.NotNull(AuditRuns.Judge(new SilentClassRule(), run).Reason);
    }

    [Fact]
    public void One_exclusive_request_shows_that_a_class_ran() => AuditRuns.FindNothing(
        new SilentClassRule(),
        AuditRuns.Imported(("POST /deployments/", AuditRuns.Reported(100)), ("GET /deployments/17/", AuditRuns.Reported(1)), ("GET /burst/a", AuditRuns.Reported(100))),
        plan: Declared);

    [Fact]
    public void A_class_whose_own_requests_all_failed_never_reached_its_success()
    {
        var run = AuditRuns.Imported(("GET /deployments/17/", AuditRuns.Reported(50, 50)), ("GET /burst/a", AuditRuns.Reported(100)));
        Assert.Equal("DeploymentUser", Assert.Single(AuditRuns.Find(new SilentClassRule(), run, plan: Declared)).Subject);
    }

    [Fact]
    public void A_class_of_ours_without_an_iteration_sent_nothing()
    {
        var run = AuditRuns.Own();
        var dead = run with { Classes = [.. run.Classes, new UserClassSample { Name = "Seller", Planned = 10, Running = 0, Lost = 10, Iterations = 0, TasksStarted = [0] }] };
        var finding = Assert.Single(AuditRuns.Find(new SilentClassRule(), dead));
        Assert.Equal((NoteSeverity.Invalid, "Seller", 10), (finding.Severity, finding.Subject, finding.Number("users lost")));
        AuditRuns.FindNothing(new SilentClassRule(), run);
    }

    [Fact]
    public void A_class_of_ours_whose_requests_all_failed_is_a_warning_as_its_verdict_says_so()
    {
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new SilentClassRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(0, 100))))).Severity);
        AuditRuns.FindNothing(new SilentClassRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(1, 99))));
    }

    [Theory]
    [InlineData(0, NoteSeverity.Invalid)]
    [InlineData(100, NoteSeverity.Warning)]
    [InlineData(245, null)]
    public void A_task_comes_about_as_often_as_its_share(long looked, NoteSeverity? severity)
    {
        var run = AuditRuns.Own();
        run = run with
        {
            Plan = run.Plan with { Classes = [run.Plan.Classes[0] with { Tasks = [new TaskPlan("Buy", 3) { Share = 0.75 }, new TaskPlan("Look", 1) { Share = 0.25 }] }] },
            Classes = [run.Classes[0] with { TasksStarted = [1_000 - looked, looked] }],
        };
        if (severity is null)
        {
            AuditRuns.FindNothing(new MixRule(), run);
            return;
        }

        var finding = Assert.Single(AuditRuns.Find(new MixRule(), run));
        Assert.Equal((severity.Value, "Buyer: Look", looked, 250), (finding.Severity, finding.Subject, finding.Number("done"), finding.Number("to be expected")));
    }

    [Fact]
    public void Declared_requests_share_what_they_came_to_together()
    {
        var plan = new AuditPlan { Classes = [new AuditPlanClass { Name = "Cab", Requests = [new() { Name = "/pending", Weight = 4 }, new() { Name = "/{id}/approve", Weight = 3 }, new() { Name = "/{id}/reject" }] }] };
        AuditRuns.FindNothing(new MixRule(), Run(492, 379, 129), plan: plan); // A.8's weights, as measured
        var finding = Assert.Single(AuditRuns.Find(new MixRule(), Run(600, 400, 0), plan: plan));
        Assert.Equal((NoteSeverity.Invalid, 125), (finding.Severity, finding.Number("to be expected")));

        static RunResult Run(long pending, long approve, long reject) => AuditRuns.Imported(
            ("GET /pending", AuditRuns.Reported(pending)), ("POST /17/approve", AuditRuns.Reported(approve)), ("POST /17/reject", AuditRuns.Reported(reject)));
    }

    [Fact]
    public void Names_that_differ_in_ids_only_are_not_grouped()
    {
        (string, RequestStats)[] ids = [.. Enumerable.Range(1, 20).Select(i => ($"GET /orders/{i}/", AuditRuns.Stats(1)))];
        var finding = Assert.Single(AuditRuns.Find(new NamesRule(), AuditRuns.Own([("GET /list", AuditRuns.Stats(50)), .. ids])));
        Assert.Equal((NoteSeverity.Warning, 21, 20, 20, 1), (finding.Severity, finding.Number("names"), finding.Number("names of one request"), finding.Number("names that differ in ids only"), finding.Number("which are")));
        Assert.Equal(["GET /orders/{id}/"], finding.Examples);
        AuditRuns.FindNothing(new NamesRule(), AuditRuns.Own(ids[..12])); // a dozen articles may be meant
    }

    [Fact]
    public void Names_beyond_the_limit_are_not_grouped() =>
        Assert.Equal(7, Assert.Single(AuditRuns.Find(new NamesRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(50)), ("(other)", AuditRuns.Stats(7))))).Number("requests counted as (other)"));

    [Theory]
    [InlineData("p(99) < 500ms", 298, ThresholdOutcome.Failed, NoteSeverity.Warning)]
    [InlineData("p(99) < 500ms", 298, ThresholdOutcome.Passed, NoteSeverity.Note)]
    [InlineData("GET /items: p(99) < 500ms", 500, ThresholdOutcome.Failed, NoteSeverity.Note)]
    [InlineData("p(99) < 500ms", 1_000, ThresholdOutcome.Failed, null)]
    [InlineData("p(50) < 500ms", 20, ThresholdOutcome.Failed, null)]
    public void A_percentile_needs_samples(string threshold, long requests, ThresholdOutcome outcome, NoteSeverity? severity)
    {
        var run = AuditRuns.Own(("GET /items", AuditRuns.Stats(requests))) with { Thresholds = [new ThresholdResult(threshold, outcome, 1, "1 ms")] };
        if (severity is null)
        {
            AuditRuns.FindNothing(new TailRule(), run);
            return;
        }

        var finding = Assert.Single(AuditRuns.Find(new TailRule(), run));
        Assert.Equal((severity.Value, requests, 299), (finding.Severity, finding.Number("samples"), finding.Number("samples needed for an upper bound")));
    }

    [Theory]
    [InlineData("p(95){load:many} < 2x {load:one}", 20)]
    [InlineData("p(95){load:one} < 2x {load:many}", 20)]
    [InlineData("p(95){load:many} < 2s", null)]
    public void Of_two_percentiles_that_are_compared_the_one_of_fewer_samples_counts(string threshold, int? samples)
    {
        var run = AuditRuns.Own(("GET /items", AuditRuns.Stats(1_020))) with
        {
            Thresholds = [new ThresholdResult(threshold, ThresholdOutcome.Passed, 1, "1 ms")],
            Selections = new Dictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>>
            {
                ["{load:many}"] = new Dictionary<RequestKey, RequestStats> { [new("GET", "/items")] = AuditRuns.Stats(1_000) },
                ["{load:one}"] = new Dictionary<RequestKey, RequestStats> { [new("GET", "/items")] = AuditRuns.Stats(20) },
            },
        };
        if (samples is null)
        {
            AuditRuns.FindNothing(new TailRule(), run);
            return;
        }

        Assert.Equal(samples.Value, Assert.Single(AuditRuns.Find(new TailRule(), run)).Number("samples"));
    }

    [Theory]
    [InlineData("failure_rate < 0.3%", 300, 1, ThresholdOutcome.Failed, NoteSeverity.Warning)]
    [InlineData("success_rate >= 99%", 200, 0, ThresholdOutcome.Passed, NoteSeverity.Note)]
    [InlineData("success_rate >= 99%", 6_000, 0, ThresholdOutcome.Passed, null)]
    [InlineData("failure_rate < 1%", 6_000, 600, ThresholdOutcome.Failed, null)]
    public void One_failure_of_few_requests_is_no_trend(string threshold, long requests, long failed, ThresholdOutcome outcome, NoteSeverity? severity)
    {
        var run = AuditRuns.Own(("GET /items", AuditRuns.Stats(requests - failed, failed))) with { Thresholds = [new ThresholdResult(threshold, outcome, 1, "1 %")] };
        if (severity is null)
        {
            AuditRuns.FindNothing(new FewErrorsRule(), run);
            return;
        }

        var finding = Assert.Single(AuditRuns.Find(new FewErrorsRule(), run));
        var interval = Wilson.Of(failed, requests);
        Assert.Equal((severity.Value, 100 * interval.Low, 100 * interval.High), (finding.Severity, finding.Number("at least"), finding.Number("at most")));
    }

    [Fact]
    public void Ten_requests_are_too_few_for_a_verdict() =>
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new FewErrorsRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(10))))).Severity);

    [Fact]
    public void Thresholds_changed_after_the_start_are_found()
    {
        const string Hash = "9f3c36fa9f1bfb34a52bb0c2c4e1c1b2c6a5c2a3d1b0e9f8a7b6c5d4e3f20100"; // of none of these
        var run = AuditRuns.Own();
        AuditRuns.FindNothing(new ThresholdsChangedRule(), run);
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new ThresholdsChangedRule(), run with { Plan = run.Plan with { ThresholdsHash = Hash } })).Severity);
        var judged = run with { Thresholds = [new ThresholdResult("p(99) < 9s", ThresholdOutcome.Passed, 1, "1 ms")] };
        var finding = Assert.Single(AuditRuns.Find(new ThresholdsChangedRule(), judged));
        Assert.Equal((NoteSeverity.Warning, "p(99) < 9s"), (finding.Severity, Assert.Single(finding.Examples)));
        Assert.NotNull(AuditRuns.Judge(new ThresholdsChangedRule(), AuditRuns.Imported()).Reason);
    }

    [Theory]
    [InlineData("failure_rate <= 100%", true)]
    [InlineData("failure_rate <= 1", true)]
    [InlineData("success_rate >= 0%", true)]
    [InlineData("requests >= 0", true)]
    [InlineData("requests_per_second >= 0.5", false)]
    [InlineData("failure_rate < 5%", false)]
    [InlineData("success_rate >= 99%", false)]
    [InlineData("p(99) < 500ms", false)]
    public void A_threshold_that_cannot_fail_is_known(string threshold, bool cannot) => Assert.Equal(cannot, ThresholdText.CannotFail(threshold));

    [Fact]
    public void A_run_that_could_not_have_failed_is_a_note()
    {
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new NoGoalRule(), AuditRuns.Own())).Severity);
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new NoGoalRule(), AuditRuns.Own(), use: AuditUse.Capacity)).Severity);
        Assert.Equal(1, Assert.Single(AuditRuns.Find(new NoGoalRule(), With("p(99) < 1s", "failure_rate <= 100%"))).Number("thresholds that cannot fail"));
        Assert.Contains("failures", Assert.Single(AuditRuns.Find(new NoGoalRule(), With("p(99) < 1s"))).Meaning, StringComparison.Ordinal);
        AuditRuns.FindNothing(new NoGoalRule(), With("p(99) < 1s", "success_rate >= 99%"));

        static RunResult With(params string[] thresholds) => AuditRuns.Own() is var run ? run with { Plan = run.Plan with { Thresholds = thresholds } } : null!;
    }
}
