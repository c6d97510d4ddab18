using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class ThinkTimeCeilingTests
{
    private static readonly UserClassPlan Buyer = Class("Buyer", WaitTime.Between(0.1, 0.5));
    private static readonly UserClassPlan Seller = Class("Seller", WaitTime.Constant(2));

    [Fact]
    public void A_thousand_users_waiting_a_third_of_a_second_cannot_make_ten_thousand_requests_a_second() => Assert.Equal(
        [
            "1,000 users of Buyer waiting between 0.1 and 0.5 s (mean 0.3 s) cannot make more than 3,333 iterations per second; the threshold 'requests_per_second >= 10000' "
            + "asks for 10,000 requests per second, and each task makes one request by default: start more users (3,000 would do), let them wait less, "
            + "say how many requests a task makes ([Task(Requests = 3)]), or run with --insist.",
        ],
        Problems("requests_per_second >= 10000", [Users(1_000)], Buyer));

    [Theory]
    [InlineData("requests_per_second >= 3333")]
    [InlineData("requests_per_second > 3333")]
    [InlineData("requests_per_second >= 3336")] // the first iterations of 1,000 users add 3.3/s to five minutes
    [InlineData("requests_per_second < 10000")]
    [InlineData("requests_per_second != 10000")]
    [InlineData("/x: requests_per_second >= 10000")]
    [InlineData("requests >= 10M")]
    [InlineData("requests_per_second{class:Thief} >= 10000")]
    [InlineData("requests_per_second{status:2xx} >= 10000")]
    public void What_can_be_reached_or_is_no_lower_bound_is_no_problem(string threshold) => Assert.Empty(Problems(threshold, [Users(1_000)], Buyer));

    [Theory]
    [InlineData("requests_per_second >= 3340")]
    [InlineData("requests_per_second == 10k/s")]
    [InlineData("requests_per_second > 10000 over 30s")]
    [InlineData("iterations_per_second >= 10000")]
    [InlineData("requests_per_second{class:Buyer} >= 10000")]
    [InlineData("requests_per_second{load:users} >= 10000")]
    [InlineData("iterations_per_second{class:Buyer} >= 10000")]
    public void What_cannot_be_reached_is_said(string threshold) => Assert.Contains($"'{threshold}'", Assert.Single(Problems(threshold, [Users(1_000)], Buyer)));

    [Fact]
    public void Where_a_wait_is_none_or_unknown_there_is_no_ceiling()
    {
        foreach (var wait in (WaitTime[])[WaitTime.None, WaitTime.Custom(_ => 1), WaitTime.Constant(0)])
        {
            Assert.Empty(Problems("requests_per_second >= 1M", [Users(10)], Class("Free", wait)));
            Assert.Empty(Problems("requests_per_second >= 1M", [Users(10)], Class("Free", wait), Seller));
        }

        var inSet = Buyer with { Tasks = [new TaskPlan("Browse/Look", 1) { Set = "Browse" }] };
        Assert.Empty(Problems("requests_per_second >= 1M", [Users(10)], inSet));
        Assert.Single(Problems("requests_per_second{class:Seller} >= 1M", [Users(10)], Class("Free", WaitTime.None), Seller));
    }

    [Fact]
    public void A_schedule_of_users_is_a_ceiling_as_well()
    {
        Assert.StartsWith(
            "10 users of Paced iterating every 2 s cannot make more than 5 iterations per second;",
            Assert.Single(Problems("requests_per_second >= 6", [Users(10)], Class("Paced", WaitTime.Pacing(2)))));
        Assert.StartsWith(
            "1 user of Limited iterating at most 4/s per user cannot make more than 4 iterations per second;",
            Assert.Single(Problems("iterations_per_second > 5", [Users(1)], Class("Limited", WaitTime.Throughput(4)))));
    }

    [Fact]
    public void Classes_share_the_users_and_add_up()
    {
        var few = Seller with { FixedCount = 10 };
        Assert.StartsWith(
            "90 users of Buyer waiting between 0.1 and 0.5 s (mean 0.3 s) (300/s) and 10 users of Seller waiting 2 s (5/s) together cannot make more than 305 iterations per second;",
            Assert.Single(Problems("requests_per_second >= 310", [Users(100)], Buyer, few)));
        Assert.Contains("start more users (20 would do)", Assert.Single(Problems("requests_per_second{class:Seller} >= 10", [Users(100)], Buyer, few)));
    }

    [Fact]
    public void Tasks_say_how_many_requests_they_make()
    {
        var mix = Seller with { Tasks = [new TaskPlan("A", 1) { Share = 0.5, Requests = 1 }, new TaskPlan("B", 1) { Share = 0.5, Requests = 4 }] };
        Assert.Empty(Problems("requests_per_second >= 125", [Users(100)], mix));
        Assert.Contains(
            "50 iterations per second, and with the requests that their tasks say to make 125 requests per second;",
            Assert.Single(Problems("requests_per_second >= 130", [Users(100)], mix)));
        Assert.Single(Problems("iterations_per_second >= 125", [Users(100)], mix));
    }

    [Fact]
    public void Loads_add_up_only_while_they_run_together()
    {
        var (first, second) = (Users(100) with { Name = "first", End = TimeSpan.FromMinutes(1) }, Users(100) with { Name = "second", Start = TimeSpan.FromMinutes(1) });
        Assert.Single(Problems("requests_per_second >= 60", [first, second], Seller));
        Assert.Empty(Problems("requests_per_second >= 60", [first with { End = null }, second], Seller));
        Assert.Single(Problems("requests_per_second{load:second} >= 60", [first with { End = null }, second], Seller));
    }

    [Fact]
    public void Arrivals_are_a_ceiling_whatever_their_users_wait()
    {
        var rush = Users(1_000) with { Name = "rush", IsOpen = true, ArrivalRate = 50 };
        Assert.Equal(
            "The arrivals of Buyer in the load 'rush' cannot make more than 50 iterations per second; the threshold 'requests_per_second{load:rush} >= 60' asks for "
            + "60 requests per second, and each task makes one request by default: raise the rate, say how many requests a task makes ([Task(Requests = 3)]), or run with --insist.",
            Assert.Single(Problems("requests_per_second{load:rush} >= 60", [rush, Users(5)], Buyer)));
        Assert.Empty(Problems("requests_per_second >= 60", [rush, Users(5)], Buyer));
        Assert.Single(Problems("requests_per_second{class:Buyer} >= 30", [rush], Buyer, Seller));
    }

    [Fact]
    public void The_page_says_what_is_said() => Assert.Contains(
        Assert.Single(Problems("requests_per_second >= 10000", [Users(1_000)], Buyer)), ThresholdDocsTests.Text("thresholds.md"));

    [Fact]
    public void A_short_run_is_mostly_first_iterations() =>
        Assert.Empty(ThinkTimeCeiling.Problems(Plan([Users(1_000)], TimeSpan.FromSeconds(2), Seller), [Threshold.Parse("requests_per_second >= 900")]));

    [Fact]
    public void The_plan_has_what_the_ceiling_needs()
    {
        var plan = Prepare(typeof(Pacer));
        Assert.Equal((0.5, null), (plan.Classes[0].CycleSeconds, plan.Classes[0].MeanWait));
        Assert.Equal([("Search", 3), ("Look", 1)], plan.Classes[0].Tasks.Select(t => (t.Name, t.Requests)));
        Assert.StartsWith(
            "40 users of Pacer iterating every 0.5 s cannot make more than 80 iterations per second, and with the requests that their tasks say to make 160 requests per second;",
            Assert.Single(ThinkTimeCeiling.Problems(plan, [Threshold.Parse("requests_per_second >= 200"), Threshold.Parse("requests_per_second >= 160")])));
    }

    [Fact]
    public void A_number_of_requests_below_0_is_refused() =>
        Assert.Equal(["Liar.Lie says that it makes -1 requests: it is a number, 0 or more."], Assert.Throws<LoadTestException>(() => Prepare(typeof(Liar))).Problems);

    private static RunPlan Prepare(Type userClass) => RunPreparation.Prepare(
        new LoadTest { Host = "http://localhost:1", Load = Load.Users(40).For("1h"), Users = [userClass] }, new RunOptions(), null, new RunJudging { Judge = r => r }).Plan;

    private static IEnumerable<string> Problems(string threshold, LoadPartPlan[] loads, params UserClassPlan[] classes) =>
        ThinkTimeCeiling.Problems(Plan(loads, TimeSpan.FromMinutes(5), classes), [Threshold.Parse("p(99) < 500ms"), Threshold.Parse(threshold)]);

    private static RunPlan Plan(LoadPartPlan[] loads, TimeSpan duration, params UserClassPlan[] classes) => MadeRun.Of().Plan with
    {
        Classes = classes,
        Load = new LoadPlan
        {
            Kind = "users",
            Description = "",
            Users = 1,
            Duration = duration,
            Parts = [.. loads.Select(l => l with { Classes = [.. classes.Select(c => c.Name)] })],
        },
    };

    private static LoadPartPlan Users(int count) => new()
    {
        Name = "users",
        Kind = "users",
        Description = "",
        IsOpen = false,
        Users = count,
        Start = TimeSpan.Zero,
        Classes = [],
    };

    private static UserClassPlan Class(string name, WaitTime wait) => new()
    {
        Name = name,
        Weight = 1,
        FixedCount = 0,
        WaitTime = wait.Description,
        MeanWait = wait.MeanSeconds,
        CycleSeconds = wait.CycleSeconds,
        Tasks = [new TaskPlan("Work", 1) { Share = 1 }],
    };

    private sealed class Pacer : HttpUser
    {
        public override WaitTime WaitTime => WaitTime.Pacing(0.5);

        [Task(Requests = 3)]
        public void Search()
        {
        }

        [Task]
        public void Look()
        {
        }
    }

    private sealed class Liar : HttpUser
    {
        [Task(Requests = -1)]
        public void Lie()
        {
        }
    }
}
