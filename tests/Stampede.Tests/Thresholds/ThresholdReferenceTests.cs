using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Thresholds that compare requests with other requests of the run: <c>p(95){load:many} &lt; 2x {load:one}</c>.</summary>
public sealed class ThresholdReferenceTests
{
    private static readonly RunResult Run = MadeRun.Of((MadeRun.Get("/x"), MadeRun.Successes(300)), (MadeRun.Get("/y"), MadeRun.Successes(10))) with
    {
        Selections = new Dictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>>
        {
            ["{load:one}"] = new Dictionary<RequestKey, RequestStats> { [MadeRun.Get("/x")] = MadeRun.Successes(100) },
            ["{load:many}"] = new Dictionary<RequestKey, RequestStats>
            {
                [MadeRun.Get("/x")] = MadeRun.Successes(200),
                [MadeRun.Get("/y")] = MadeRun.Successes(10),
            },
            ["{load:none}"] = new Dictionary<RequestKey, RequestStats>(),
        },
    };

    [Theory]
    [InlineData("max{load:many} < 2x {load:one}", ThresholdOutcome.Failed, "200 ms (2 times the 100 ms of {load:one})")]
    [InlineData("max{load:many} <= 2x{load:one}", ThresholdOutcome.Passed, "200 ms (2 times the 100 ms of {load:one})")]
    [InlineData("GET /x {load:many}: p(50) < 2.5x {load:one}", ThresholdOutcome.Passed, "100 ms (2 times the 50 ms of {load:one})")]
    [InlineData("max < 3.5x {load:one}", ThresholdOutcome.Passed, "300 ms (3 times the 100 ms of {load:one})")]
    [InlineData("p(95){load:many} < 1.5x {load:none}", ThresholdOutcome.NoData, "no data")]
    [InlineData("p(95){load:none} < 1.5x {load:many}", ThresholdOutcome.NoData, "no data")]
    [InlineData("p(95){load:many} < 1.5x {load:unknown}", ThresholdOutcome.NoData, "no data")]
    [InlineData("GET /y {load:many}: p(95) < 1.5x {load:one}", ThresholdOutcome.NoData, "no data")]
    public void It_holds_where_the_figure_is_not_so_many_times_the_other(string text, ThresholdOutcome outcome, string measured)
    {
        var result = Threshold.Parse(text).Evaluate(Run);
        Assert.Equal((outcome, measured), (result.Outcome, result.MeasuredText));
    }

    [Theory]
    [InlineData("p(95){load:b} < 2x", "it ends where a selection is expected")]
    [InlineData("p(95){load:b} < 2x {load:b}", "that is compared with itself")]
    [InlineData("p(95){load:b} < 2x {lod:a}", "nothing is selected by 'lod'; did you mean load?")]
    [InlineData("p(95){load:b} < 2x {load:a} over 10s", "'over' stands where the end is expected")]
    [InlineData("p(95){load:b} < 2x {load:a} abort", "'abort' stands where the end is expected")]
    [InlineData("TRANSACTION t: p(95) < 2x {load:a}", "this is not counted by load")]
    [InlineData("requests{load:b} < 2x {load:a}", "'x' is no unit")]
    [InlineData("p(95){load:b} < 2xs", "'xs' is no unit of time")]
    public void What_cannot_be_compared_is_refused(string text, string problem)
    {
        Assert.False(Threshold.TryParse(text, out _, out var said));
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_sides_are_counted_apart_and_a_load_of_its_own_is_put_before_the_comparison()
    {
        var threshold = Threshold.Parse("p(95) < 2x {load:one}").ForLoad("many");
        Assert.Equal("p(95){load:many} < 2x {load:one}", threshold.Text);
        Assert.Equal(["{load:many}", "{load:one}"], ThresholdSelections.Of([threshold]).Select(s => s.Text));
    }

    [Fact]
    public void The_rate_of_a_load_is_that_of_its_own_time()
    {
        // 10 s are measured, from second 5 on: of the first load 2 s, of the second 8, of the third all.
        var run = Run with
        {
            Phases = [new(Phase.WarmUp, TimeSpan.Zero, TimeSpan.FromSeconds(5), 0, 0), new(Phase.Steady, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), 310, 0)],
            Plan = Run.Plan with { Load = Run.Plan.Load with { Parts = [Part("one", 0, 7), Part("many", 7, null), Part("none", 0, null)] } },
        };

        Assert.Equal("50/s", Threshold.Parse("requests_per_second{load:one} >= 10").Evaluate(run).MeasuredText);
        Assert.Equal("26.3/s", Threshold.Parse("requests_per_second{load:many} >= 10").Evaluate(run).MeasuredText);
        Assert.Equal("0/s", Threshold.Parse("requests_per_second{load:none} >= 10").Evaluate(run).MeasuredText);
        Assert.Equal("31/s", Threshold.Parse("requests_per_second >= 10").Evaluate(run).MeasuredText);
    }

    private static LoadPartPlan Part(string name, int start, int? end) => new()
    {
        Name = name,
        Kind = "users",
        Description = "",
        IsOpen = false,
        Users = 1,
        Start = TimeSpan.FromSeconds(start),
        End = end is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Classes = [],
    };
}
