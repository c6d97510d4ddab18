using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class ThresholdWindowTests
{
    [Fact]
    public void The_worst_of_all_full_windows_decides_and_is_printed()
    {
        // 300 seconds of 1 … 10 ms; in the 160th one of 612 ms.
        var intervals = Seconds(300, i => i == 159 ? Slow() : MadeRun.Successes(10));
        var result = Evaluate("p(99.9) < 500ms over 30s", intervals);
        Assert.Equal((ThresholdOutcome.Failed, 612_000.0, "612 ms (n = 301, worst of 271 windows of 30 s, at 2m10s)"), (result.Outcome, result.Measured, result.MeasuredText));
        Assert.Equal("5 ms (worst of 1 window of 5m, at 0s)", Evaluate("p(50) < 500ms over 5m", intervals).MeasuredText);

        static RequestStats Slow()
        {
            var stats = MadeRun.Successes(11);
            stats.ResponseTime.Clear();
            stats.ResponseTime.Record(612_000);
            stats.ResponseTime.Record(1_000, 10);
            return stats;
        }
    }

    [Theory]
    [InlineData("requests_per_second >= 8 over 10s", ThresholdOutcome.Failed, "5.5/s (worst of 91 windows of 10 s, at 40s)")]
    [InlineData("requests_per_second >= 5.5 over 10s", ThresholdOutcome.Passed, "5.5/s (worst of 91 windows of 10 s, at 40s)")]
    [InlineData("requests_per_second >= 8 over 1m", ThresholdOutcome.Passed, "9.25/s (worst of 41 windows of 1m, at 0s)")]
    [InlineData("requests >= 56 over 10s", ThresholdOutcome.Failed, "55 (worst of 91 windows of 10 s, at 40s)")]
    [InlineData("failure_rate < 10% over 5s", ThresholdOutcome.Passed, "2 % (worst of 96 windows of 5 s, at 1m6s)")]
    [InlineData("failures == 0 over 10s", ThresholdOutcome.Failed, "1 (worst of 91 windows of 10 s, at 1m1s)")]
    [InlineData("POST /x: failures == 0 over 10s", ThresholdOutcome.NoData, "no data")]
    [InlineData("check('ok') >= 50% over 10s", ThresholdOutcome.Passed, "50 % (worst of 91 windows of 10 s, at 0s)")]
    [InlineData("iterations >= 30 over 10s", ThresholdOutcome.Passed, "30 (worst of 91 windows of 10 s, at 0s)")]
    [InlineData("dropped_arrivals == 0 over 2s", ThresholdOutcome.Failed, "2 (worst of 99 windows of 2 s, at 0s)")]
    [InlineData("counter('orders') >= 20 over 10s", ThresholdOutcome.Passed, "20 (worst of 91 windows of 10 s, at 0s)")]
    [InlineData("gauge('queue') < 99 over 10s", ThresholdOutcome.Failed, "99 (worst of 91 windows of 10 s, at 1m30s)")]
    [InlineData("requests{class:A} >= 10 over 10s", ThresholdOutcome.Passed, "10 (worst of 91 windows of 10 s, at 0s)")]
    [InlineData("requests{class:B} >= 0 over 10s", ThresholdOutcome.NoData, "no data")]
    [InlineData("TRANSACTION t: max <= 3ms over 10s", ThresholdOutcome.Passed, "3 ms (worst of 91 windows of 10 s, at 0s)")]
    [InlineData("requests >= 0 over 2m", ThresholdOutcome.NoData, "no data")]
    public void Every_metric_can_be_over_windows(string text, ThresholdOutcome outcome, string measured)
    {
        // 10 requests a second, 1 a second from 45 s to 50 s; one failure at 70 s.
        var result = Evaluate(text, Seconds(100, i => i is >= 45 and < 50 ? MadeRun.Successes(1) : i == 70 ? MadeRun.Successes(9, failures: 1) : MadeRun.Successes(10)));
        Assert.Equal((outcome, measured), (result.Outcome, result.MeasuredText));
    }

    [Fact]
    public void A_name_that_stops_coming_has_windows_of_0()
    {
        var intervals = Seconds(60, i => MadeRun.Successes(i < 30 ? 5 : 0), onlyWhenAny: true);
        Assert.Equal("0/s (worst of 51 windows of 10 s, at 30s)", Evaluate("GET /: requests_per_second >= 1 over 10s", intervals).MeasuredText);
        Assert.Equal(ThresholdOutcome.NoData, Evaluate("GET /y: requests_per_second >= 1 over 10s", intervals).Outcome);
        Assert.Equal("5 ms (worst of 30 windows of 10 s, at 0s)", Evaluate("GET /: max < 1s over 10s", intervals).MeasuredText);
    }

    [Fact]
    public void Only_the_steady_phase_has_windows()
    {
        var intervals = Seconds(60, i => MadeRun.Successes(i is < 10 or >= 50 ? 100 : 5));
        intervals = [.. intervals.Select((s, i) => s with { Phase = i < 10 ? Phase.WarmUp : i >= 50 ? Phase.CoolDown : Phase.Steady })];
        Assert.Equal("50 (worst of 31 windows of 10 s, at 10s)", Evaluate("requests < 51 over 10s", intervals).MeasuredText);
        Assert.Equal(ThresholdOutcome.NoData, Evaluate("requests < 51 over 45s", intervals).Outcome);
    }

    [Fact]
    public void No_window_spans_a_gap()
    {
        var intervals = Seconds(40, _ => MadeRun.Successes(5));
        intervals = [.. intervals.Select((s, i) => i < 20 ? s : s with { Offset = s.Offset + TimeSpan.FromSeconds(5) })];
        Assert.Equal("50 (worst of 22 windows of 10 s, at 0s)", Evaluate("requests < 51 over 10s", intervals).MeasuredText);
    }

    [Fact]
    public void Intervals_are_never_exactly_a_second()
    {
        var at = TimeSpan.Zero;
        var random = new Random(5);
        var intervals = Seconds(100, _ => MadeRun.Successes(5)).Select(s =>
        {
            var length = TimeSpan.FromSeconds(0.98 + random.NextDouble() * 0.04);
            var moved = s with { Offset = at, Length = length };
            at += length;
            return moved;
        }).ToArray();
        Assert.StartsWith("50 (worst of 91 windows of 10 s", Evaluate("requests < 51 over 10s", intervals).MeasuredText);
    }

    [Fact]
    public void Folded_intervals_do_for_windows_that_they_fit_into()
    {
        var intervals = Seconds(30, _ => MadeRun.Successes(5)).Select((s, i) => s with { Offset = TimeSpan.FromSeconds(i * 10), Length = TimeSpan.FromSeconds(10) }).ToArray();
        Assert.Equal("15 (worst of 28 windows of 30 s, at 0s)", Evaluate("requests < 51 over 30s", intervals).MeasuredText);
        Assert.Equal(ThresholdOutcome.NoData, Evaluate("requests < 51 over 5s", intervals).Outcome);
    }

    [Fact]
    public void An_interval_of_a_generator_that_stood_still_hides_nothing()
    {
        // The 20th interval took 3 s, and all its requests were slow.
        var intervals = Seconds(40, i => MadeRun.Successes(i == 20 ? 90 : 5)).Select((s, i) => s with
        {
            Offset = TimeSpan.FromSeconds(i <= 20 ? i : i + 2),
            Length = TimeSpan.FromSeconds(i == 20 ? 3.7 : 1),
        }).Select((s, i) => i > 20 ? s with { Offset = s.Offset + TimeSpan.FromSeconds(0.7) } : s).ToArray();
        Assert.StartsWith("90 ms (worst of ", Evaluate("max < 80ms over 10s", intervals).MeasuredText);
        Assert.StartsWith("90 ms (worst of ", Evaluate("max < 80ms over 3s", intervals).MeasuredText);
    }

    [Fact]
    public void Long_windows_slide_by_a_sixtieth_of_their_length()
    {
        var intervals = Seconds(1_200, i => MadeRun.Successes(i == 900 ? 1 : 5));
        Assert.Equal("2,996 (worst of 61 windows of 10m, at 5m10s)", Evaluate("requests >= 1 over 10m", intervals).MeasuredText);
    }

    [Fact]
    public void A_window_is_the_sum_of_its_intervals()
    {
        var random = new Random(3);
        var intervals = Seconds(200, _ => MadeRun.Successes(random.Next(1, 40), random.Next(3)));
        foreach (var length in (int[])[1, 2, 7, 30])
        {
            var worst = Enumerable.Range(0, 200 - length + 1).Max(from =>
            {
                var sum = new RequestStats();
                foreach (var interval in intervals.Skip(from).Take(length))
                {
                    sum.Add(interval.Requests[MadeRun.Get("/")]);
                }

                return sum.ResponseTime.Percentile(90);
            });
            Assert.Equal(worst, Evaluate($"p(90) < 1s over {length}s", intervals).Measured);
        }
    }

    [Fact]
    public async Task Without_kept_intervals_the_follower_of_the_run_knows()
    {
        var intervals = Seconds(60, i => MadeRun.Successes(i == 30 ? 90 : 5));
        var run = Whole(intervals);
        Threshold[] thresholds = [.. ((string[])["max < 80ms over 10s", "requests > 0", "max < 1s over 5m"]).Select(Threshold.Parse)];
        var observer = new ThresholdObserver(thresholds);
        Assert.True(observer.IsNeeded);
        foreach (var interval in intervals)
        {
            await observer.Interval(interval, new RunControlStub(), TestContext.Current.CancellationToken);
        }

        var judged = Judge.Apply(run with { Intervals = [] }, thresholds, 1, observer);
        Assert.Equal(["90 ms (worst of 51 windows of 10 s, at 21s)", "385", "no data"], judged.Thresholds.Select(t => t.MeasuredText));
        Assert.Equal(Judge.Apply(run, thresholds, 1).Thresholds, judged.Thresholds);
        Assert.Equal(3, judged.ExitCode);
    }

    private static ThresholdResult Evaluate(string text, IReadOnlyList<IntervalSnapshot> intervals) => Threshold.Parse(text).Evaluate(Whole(intervals));

    private static RunResult Whole(IReadOnlyList<IntervalSnapshot> intervals)
    {
        var stats = new RequestStats();
        foreach (var interval in intervals)
        {
            foreach (var one in interval.Requests.Values)
            {
                stats.Add(one);
            }
        }

        return MadeRun.Of((MadeRun.Get("/"), stats)) with { Intervals = intervals };
    }

    private static IntervalSnapshot[] Seconds(int count, Func<int, RequestStats> stats, bool onlyWhenAny = false) =>
        [.. Enumerable.Range(0, count).Select(i => MadeRun.Second(i, stats(i), onlyWhenAny))];
}
