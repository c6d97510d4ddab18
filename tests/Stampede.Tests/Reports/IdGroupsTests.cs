using Stampede.Importing;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

public class IdGroupsTests
{
    [Theory]
    [InlineData("/orders/17/", "/orders/{id}/")]
    [InlineData("/api/v1/cab/000af418-7052-4b26-a904-6333a17aff36/reject/", "/api/v1/cab/{id}/reject/")]
    [InlineData("/objects/507f1f77bcf86cd799439011", "/objects/{id}")]
    [InlineData("/s/eyJhbGciOiJIUzI1NiIsInR5cCI6/x", "/s/{id}/x")]
    [InlineData("/list?limit=100&page=2", "/list?limit={id}&page={id}")]
    [InlineData("/api/v1/deployments/", "/api/v1/deployments/")]
    [InlineData("/deadbeef/cafe", "/deadbeef/cafe")]
    [InlineData("/connectors/internationalisation-settings", "/connectors/internationalisation-settings")]
    [InlineData("", "")]
    public void Ids_are_found_in_names(string name, string replaced) => Assert.Equal(replaced, IdPattern.Replace(name));

    [Fact]
    public void Rows_are_added_up_with_their_histograms()
    {
        var run = PrintedRuns.Passed() with
        {
            Requests = new Dictionary<RequestKey, RequestStats>
            {
                [new("GET", "/orders/17")] = PrintedRuns.Stats(100, 12_300, 200),
                [new("GET", "/orders/18")] = PrintedRuns.Stats(300, 1_230, 200),
                [new("GET", "/orders/{id}")] = PrintedRuns.Stats(50, 9_000, 200),
                [new("POST", "/orders/17")] = PrintedRuns.Stats(7, 9_000, 200),
            },
        };
        var before = run.Total();
        var groups = IdGroups.Of(run);
        var folded = groups.Fold(run);
        Assert.Equal((2, 1), (groups.Rows, groups.Groups));
        Assert.Equal([("GET /orders/{id}", 450L), ("POST /orders/17", 7L)], folded.Requests.Select(r => (r.Key.ToString(), r.Value.Settled)));
        Same.As(before, folded.Total());
        Same.As(before, run.Total()); // nothing of the run itself has changed
        Assert.Contains("2 of 4 names differ in ids only and are one: GET /orders/{id} (2)", folded.Notes[^1].Text);
    }

    [Fact]
    public async Task A_recorded_run_becomes_seven_rows()
    {
        var run = (await Importers.Import(LocustCsvImporterTests.Eucora(1)))!;
        var folded = IdGroups.Of(run).Fold(run);
        Assert.Equal(7, folded.Requests.Count);
        var status = folded.Requests[new("GET", "/api/v1/connectors/status/{id}/")];
        Assert.Equal((870, 0), (status.Settled, status.Reported!.Percentiles.Count));
        Assert.Equal(253, folded.Failures.Single(f => f.Key.Request.Name.EndsWith("/reject/", StringComparison.Ordinal)).Stats.Count);
        Assert.Equal(34_451, folded.Total().Settled);
        Assert.Contains("1,346 of 1,350 names", folded.Notes[^1].Text);
    }
}
