using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Metrics;

namespace Stampede.Tests;

public class HistoryReportTests
{
    [Theory]
    [MemberData(nameof(ChangePointsTests.Known), MemberType = typeof(ChangePointsTests))]
    public void Known_answers_come_out_with_their_indexes(double[] series, int[] indexes)
    {
        var report = MadeRuns.Report(MadeRuns.OfMeans([.. series.Select(v => (double?)v)]));

        Assert.Equal(indexes, Assert.Single(report.Plans).Changes.Select(c => c.Index));
    }

    [Fact]
    public void A_change_says_by_how_much_which_way_and_after_which_run()
    {
        double?[] means = [100, 101, 99, 100, 102, 98, 100, 101, 99, 100, 120, 121, 119, 120, 122, 118];
        var plan = Assert.Single(MadeRuns.Report(MadeRuns.OfMeans(means)).Plans);
        var change = Assert.Single(plan.Changes);

        Assert.Equal(("GET /a", HistoryMetric.Mean, ChangeKind.Mean, 10), (change.Service, change.Metric, change.Kind, change.Index));
        Assert.Equal(0.2, change.Change, 1e-9);
        Assert.InRange(change.ChangeLow!.Value, 0.17, 0.199);
        Assert.InRange(change.ChangeHigh!.Value, 0.201, 0.23);
        Assert.Equal((0, 9, 10, 100.0), (change.Before.First, change.Before.Last, change.Before.Runs, change.Before.Mean));
        Assert.Equal((10, 15, 6), (change.After.First, change.After.Last, change.After.Runs));
        Assert.True(change.Before.Low < 100 && change.Before.High > 100);
        Assert.True(change is { IsWorse: true, IsSmall: false, IsRegression: true, State: ChangeState.Lasting });
        Assert.Equal((9, 10), (change.SuspectAfter, change.SuspectLast));
        Assert.True(change.P < 0.0001 && change.Q is > 0.0005 and < 0.005); // P of Student is of one place; q is what shuffling gives anywhere
        Assert.Equal([change], plan.Lasting);
    }

    [Fact]
    public void Less_throughput_is_worse_and_fewer_errors_are_better()
    {
        var runs = Enumerable.Range(0, 20).Select(i => MadeRuns.Run(i, new ServiceMetrics
        {
            Service = "GET /a",
            Requests = 1_000,
            RequestsPerSecond = (i < 10 ? 100 : 80) + i % 3,
            ErrorRate = (i < 10 ? 2 : 0.5) + i % 2 * 0.1,
        }));
        var changes = Assert.Single(MadeRuns.Report(runs).Plans).Changes;

        Assert.Equal([(HistoryMetric.ErrorRate, false), (HistoryMetric.RequestsPerSecond, true)], changes.Select(c => (c.Metric, c.IsWorse)));
        Assert.Equal(-1.5, changes[0].Difference, 1e-9); // percentage points
    }

    [Fact]
    public void A_certain_change_that_is_too_small_to_matter_is_told_and_no_regression()
    {
        double?[] means = [.. Enumerable.Range(0, 30).Select(i => (double?)((i < 15 ? 100 : 101) + i % 2 * 0.1))];
        var report = MadeRuns.Report(MadeRuns.OfMeans(means));

        Assert.True(Assert.Single(report.Plans[0].Changes) is { Index: 15, IsSmall: true, IsRegression: false });
        Assert.False(report.HasRegression);
        Assert.True(MadeRuns.Report(MadeRuns.OfMeans(means), new HistoryOptions { Margin = 0.005 }).HasRegression);
    }

    [Fact]
    public void Too_few_runs_say_so_and_are_not_tested()
    {
        var report = MadeRuns.Report(MadeRuns.OfMeans(1, 1, 1, 1, 5, 5, 5, 5, 5));

        Assert.True(report.HasTooFewRuns);
        Assert.Equal((0, 0, true), (report.Plans[0].Tested, report.Plans[0].Changes.Count, report.Plans[0].HasTooFewRuns));
        Assert.True(HistoryReport.Of([]).HasTooFewRuns);
        Assert.False(MadeRuns.Report(MadeRuns.OfMeans(1, 1, 1, 1, 1, 5, 5, 5, 5, 5)).HasTooFewRuns);
    }

    [Fact]
    public void A_gap_is_neither_zero_nor_filled_and_its_runs_are_suspects_too()
    {
        double?[] means = [100, 101, 99, 100, null, 98, 100, 101, 99, 100, null, null, 120, 121, 119, null, 122, 118];
        var plan = MadeRuns.Report(MadeRuns.OfMeans(means)).Plans[0];
        var change = Assert.Single(plan.Changes);

        Assert.Equal((12, 9, 12), (change.Index, change.SuspectAfter, change.SuspectLast));
        Assert.Equal((9, 5), (change.Before.Runs, change.After.Runs));
        Assert.Equal(means, plan.Metrics.Single(m => m.Metric == HistoryMetric.Mean).Values);
    }

    [Fact]
    public void A_change_is_gone_after_five_runs_that_are_back()
    {
        double[] old = [.. Enumerable.Range(0, 20).Select(i => 100.0 + i % 3)];
        double[] slow = [.. Enumerable.Range(0, 20).Select(i => 150.0 + i % 3)];
        Assert.Equal(ChangeState.Lasting, First([.. old, .. slow]));
        Assert.Equal(ChangeState.Lasting, First([.. old, .. slow, 100, 150, 101])); // chance
        Assert.Equal(ChangeState.Returning, First([.. old, .. slow, 100, 101, 102, 100]));
        Assert.Equal(ChangeState.Gone, First([.. old, .. slow, 100, 101, 102, 100, 100]));
        Assert.Equal(ChangeState.Gone, First([.. old, .. slow, 70, 71, 69, 70, 70])); // better than before
        Assert.Equal(ChangeState.Lasting, First([.. old, .. slow, 125, 126, 124, 125, 125])); // better, but not back

        static ChangeState First(double[] means) => MadeRuns.Report(MadeRuns.OfMeans([.. means.Select(m => (double?)m)])).Plans[0].Changes[0].State;
    }

    [Fact]
    public void A_few_last_runs_that_are_others_are_not_counted_before_they_are_certain()
    {
        double?[] means = [.. Enumerable.Range(0, 40).Select(i => (double?)(100 + i % 3))];
        var one = MadeRuns.Report(MadeRuns.OfMeans([.. means, 120])).Plans[0];
        var apart = MadeRuns.Report(MadeRuns.OfMeans([.. means, 105, 125])).Plans[0];
        var three = MadeRuns.Report(MadeRuns.OfMeans([.. means, 120, 121, 119])).Plans[0];

        Assert.Empty(one.Changes);
        Assert.Equal(40, Assert.Single(one.Uncertain).Index);
        Assert.Empty(apart.Changes);
        Assert.Equal(40, Assert.Single(three.Changes).Index);
    }

    [Fact]
    public void A_plateau_that_is_over_is_told_with_both_of_its_ends()
    {
        var random = new Random(47);
        double?[] means = [.. Enumerable.Range(0, 43).Select(i => (double?)((i is >= 9 and < 21 ? 130 : 100) * (1 + 0.03 * Draws.Normal(random))))];
        var report = MadeRuns.Report(MadeRuns.OfMeans(means));

        Assert.Equal([(9, true, ChangeState.Gone), (21, false, ChangeState.Lasting)], report.Plans[0].Changes.Select(c => (c.Index, c.IsWorse, c.State)));
        Assert.False(report.HasRegression);
    }

    [Fact]
    public void Whether_a_change_is_gone_can_be_said_by_later_runs_alone()
    {
        double?[] means = [100, 101, 99, 100, 102, 98, 100, 101, 99, 100, 120, 121, 119, 120, 122, 118];
        var change = Assert.Single(MadeRuns.Report(MadeRuns.OfMeans(means)).Plans[0].Changes);

        Assert.InRange(change.Reach, 2.5, 4.5);
        Assert.Equal(ChangeState.Lasting, change.StateAfter([120, 121, 119]));
        Assert.Equal(ChangeState.Lasting, change.StateAfter([]));
        Assert.Equal(ChangeState.Lasting, change.StateAfter([100, 101, 120]));
        Assert.Equal(ChangeState.Returning, change.StateAfter([120, 100, null, 101, 99, 100]));
        Assert.Equal(ChangeState.Gone, change.StateAfter([120, 100, null, 101, 99, 100, 100]));
    }

    [Fact]
    public void Another_machine_at_the_change_is_a_suspect()
    {
        double?[] means = [100, 101, 99, 100, 102, 98, 100, 101, 120, 121, 119, 120, 122];
        var runs = MadeRuns.OfMeans(means).Select((r, i) => r.With(m => m with { Machine = i < 8 ? "ci-1" : "ci-2", Runtime = i == 12 ? "10.0.1" : "10.0.0" }));
        var plan = MadeRuns.Report(runs).Plans[0];

        Assert.Equal([new EnvironmentChange(8, "machine", "ci-1", "ci-2"), new EnvironmentChange(12, "runtime", "10.0.0", "10.0.1")], plan.Environment);
        Assert.Equal([plan.Environment[0]], Assert.Single(plan.Changes).Environment);
    }

    [Fact]
    public void One_mode_that_moves_is_seen_by_the_second_detector_only()
    {
        var random = new Random(41);
        var runs = Enumerable.Range(0, 40).Select(i => MadeRuns.Run(i, MadeRuns.Of("GET /a", MadeRuns.ThreeModes(random, i < 20 ? 40_000 : 46_000)))).ToArray();
        var plan = MadeRuns.Report(runs).Plans[0];
        var change = Assert.Single(plan.Changes);

        Assert.Equal((ChangeKind.Distribution, 20, true, ChangeState.Lasting), (change.Kind, change.Index, change.IsWorse, change.State));
        Assert.InRange(change.Distribution!.Value, 38, 48);
        Assert.True(change.Distribution.ShareAfter < change.Distribution.ShareBefore - 0.1);
        Assert.Equal(100 * change.Distribution.ShareBefore, change.Before.Mean, 1e-6);
        Assert.Equal(change.Distribution.Value, plan.Metrics.Single(m => m.Metric == HistoryMetric.Distribution).UpTo);
        Assert.Empty(MadeRuns.Report(runs, new HistoryOptions { Metrics = [HistoryMetric.Mean] }).Plans[0].Changes);
        Assert.Equivalent(plan.Changes, MadeRuns.Report(runs.Select(r => r.Pack())).Plans[0].Changes);
    }

    [Fact]
    public void A_change_that_both_detectors_see_is_one_with_both_evidences()
    {
        var random = new Random(42);
        var runs = Enumerable.Range(0, 30).Select(i => MadeRuns.Run(i, MadeRuns.Of("GET /a", MadeRuns.Times(random, i < 18 ? 40_000 : 60_000))));
        var plan = MadeRuns.Report(runs).Plans[0];

        Assert.All(plan.Changes, c => Assert.Equal((ChangeKind.Mean, 18), (c.Kind, c.Index)));
        Assert.Contains(plan.Changes, c => c.Metric == HistoryMetric.Median);
        Assert.All(plan.Changes, c => Assert.Equal(18, c.Distribution!.Index));
    }

    [Fact]
    public void Stationary_histories_of_many_metrics_are_silent()
    {
        // Stated: at most one in twenty of the changes that count is false; so nearly all of these histories have none.
        var random = new Random(43);
        var falsely = 0;
        for (var round = 0; round < 12; round++)
        {
            var runs = Enumerable.Range(0, 30).Select(i =>
                MadeRuns.Run(i, [.. Enumerable.Range(0, 4).Select(s => MadeRuns.Of($"GET /{s}", MadeRuns.Times(random, 40_000 * (1 + 0.03 * Draws.Normal(random))), 100 + Draws.Normal(random)))]));
            falsely += MadeRuns.Report(runs).Plans[0].Changes.Count > 0 ? 1 : 0;
        }

        Assert.InRange(falsely, 0, 2);
    }

    [Fact]
    public void Runs_at_one_of_two_levels_by_chance_are_no_changes()
    {
        // Student's test alone finds changes in half of such histories: a few runs at one level seem to vary little.
        var random = new Random(48);
        var falsely = 0;
        for (var round = 0; round < 20; round++)
        {
            var runs = Enumerable.Range(0, 50).Select(i => MadeRuns.Run(i, [.. Enumerable.Range(0, 4).Select(s => new ServiceMetrics
            {
                Service = $"GET /{s}",
                Requests = 1_000,
                Mean = Level(),
                P95 = Level(),
                P99 = Level(),
            })]));
            falsely += MadeRuns.Report(runs).Plans[0].Changes.Count > 0 ? 1 : 0;
        }

        Assert.InRange(falsely, 0, 4);

        double Level() => (random.NextDouble() < 0.8 ? 100 : 200) * (1 + 0.05 * Draws.Normal(random));
    }

    [Fact]
    public void What_chance_finds_among_many_metrics_is_uncertain()
    {
        // One metric with a change that is certain by itself (P is about 0.0001), beside 200 without any.
        double[] step = [.. Enumerable.Range(0, 40).Select(i => (i < 20 ? 100 : 106.7) + 3.5 * (i * 2 % 5 - 2))];
        var alone = MadeRuns.Report(step.Select((v, i) => MadeRuns.Run(i, new ServiceMetrics { Service = "s", Requests = 1, Mean = v }))).Plans[0];
        var among = MadeRuns.Report(step.Select((v, i) => MadeRuns.Run(
            i,
            [new ServiceMetrics { Service = "s", Requests = 1, Mean = v }, .. Enumerable.Range(0, 200).Select(s => new ServiceMetrics { Service = $"t{s}", Requests = 1, Mean = 5 })]))).Plans[0];

        Assert.Single(alone.Changes);
        Assert.Empty(among.Changes);
        Assert.True(Assert.Single(among.Uncertain) is { Q: > 0.05 });
        Assert.Equal(201, among.Tested);
    }

    [Fact]
    public void The_second_detector_works_through_long_histories_in_windows()
    {
        var random = new Random(45);
        var runs = Enumerable.Range(0, 130).Select(i => MadeRuns.Run(i, MadeRuns.Of("GET /a", MadeRuns.ThreeModes(random, i is >= 30 and < 90 ? 48_000 : 40_000))));
        var indexes = MadeRuns.Report(runs, new HistoryOptions { Window = 20, Metrics = [HistoryMetric.Distribution] }).Plans[0].Changes.Select(c => c.Index).ToArray();

        Assert.Equal([30, 90], indexes);
    }

    [Fact]
    public async Task A_report_is_read_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(46);
        var runs = Enumerable.Range(0, 40).Select(i => MadeRuns.Run(i, MadeRuns.Of("GET /a\"<b>\n", MadeRuns.ThreeModes(random, i < 20 ? 40_000 : 46_000), i < 25 ? 100 + i % 2 : 50 + i % 2, i < 30 ? 0 : 1)))
            .Select((r, i) => r.With(m => m with { Machine = i < 20 ? "ci-1" : "ci-2" })).Append(MadeRuns.Run(41)).ToArray();
        var report = HistoryReport.Of(RunHistory.Of(runs), new HistoryOptions { Last = 39, Margin = 0.01 }, [new ExcludedRun("broken", null, "no JSON")]);
        using (var stream = File.Create(folder.File("h.json")))
        {
            report.Write(stream);
        }

        var read = await HistoryReport.Read(folder.File("h.json"), TestContext.Current.CancellationToken);
        using var again = new MemoryStream();
        read.Write(again);
        Assert.Equal(await File.ReadAllBytesAsync(folder.File("h.json"), TestContext.Current.CancellationToken), again.ToArray());
        Assert.Equal(39, read.Plans[0].Runs.Count);
        Assert.Contains(read.Plans[0].Changes, c => double.IsPositiveInfinity(c.Change));
        Assert.Contains(read.Plans[0].Changes, c => c.Kind == ChangeKind.Distribution);
        Assert.Equal(report.HasRegression, read.HasRegression);
    }

    [Theory]
    [InlineData("{}", "There is no \"schema\"")]
    [InlineData("{\"schema\":\"stampede-history\",\"version\":2}", "use a newer Stampede")]
    [InlineData("{\"schema\":\"stampede-history\",\"version\":1,\"options\":{\"window\":1,\"max_p\":0.001,\"max_q\":0.05,\"margin\":0.02,\"error_margin_points\":0.1,\"seed\":1},\"plans\":[],\"unread\":[]}", "Window is 1")]
    public async Task A_file_that_is_none_is_refused(string json, string message)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("h.json"), json, TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<Results.RunFolderException>(async () => await HistoryReport.Read(folder.File("h.json"), TestContext.Current.CancellationToken));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused_together()
    {
        var message = Assert.Throws<ArgumentException>(() => HistoryReport.Of([], new HistoryOptions { Window = 1, MaxP = 2, Last = 0 })).Message;
        Assert.Contains("Window is 1", message, StringComparison.Ordinal);
        Assert.Contains("MaxP is 2", message, StringComparison.Ordinal);
        Assert.Contains("Last is 0", message, StringComparison.Ordinal);
    }
}
