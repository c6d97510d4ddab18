using Stampede.Importing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class GatlingLogImporterTests
{
    private const string Run = "RUN\tshop.Sim\tsim\t1763280000000\t \t3.9.5\n";

    [Fact]
    public async Task A_log_has_its_numbers()
    {
        var run = await ImportedSample.Read("gatling-log", "simulation.log");
        Assert.Equal(
            [("Checkout / Bank / Confirm", 1L, 0L), ("Checkout / Cart", 1L, 0L), ("Checkout / Pay", 1L, 1L), ("Home", 3L, 0L)],
            run.Requests.OrderBy(r => r.Key.Name, StringComparer.Ordinal).Select(r => (r.Key.Name, r.Value.Settled, r.Value.Failed)));
        var home = run.Requests[new("", "Home")];
        Assert.Equal((20_000, 35_000, 40_000), (home.ResponseTime.Min, home.ResponseTime.Percentile(50) / 1_000 * 1_000, home.ResponseTime.Max));
        Assert.Equal(1_190_000, run.Requests[new("", "Checkout / Pay")].FailedResponseTime.Max);
        Assert.Equal([("Checkout", 1L), ("Checkout / Bank", 0L)], run.Transactions.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (t.Key, t.Value.Failed)));
        Assert.Equal(1_300_000, run.Transactions["Checkout"].FailedResponseTime.Max);
        var failure = Assert.Single(run.Failures);
        Assert.Equal(("status.find.in(200,201), but actually found 500", DateTimeOffset.FromUnixTimeMilliseconds(1_763_280_001_900)), (failure.Key.Text, failure.Stats.First));
        Assert.Equal(("shop.CheckoutSimulation", DateTimeOffset.FromUnixTimeMilliseconds(1_763_280_000_000), 2.6), (run.Plan.Name, run.Started, run.Duration.TotalSeconds));
        Assert.Equal([2, 2, 0], run.Intervals.Select(i => i.Classes.Sum(c => c.Running)));
        Assert.Contains(run.Notes, n => n.Id == "GATLING-ERRORS" && n.Text.Contains("No attribute named 'cart'", StringComparison.Ordinal));
        Assert.True(run.Knows(UnknownParts.Users | UnknownParts.Started | UnknownParts.IntervalNames | UnknownParts.FailureReasons));
        Assert.False(run.Knows(UnknownParts.Statuses) || run.Knows(UnknownParts.Bytes) || run.Knows(UnknownParts.Bodies));
    }

    [Fact]
    public async Task Earlier_versions_have_the_number_of_the_user_too()
    {
        var run = await ImportedSample.Read("gatling-log", "simulation-3.2.log");
        Assert.Equal([("Checkout / Pay", 1L), ("Home", 0L)], run.Requests.OrderBy(r => r.Key.Name, StringComparer.Ordinal).Select(r => (r.Key.Name, r.Value.Failed)));
        Assert.Equal("j.n.ConnectException: Connection refused", Assert.Single(run.Failures).Key.Text);
        Assert.Equal((1, 0), (run.Plan.Load.Users, run.Classes[0].Running));
        Assert.Single(run.Transactions);
    }

    [Fact]
    public async Task A_binary_log_is_refused_with_what_can_be_read()
    {
        var e = await Assert.ThrowsAsync<RunFolderException>(async () => await Importers.Import(Samples.Of("gatling-log", "binary.log")));
        Assert.Contains("this is the binary log of Gatling 3.13.1.", e.Message, StringComparison.Ordinal);
        Assert.Contains("undocumented", e.Message, StringComparison.Ordinal);
        Assert.Contains("simulation.log can be read up to Gatling 3.12", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_was_cut_off_is_left_out()
    {
        var run = await ImportedSample.Text("gatling-log", Run + "REQUEST\t\ta\t1763280000000\t1763280000010\tOK\t \nREQUEST\t\ta\t17632");
        Assert.Equal(1, run.Total().Settled);
        Assert.Contains(run.Notes, n => n.Id == "FILE-TRUNCATED");
    }

    [Theory]
    [InlineData("", "the file is empty.")]
    [InlineData(Run + "REQUEST,,a,1763280000000,1763280000010,OK\n", "line 2: a line of simulation.log begins with RUN, USER, REQUEST, GROUP or ERROR and a tab")]
    [InlineData(Run + "REQUEST\t\ta\t1763280000010\t1763280000000\tOK\t \n", "line 2: a REQUEST has groups, name, start, end")]
    [InlineData(Run + "USER\ta\tSTART\tnow\n", "line 2: a USER has a scenario, START or END")]
    [InlineData("RUN\ta\tb\n", "line 1: RUN has a simulation and its start")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("gatling-log", text));
}
