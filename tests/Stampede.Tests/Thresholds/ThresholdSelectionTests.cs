using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class ThresholdSelectionTests
{
    private static readonly RunResult Run = MadeRun.Of((MadeRun.Get("/x"), MadeRun.Successes(100)), (MadeRun.Post("/x"), MadeRun.Successes(50, failures: 50))) with
    {
        Selections = new Dictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>>
        {
            ["{class:Buyer}"] = new Dictionary<RequestKey, RequestStats> { [MadeRun.Get("/x")] = MadeRun.Successes(30) },
            ["{class:Buyer, status:5xx}"] = new Dictionary<RequestKey, RequestStats> { [MadeRun.Post("/x")] = MadeRun.Successes(0, failures: 7) },
            ["{status:503}"] = new Dictionary<RequestKey, RequestStats>(),
            ["{class:Byer}"] = new Dictionary<RequestKey, RequestStats>(),
        },
    };

    [Theory]
    [InlineData("max{class:Buyer} < 30ms", ThresholdOutcome.Failed, "30 ms")]
    [InlineData("requests{class:Buyer} >= 30", ThresholdOutcome.Passed, "30")]
    [InlineData("requests_per_second{class:Buyer} >= 3", ThresholdOutcome.Passed, "3/s")]
    [InlineData("failures{status:5xx, class:Buyer} <= 7", ThresholdOutcome.Passed, "7")]
    [InlineData("POST /x {class:Buyer, status:5xx}: failure_rate < 100%", ThresholdOutcome.Failed, "100 %")]
    [InlineData("/x {class:Buyer}: count == 30", ThresholdOutcome.Passed, "30")]
    [InlineData("requests{status:503} <= 5", ThresholdOutcome.Passed, "0")]
    [InlineData("POST /x {status:503}: requests <= 5", ThresholdOutcome.Passed, "0")]
    [InlineData("requests_per_second{status:503} >= 5", ThresholdOutcome.Failed, "0/s")]
    [InlineData("/nowhere {status:503}: requests <= 5", ThresholdOutcome.NoData, "no data")]
    [InlineData("p(99){status:503} < 5s", ThresholdOutcome.NoData, "no data")]
    [InlineData("failure_rate{status:503} < 5%", ThresholdOutcome.NoData, "no data")]
    [InlineData("requests{load:rush} >= 0", ThresholdOutcome.NoData, "no data")]
    [InlineData("POST /x {class:Buyer}: p(99) < 5s", ThresholdOutcome.NoData, "no data")]
    public void It_is_about_what_it_selects(string text, ThresholdOutcome outcome, string measured)
    {
        var result = Threshold.Parse(text).Evaluate(Run);
        Assert.Equal((outcome, measured), (result.Outcome, result.MeasuredText));
    }

    [Theory]
    [InlineData("requests{class:Byer} <= 5", ThresholdOutcome.NoData)]
    [InlineData("requests{class:Buyer} <= 50", ThresholdOutcome.Passed)]
    [InlineData("requests{status:503} <= 50", ThresholdOutcome.Passed)]
    public void A_class_that_the_plan_has_not_is_no_data(string text, ThresholdOutcome outcome)
    {
        var run = Run with
        {
            Plan = Run.Plan with { Classes = [new UserClassPlan { Name = "Buyer", Weight = 1, FixedCount = 0, WaitTime = "none", Tasks = [new TaskPlan("Buy", 1) { Tags = ["a"] }] }] },
        };
        Assert.Equal(outcome, Threshold.Parse(text).Evaluate(run).Outcome);
        Assert.False(Engine.ThresholdSelections.IsPossible(new RequestSelection { Tag = "b" }, run.Plan));
        Assert.True(Engine.ThresholdSelections.IsPossible(new RequestSelection { Tag = "a" }, run.Plan));
    }
}
