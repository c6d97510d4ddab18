using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class ThresholdObserverTests
{
    [Fact]
    public async Task The_run_ends_at_the_first_second_in_which_the_totals_do_not_hold()
    {
        // 2 failures of 10, then of 20, then 12 of 30.
        var control = await Follow("failures <= 10 abort", Second(8, 2), Second(10, 0), Second(0, 10), Second(0, 10));
        Assert.Equal([(3, RunEnding.ThresholdAborted, "The threshold 'failures <= 10 abort' does not hold: 12.")], control.Stops);
    }

    [Fact]
    public async Task Not_before_its_delay()
    {
        var control = await Follow("failure_rate < 5% abort after 3s", Second(0, 10), Second(0, 10), Second(0, 10), Second(0, 10));
        Assert.Equal(3, Assert.Single(control.Stops).Second);
    }

    [Fact]
    public async Task Not_where_it_has_recovered_when_its_delay_is_over()
    {
        var control = await Follow("failure_rate < 50% abort after 2s", Second(1, 9), Second(100, 0), Second(100, 0));
        Assert.Empty(control.Stops);
    }

    [Fact]
    public async Task Not_without_data()
    {
        var control = await Follow("/x: p(99) < 1ms abort", Second(0, 10), Second(0, 0));
        Assert.Empty(control.Stops);
    }

    [Fact]
    public async Task Not_where_it_does_not_say_abort()
    {
        var observer = new ThresholdObserver([Threshold.Parse("failures < 1")]);
        Assert.False(observer.IsNeeded);
        Assert.Empty((await Follow("failures < 1", Second(0, 10))).Stops);
    }

    [Fact]
    public async Task Requests_per_second_are_of_the_time_so_far()
    {
        var control = await Follow("requests_per_second > 8 abort after 2s", Second(10, 0), Second(10, 0), Second(4, 0), Second(0, 0));
        Assert.Equal([(3, RunEnding.ThresholdAborted, "The threshold 'requests_per_second > 8 abort after 2s' does not hold: 8/s.")], control.Stops);
    }

    [Fact]
    public async Task Percentiles_and_checks_are_of_all_seconds_together()
    {
        Assert.Single((await Follow("p(50) < 2ms abort", Second(2, 0), Second(9, 0))).Stops);
        Assert.Empty((await Follow("p(50) < 9ms abort", Second(2, 0), Second(9, 0))).Stops);
        var (good, bad) = (Second(1, 0, new(9, 0)), Second(1, 0, new(0, 2)));
        Assert.Equal(2, Assert.Single((await Follow("check('ok') > 90% abort", good, bad)).Stops).Second);
        Assert.Empty((await Follow("check('ok') > 80% abort", good, bad)).Stops);
    }

    [Fact]
    public async Task A_window_ends_the_run_when_it_is_full_and_does_not_hold()
    {
        // Windows of 3 s: 0 … 2 has 30 requests, 1 … 3 has 24.
        var control = await Follow("requests >= 30 over 3s abort", Second(10, 0), Second(10, 0), Second(10, 0), Second(4, 0), Second(0, 0));
        Assert.Equal([(4, RunEnding.ThresholdAborted, "The threshold 'requests >= 30 over 3s abort' does not hold: 24 (in the window of 3 s, at 1s).")], control.Stops);
    }

    [Fact]
    public async Task A_window_ends_no_run_before_the_delay_or_after_it_recovered()
    {
        Assert.Equal(4, Assert.Single((await Follow("failures < 5 over 2s abort after 4s", Second(0, 9), Second(0, 9), Second(0, 9), Second(0, 9))).Stops).Second);
        Assert.Empty((await Follow("failures < 5 over 2s abort after 4s", Second(0, 9), Second(9, 0), Second(9, 0), Second(9, 0), Second(9, 0))).Stops);
    }

    [Fact]
    public async Task What_is_not_measured_ends_no_run()
    {
        Assert.Empty((await Follow("requests{class:Thief} >= 5 over 1s abort", Second(1, 0), Second(1, 0))).Stops);
        Assert.Empty((await Follow("/y: requests >= 5 over 1s abort", Second(1, 0), Second(1, 0))).Stops);
    }

    [Fact]
    public async Task The_warm_up_ends_no_run_and_delays_count_from_its_end()
    {
        var observer = new ThresholdObserver([Threshold.Parse("requests >= 10 abort after 2s")]);
        var control = new RunControlStub();
        for (; control.Second < 5; control.Second++)
        {
            var interval = MadeRun.Second(control.Second, MadeRun.Successes(1)) with { Phase = control.Second < 3 ? Phase.WarmUp : Phase.Steady };
            await observer.Interval(interval, control, TestContext.Current.CancellationToken);
        }

        Assert.Equal([(4, RunEnding.ThresholdAborted, "The threshold 'requests >= 10 abort after 2s' does not hold: 2.")], control.Stops);
    }

    private static (RequestStats Stats, CheckStats Check) Second(int successes, int failures, CheckStats check = default) =>
        (MadeRun.Successes(successes, failures), check);

    private static async Task<RunControlStub> Follow(string threshold, params (RequestStats Stats, CheckStats Check)[] seconds)
    {
        var observer = new ThresholdObserver([Threshold.Parse("requests > 0"), Threshold.Parse(threshold)]);
        var control = new RunControlStub();
        foreach (var (stats, check) in seconds)
        {
            var interval = new IntervalSnapshot
            {
                Index = control.Second,
                Offset = TimeSpan.FromSeconds(control.Second++),
                Length = TimeSpan.FromSeconds(1),
                Requests = new Dictionary<RequestKey, RequestStats> { [MadeRun.Get("/")] = stats },
                Checks = new Dictionary<string, CheckStats> { ["ok"] = check },
                Classes = [],
            };
            await observer.Interval(interval, control, TestContext.Current.CancellationToken);
        }

        return control;
    }
}
