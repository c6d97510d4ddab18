using Stampede.Importing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class RunBuilderTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RunFacts Facts = new() { Format = "rows", Name = "test", Files = ["x"], Unknown = UnknownParts.Plan };

    [Fact]
    public void A_row_counts_in_the_second_in_which_it_ended()
    {
        var builder = new RunBuilder();
        Add(builder, start: 0.9, seconds: 0.2);
        Add(builder, start: 2.5, seconds: 0.5, status: 503, failure: FailureKind.Status);
        var run = builder.Result(Facts);

        Assert.Equal(Begin.AddSeconds(0.9), run.Started);
        Assert.Equal(2.1, run.Duration.TotalSeconds, 1e-6);
        Assert.Equal([(0.0, 0.1, 0L), (0.1, 1.0, 1L), (1.1, 1.0, 0L), (2.1, 1e-6, 1L)], run.Intervals.Select(i =>
            (i.Offset.TotalSeconds, i.Length.TotalSeconds, i.Requests.Values.Sum(r => r.Settled))));
        var stats = run.Requests[new("GET", "/a")];
        Assert.Equal((2, 1, 200_000, 500_000), (stats.Settled, stats.Failed, stats.ResponseTime.Max, stats.FailedResponseTime.Max));
        Assert.Equal([(200, 1L), (503, 1L)], stats.Statuses.Select(s => (s.Key, s.Value)));
        var failure = Assert.Single(run.Failures);
        Assert.Equal((FailureKind.Status, 1, Begin.AddSeconds(3)), (failure.Key.Kind, failure.Stats.Count, failure.Stats.First));
        Assert.False(run.Knows(UnknownParts.Users) || run.Knows(UnknownParts.Plan));
        Assert.True(run.Knows(UnknownParts.Started | UnknownParts.Duration));
    }

    [Fact]
    public void Rows_in_any_order_make_the_same_run()
    {
        var rows = Enumerable.Range(0, 6_000).Select(i => (Start: i * 0.05, Seconds: 0.001 * (1 + (i % 97)))).ToArray();
        var shuffled = rows.ToArray();
        new Random(7).Shuffle(shuffled);
        var (ordered, mixed) = (Run(rows, 32 << 20), Run(shuffled, 32 << 20));

        Assert.Equal((ordered.Started, ordered.Duration, ordered.Intervals.Count), (mixed.Started, mixed.Duration, mixed.Intervals.Count));
        Assert.Equal(6_000, mixed.Total().Settled);
        Assert.Equal(ordered.Total().ResponseTime.Encode(), mixed.Total().ResponseTime.Encode());
        foreach (var (a, b) in ordered.Intervals.Zip(mixed.Intervals))
        {
            Assert.Equal((a.Offset, a.Length), (b.Offset, b.Length));
            Assert.Equal(a.Requests.Values.Select(r => (r.Settled, r.ResponseTime.Encode())), b.Requests.Values.Select(r => (r.Settled, r.ResponseTime.Encode())));
        }
    }

    [Theory]
    [InlineData(20_000, 10)]
    [InlineData(6_000, 60)]
    public void Beyond_the_limit_seconds_are_folded_and_nothing_is_lost(int limit, int least)
    {
        var rows = Enumerable.Range(0, 6_000).Select(i => (Start: i * 0.1, Seconds: 0.001 * (1 + (i % 97)))).ToArray();
        var run = Run(rows, limit);

        Assert.Contains(run.Notes, n => n.Id == "INTERVALS-FOLDED");
        Assert.True(run.Intervals[1].Length.TotalSeconds >= least);
        Assert.Equal(6_000, run.Intervals.Sum(i => i.Requests.Values.Sum(r => r.Settled)));
        Assert.Equal(run.Total().ResponseTime.Sum, run.Intervals.Sum(i => i.Requests.Values.Sum(r => r.ResponseTime.Sum)));
        Assert.Equal(run.Duration, run.Intervals[^1].Offset + run.Intervals[^1].Length);
    }

    [Fact]
    public void Names_are_bounded_and_secrets_in_them_masked()
    {
        var builder = new RunBuilder();
        for (var i = 0; i < 2_500; i++)
        {
            Add(builder, start: 0, seconds: 0.1, name: $"/item/{i}");
        }

        Add(builder, start: 0, seconds: 0.1, name: "/login?token=abc");
        var run = builder.Result(Facts);
        Assert.Equal((2_001, 501), (run.Requests.Count, run.Requests[RequestKey.Other].Settled));
        Assert.Contains(run.Notes, n => n.Id == "NAMES-NOT-GROUPED" && n.Text.StartsWith("501 ", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Requests.Keys, k => k.Name.Contains("abc", StringComparison.Ordinal));
    }

    [Fact]
    public void Users_iterations_checks_and_metrics_stand_in_their_seconds()
    {
        var builder = new RunBuilder();
        Add(builder, start: 0, seconds: 0.5);
        builder.Users("browse", At(0.2), 3);
        builder.Users("browse", At(2.2), 5);
        builder.Iterations("browse", At(2.5), 2);
        builder.Check("is ok", At(2.5), passed: true);
        builder.Check("is ok", At(0.5), passed: false);
        builder.Transaction("pay", At(2.5), 400_000, failed: false);
        builder.Metric(builder.MetricId(CustomMetricKind.Trend, "size"), CustomMetricKind.Trend, At(2.5), 12.5);
        builder.Arrivals("open", At(2.5), started: 4, dropped: 1);
        var run = builder.Result(Facts);

        Assert.Equal([3, 3, 5], run.Intervals.Select(i => i.Classes[0].Running));
        Assert.Equal([0, 0, 2L], run.Intervals.Select(i => i.Classes[0].Iterations));
        Assert.Equal(("browse", 5, 2), (run.Classes[0].Name, run.Classes[0].Running, run.Classes[0].Iterations));
        Assert.Equal(new CheckStats(1, 1), run.Checks["is ok"]);
        Assert.Equal(400_000, run.Transactions["pay"].ResponseTime.Max);
        Assert.Equal(12.5, run.Metrics["size"].Maximum);
        Assert.Equal((5, 4, 1), (run.Arrivals[0].Scheduled, run.Arrivals[0].Started, run.Arrivals[0].Dropped));
        Assert.True(run.Knows(UnknownParts.Users));
        Assert.Equal(5, run.Plan.Load.Users);
    }

    [Fact]
    public void A_long_silence_is_said_and_not_filled()
    {
        var builder = new RunBuilder();
        Add(builder, start: 0, seconds: 0.1);
        Add(builder, start: 86_400 * 300, seconds: 0.1);
        var run = builder.Result(Facts);
        Assert.Equal(2, run.Intervals.Count);
        Assert.Contains(run.Notes, n => n.Id == "GAP-IN-TIME");
    }

    [Fact]
    public void Without_a_row_nothing_is_known_of_time()
    {
        var run = new RunBuilder().Result(Facts);
        Assert.False(run.Knows(UnknownParts.Started) || run.Knows(UnknownParts.Duration));
        Assert.Contains(run.Notes, n => n.Id == "NO-REQUESTS");
        Assert.Empty(run.Intervals);
    }

    private static long At(double seconds) => RunBuilder.Micros(Begin) + (long)Math.Round(seconds * 1e6);

    private static void Add(RunBuilder builder, double start, double seconds, int status = 200, FailureKind failure = FailureKind.None, string name = "/a") => builder.Add(new RequestRow
    {
        Request = builder.RequestId("GET", name),
        End = At(start + seconds),
        Elapsed = (long)Math.Round(seconds * 1e6),
        Status = status,
        Failure = failure,
    });

    private static RunResult Run(IEnumerable<(double Start, double Seconds)> rows, int limit)
    {
        var builder = new RunBuilder(limit);
        foreach (var (start, seconds) in rows)
        {
            Add(builder, start, seconds);
        }

        return builder.Result(Facts);
    }
}
