using Stampede.Results;

namespace Stampede.Tests;

public sealed class NBomberCsvImporterTests
{
    private const string Header = "test_suite,test_name,scenario,duration,step_name,request_count,ok,failed,rps,min,mean,max,50_percent,99_percent\n";

    [Fact]
    public async Task Steps_are_requests_and_a_scenario_is_a_transaction()
    {
        var run = await ImportedSample.Read("nbomber-csv", "nbomber-5.csv");
        Assert.Equal(["shop / login", "shop / buy", "ping"], run.Requests.Keys.Select(k => k.Name));
        var buy = run.Requests[new("", "shop / buy")];
        Assert.Equal((298, 8, 290, false), (buy.Settled, buy.Failed, buy.Reported!.Count, buy.Reported.IncludesFailures));
        Assert.Equal((60_500.0, 203_610.0, 902_500.0), (buy.Reported.Minimum, buy.Reported.Mean, buy.Reported.Maximum));
        Assert.Equal([(50.0, 190_300.0), (75.0, 230_200.0), (95.0, 310_700.0), (99.0, 500_400.0)], buy.Reported.Percentiles.Select(p => (p.Key, p.Value)));
        Assert.Equal((300, 10, 305_110.0), (run.Transactions["shop"].Settled, run.Transactions["shop"].Failed, run.Transactions["shop"].Reported!.Mean));
        Assert.Equal((1_598, 10, 30.0), (run.Total().Settled, run.Total().Failed, run.Duration.TotalSeconds));
        Assert.Null(run.Imported!.Total);
        Assert.False(run.Knows(UnknownParts.Statuses) || run.Knows(UnknownParts.Started) || run.Knows(UnknownParts.FailureReasons));
    }

    [Fact]
    public async Task Of_version_6_the_times_of_what_was_ok_are_taken()
    {
        var run = await ImportedSample.Read("nbomber-csv", "nbomber-6.csv");
        var stats = run.Requests[new("", "http")];
        Assert.Equal((600, 60, 540, 40_250.0, 310_750.0, 120_250.0), (stats.Settled, stats.Failed, stats.Reported!.Count, stats.Reported.Mean, stats.Reported.Maximum, stats.Reported.Percentiles[99]));
        Assert.Equal(60, run.Duration.TotalSeconds);
    }

    [Fact]
    public async Task Other_delimiters_and_figures_are_read_where_they_are_certain()
    {
        var run = await ImportedSample.Text("nbomber-csv", Header.Replace(',', ';') + "s;t;a;00:00:10;x;1.200;1200;0;1;0,5;1,25;-;N/A;3\n");
        var stats = run.Requests[new("", "a / x")];
        Assert.Equal((1_200, 500.0, 1_250.0, null, 3_000.0), (stats.Settled, stats.Reported!.Minimum, stats.Reported.Mean, stats.Reported.Maximum, stats.Reported.Percentiles[99]));
        Assert.Equal([99.0], stats.Reported.Percentiles.Keys);
    }

    [Fact]
    public async Task A_name_that_stands_twice_is_added_and_a_row_that_was_cut_off_is_left_out()
    {
        var run = await ImportedSample.Text("nbomber-csv", Header + "s,t,a,00:00:10,x,2,2,0,1,1,2,3,2,3\ns,t,a,00:00:10,x,2,1,1,1,2,5,9,2,3\ns,t,a,00:00:10,y,2");
        var stats = Assert.Single(run.Requests).Value;
        Assert.Equal((4, 1, 3_000.0, 9_000.0, 0), (stats.Settled, stats.Failed, stats.Reported!.Mean, stats.Reported.Maximum, stats.Reported.Percentiles.Count));
        Assert.Equal(["FILE-TRUNCATED", "DUPLICATE-ROWS"], run.Notes.Select(n => n.Id).Take(2));
        Assert.Contains((await ImportedSample.Text("nbomber-csv", Header)).Notes, n => n.Id == "NO-REQUESTS");
    }

    [Theory]
    [InlineData("", "the file is empty.")]
    [InlineData("step_name,scenario\n", "line 1: there is no column 'request_count'")]
    [InlineData(Header + "s,t,a,00:00:10,x,N/A,2,0,1,1,2,3,2,3\n", "line 2: the number of requests is missing.")]
    [InlineData(Header + "s,t,a,00:00:10,x,2,0,3,1,1,2,3,2,3\n", "line 2: of 2 requests 3 cannot have failed.")]
    [InlineData(Header + "s,t,a,a while,x,2,2,0,1,1,2,3,2,3\n", "line 2: 'duration' must be as in 00:01:30, but is 'a while'.")]
    [InlineData(Header + "s,t,a,00:00:10,x,2,2,0,1,1,fast,3,2,3\n", "line 2: 'mean' must be a number of 0 or more")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("nbomber-csv", text));
}
