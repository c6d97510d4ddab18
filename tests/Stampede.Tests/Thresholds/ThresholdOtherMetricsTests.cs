using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>What is not about requests: arrivals, iterations, transactions and the test's own metrics.</summary>
public sealed class ThresholdOtherMetricsTests
{
    private static readonly RunResult Run = MadeRun.Of((MadeRun.Get("/x"), MadeRun.Successes(100))) with
    {
        Arrivals =
        [
            new ArrivalSample { Load = "rush", Scheduled = 900, Started = 890, Late = 9, Dropped = 10, InFlight = 3 },
            new ArrivalSample { Load = "base", Scheduled = 100, Started = 100, Late = 1, Dropped = 0, InFlight = 3 },
            new ArrivalSample { Load = "never", Scheduled = 0, Started = 0, Late = 0, Dropped = 0, InFlight = 0 },
        ],
        Classes =
        [
            new UserClassSample { Name = "Buyer", Planned = 1, Running = 1, Lost = 0, Iterations = 60, TasksStarted = [] },
            new UserClassSample { Name = "Seller", Planned = 1, Running = 1, Lost = 0, Iterations = 40, TasksStarted = [] },
        ],
        Transactions = new Dictionary<string, RequestStats> { ["check out"] = MadeRun.Successes(90, failures: 10) },
        Metrics = new Dictionary<string, CustomMetricStats>
        {
            ["orders"] = new() { Kind = CustomMetricKind.Counter, Count = 12, Sum = 120.5, Last = 1, Minimum = 1, Maximum = 50 },
            ["queue"] = new() { Kind = CustomMetricKind.Gauge, Count = 4, Sum = 10, Last = 2, Minimum = -1, Maximum = 6 },
            ["cache hit"] = new() { Kind = CustomMetricKind.Rate, Count = 200, Sum = 180 },
            ["pay time"] = Trend(),
            ["nothing"] = new() { Kind = CustomMetricKind.Counter },
        },
    };

    [Theory]
    [InlineData("arrivals >= 1k", ThresholdOutcome.Passed, "1,000")]
    [InlineData("late_arrivals < 10", ThresholdOutcome.Failed, "10")]
    [InlineData("dropped_arrivals == 0", ThresholdOutcome.Failed, "10")]
    [InlineData("dropped_arrivals{load:base} == 0", ThresholdOutcome.Passed, "0")]
    [InlineData("dropped_arrivals{load:nowhere} == 0", ThresholdOutcome.NoData, "no data")]
    [InlineData("late_arrival_rate{load:rush} <= 1%", ThresholdOutcome.Passed, "1 %")]
    [InlineData("dropped_arrival_rate < 1%", ThresholdOutcome.Failed, "1 %")]
    [InlineData("dropped_arrival_rate{load:never} < 1%", ThresholdOutcome.NoData, "no data")]
    [InlineData("iterations >= 100", ThresholdOutcome.Passed, "100")]
    [InlineData("iterations_per_second{class:Seller} > 4", ThresholdOutcome.Failed, "4/s")]
    [InlineData("iterations{class:Thief} >= 0", ThresholdOutcome.NoData, "no data")]
    [InlineData("TRANSACTION check out: p(50) < 46ms", ThresholdOutcome.Passed, "45 ms of successes")]
    [InlineData("TRANSACTION check out: failure_rate < 10%", ThresholdOutcome.Failed, "10 %")]
    [InlineData("TRANSACTION check out: requests == 100", ThresholdOutcome.Passed, "100")]
    [InlineData("TRANSACTION check in: requests >= 0", ThresholdOutcome.NoData, "no data")]
    [InlineData("counter('orders') >= 120.5", ThresholdOutcome.Passed, "120.5")]
    [InlineData("counter('orders') per_second >= 13", ThresholdOutcome.Failed, "12.1/s")]
    [InlineData("counter('nothing') >= 1", ThresholdOutcome.Failed, "0")]
    [InlineData("counter('queue') >= 1", ThresholdOutcome.NoData, "no data")]
    [InlineData("counter('unknown') >= 0", ThresholdOutcome.NoData, "no data")]
    [InlineData("gauge('queue') == 2", ThresholdOutcome.Passed, "2")]
    [InlineData("gauge('queue') max < 6", ThresholdOutcome.Failed, "6")]
    [InlineData("gauge('queue') min >= -1", ThresholdOutcome.Passed, "-1")]
    [InlineData("gauge('queue') avg == 2.5", ThresholdOutcome.Passed, "2.5")]
    [InlineData("rate('cache hit') > 90%", ThresholdOutcome.Failed, "90 %")]
    [InlineData("trend('pay time') p(50) <= 500.5", ThresholdOutcome.Passed, "500")]
    [InlineData("trend('pay time') max == 1000", ThresholdOutcome.Passed, "1,000")]
    [InlineData("trend('pay time') avg < 500", ThresholdOutcome.Failed, "501")]
    [InlineData("trend('pay time') count == 1k", ThresholdOutcome.Passed, "1,000")]
    public void They_are_compared_as_they_were_measured(string text, ThresholdOutcome outcome, string measured)
    {
        var result = Threshold.Parse(text).Evaluate(Run);
        Assert.Equal((outcome, measured), (result.Outcome, result.MeasuredText));
    }

    [Fact]
    public void Evaluating_changes_nothing()
    {
        Threshold.Parse("trend('pay time') max < 5").Evaluate(Run);
        Threshold.Parse("trend('pay time') max < 5").Evaluate(Run);
        Assert.Equal((1_000, 1_000), (Run.Metrics["pay time"].Count, Run.Metrics["pay time"].Values!.Count));
    }

    private static CustomMetricStats Trend()
    {
        var trend = new CustomMetricStats { Kind = CustomMetricKind.Trend, Count = 1_000, Sum = 500_500, Last = 1_000, Minimum = 1, Maximum = 1_000, Values = new Histogram() };
        for (var i = 1; i <= 1_000; i++)
        {
            trend.Values.Record(i * 1_000);
        }

        return trend;
    }
}
