using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Results;

namespace Stampede.Tests;

public class RunHistoryTests
{
    [Fact]
    public void Runs_in_any_order_come_in_that_of_their_starts()
    {
        var runs = MadeRuns.OfMeans([.. Enumerable.Range(0, 20).Select(i => (double?)i)]);
        new Random(3).Shuffle(runs);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"run-{i:000}"), Assert.Single(RunHistory.Of(runs)).Runs.Select(r => r.Id));
    }

    [Fact]
    public void Runs_of_one_second_go_by_their_names()
    {
        var runs = MadeRuns.OfMeans(1, 2, 3).Select(r => r.With(m => m with { Started = MadeRuns.Start })).Reverse();

        Assert.Equal(["run-000", "run-001", "run-002"], Assert.Single(RunHistory.Of(runs)).Runs.Select(r => r.Id));
    }

    [Fact]
    public void The_tenth_of_a_file_does_not_stand_before_the_second()
    {
        var runs = MadeRuns.OfMeans([.. Enumerable.Range(1, 12).Select(i => (double?)i)]).Select((r, i) => r.With(m => m with { Started = MadeRuns.Start }) with { Id = $"m.json#{i + 1}" });

        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"m.json#{i}"), Assert.Single(RunHistory.Of(runs.Reverse())).Runs.Select(r => r.Id));
    }

    [Fact]
    public void Where_no_start_is_known_the_given_order_stays_and_a_single_one_without_is_left_out()
    {
        var runs = MadeRuns.OfMeans(1, 2, 3);
        Array.Reverse(runs);
        var unknown = runs.Select(r => r.With(m => m with { Started = null })).ToArray();

        Assert.Equal(["run-002", "run-001", "run-000"], Assert.Single(RunHistory.Of(unknown)).Runs.Select(r => r.Id));
        var history = Assert.Single(RunHistory.Of([unknown[0], runs[1], runs[2]]));
        Assert.Equal(["run-000", "run-001"], history.Runs.Select(r => r.Id));
        Assert.Contains("without a known start", Assert.Single(history.Excluded).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Plans_are_never_mixed_and_an_older_plan_of_the_name_is_superseded()
    {
        var runs = MadeRuns.OfMeans(1, 2, 3, 4);
        runs[2] = runs[2].With(m => m with { PlanHash = new string('b', 64) });
        runs[3] = runs[3].With(m => m with { Name = "other" });
        var histories = RunHistory.Of(runs);

        Assert.Equal([("checkout", 'a', true), ("checkout", 'b', false), ("other", 'a', false)], histories.Select(h => (h.Plan, h.PlanHash![0], h.IsSuperseded)));
        Assert.Equal(["other"], RunHistory.Of(runs, "other").Select(h => h.Plan));
        Assert.Equal('b', Assert.Single(RunHistory.Of(runs, "bbbbbb")).PlanHash![0]);
        Assert.Empty(RunHistory.Of(runs, "bbbbb"));
        Assert.Empty(RunHistory.Of(runs, "missing"));
    }

    [Fact]
    public void Runs_of_unknown_plans_are_one_history_only_if_that_is_said()
    {
        var files = MadeRuns.OfMeans(1, 2).Select((r, i) => r.With(_ => new RunManifest { Name = $"night-{i}", Format = "locust-csv", Started = MadeRuns.Start.AddDays(i) })).ToArray();

        Assert.Equal(2, RunHistory.Of(files).Count);
        var one = Assert.Single(RunHistory.Of(files, "nightly"));
        Assert.Equal(("nightly", null, "locust-csv", 2), (one.Plan, one.PlanHash, one.Format, one.Runs.Count));
        Assert.Equal(2, RunHistory.Of([files[0], files[1].With(m => m with { Format = "k6" })], "nightly").Count);
    }

    [Fact]
    public void What_is_unfit_is_left_out_with_its_reason()
    {
        var runs = MadeRuns.OfMeans(1, 2, 3, 4, 5, 6, 7);
        runs[0] = runs[0].With(m => m with { Verdict = Verdict.Invalid });
        runs[1] = runs[1].With(m => m with { Ending = RunEnding.Interrupted });
        runs[2] = runs[2].With(m => m with { Ending = RunEnding.None });
        runs[3] = runs[3] with { Metrics = runs[3].Metrics with { Services = [] } };
        runs[4] = runs[4].With(m => m with { Verdict = Verdict.Failed });
        runs[5] = runs[5].With(m => m with { Ending = RunEnding.ThresholdAborted });
        var history = Assert.Single(RunHistory.Of(runs));

        Assert.Equal(["run-004", "run-006"], history.Runs.Select(r => r.Id));
        Assert.Equal(
            ["run-000: invalid: its numbers must not be believed", "run-001: interrupted before its time", "run-002: unfinished: it still runs, or its process was killed", "run-003: without any request", "run-005: stopped by a threshold before its time"],
            history.Excluded.Select(r => $"{r.Id}: {r.Reason}"));
    }
}
