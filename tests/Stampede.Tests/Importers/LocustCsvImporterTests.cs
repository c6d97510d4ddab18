using Stampede.Importing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class LocustCsvImporterTests : IDisposable
{
    private const string Header = "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,95%,100%";
    private readonly TemporaryFolder _folder = new();

    public static string Eucora(int scenario) => Path.Combine(
        AppContext.BaseDirectory, "Importers", "data", scenario == 1 ? "eucora_scenario1_deployments" : "eucora_scenario4_burst_load");

    [Fact]
    public async Task A_recorded_run_has_the_numbers_of_its_files()
    {
        var run = (await Importers.Import(Eucora(1)))!;
        var total = run.Total();
        Assert.Equal((34_451, 24_869, 1_350), (total.Settled, total.Failed, run.Requests.Count)); // the Aggregated row is no request
        Assert.Equal(34_451, run.Imported!.Total!.Settled);
        Assert.Equal(5_000, total.Reported!.Percentiles[50]);
        Assert.Equal(6_569.721965627576, total.Reported.Mean!.Value, 1e-9);
        Assert.Equal(34_000, total.Reported.Percentiles[99]);
        Assert.Equal(255, run.Failures.Count);
        Assert.Equal(24_869, run.Failures.Sum(f => f.Stats.Count));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_769_055_594), run.Started);
        Assert.Equal(116.13265982269084, total.Settled / run.Duration.TotalSeconds, 1e-6);
        Assert.Equal(34_106, run.Intervals.Sum(i => i.Requests.Values.Sum(r => r.Settled)));
        Assert.Contains(run.Notes, n => n.Text == "The history holds 34,106 of 34,451 requests.");
        Assert.Equal(75, run.Intervals[^1].Classes.Sum(c => c.Running));
    }

    [Fact]
    public async Task What_the_files_lack_is_unknown()
    {
        var run = (await Importers.Import(Eucora(4)))!;
        Assert.False(run.Knows(UnknownParts.Statuses) || run.Knows(UnknownParts.Bytes) || run.Knows(UnknownParts.Plan) || run.Knows(UnknownParts.FailureTimes));
        Assert.True(run.Knows(UnknownParts.Started) && run.Knows(UnknownParts.Bodies) && run.Knows(UnknownParts.Users));
        Assert.Null(run.Environment);
        Assert.Null(run.Verdict);
        Assert.All(run.Requests.Values, r => Assert.Equal((0, true), (r.ResponseTime.Count, r.Reported!.IncludesFailures)));
    }

    [Theory]
    [InlineData("Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,95%\r\nGET,/a,10,1,5,6.5,1,20,100,2.0,0.2,5,20\r\n,Aggregated,10,1,5,6.5,1,20,100,2.0,0.2,5,20\r\n", 95)]
    [InlineData("\"Type\",\"Name\",\"# requests\",\"# failures\",\"Median response time\",\"Average response time\",\"Min response time\",\"Max response time\",\"Average Content Size\",\"Requests/s\",\"Requests Failed/s\",\"50%\",\"95%\"\n\"GET\",\"/a\",10,1,5,6.5,1,20,100,2.0,0.2,5,20\n\"None\",\"Aggregated\",10,1,5,6.5,1,20,100,2.0,0.2,5,20\n", 95)]
    [InlineData("\uFEFFName,# requests,# failures,Median response time,Average response time,Min response time,Max response time,Average Content Length,Requests/s\n/a,10,1,5,6.5,1,20,100,2.0\nTotal,10,1,5,6.5,1,20,100,2.0\n", null)]
    public async Task Every_dialect_of_headers_is_read(string text, int? percentile)
    {
        var run = await Read(text);
        var (key, stats) = Assert.Single(run.Requests);
        Assert.Equal(("/a", 10, 1, 1_000), (key.Name, stats.Settled, stats.Failed, stats.BodyBytes));
        Assert.Equal((5_000, 6_500, 1_000, 20_000), (stats.Reported!.Median, stats.Reported.Mean, stats.Reported.Minimum, stats.Reported.Maximum));
        Assert.Equal(5, run.Duration.TotalSeconds, 1e-6);
        Assert.Equal(percentile is null ? null : 20_000, percentile is { } p && stats.Reported.Percentiles.TryGetValue(p, out var known) ? known : (double?)null);
        Assert.Equal(10, run.Imported!.Total!.Settled);
    }

    [Fact]
    public async Task Without_a_value_a_field_is_unknown()
    {
        var run = await Read($"{Header}\nGET,/a,3,0,N/A,-,,N/A,N/A,1,0,N/A,N/A,N/A\nGET,/none,0,0,0,0.0,0,0,0,0,0,N/A,N/A,N/A\n");
        var reported = run.Requests[new("GET", "/a")].Reported!;
        Assert.Equal((null, null, null, null, 0), (reported.Mean, reported.Median, reported.Minimum, reported.Maximum, reported.Percentiles.Count));
        Assert.Null(run.Requests[new("GET", "/none")].Reported!.Mean); // Locust writes 0 where there was nothing
        Assert.False(run.Knows(UnknownParts.Started));
    }

    [Fact]
    public async Task A_request_may_be_called_Aggregated_and_a_name_may_stand_twice()
    {
        var run = await Read($"{Header}\nGET,Aggregated,3,0,1,1,1,1,1,1,0,1,1,1\nGET,/a,2,0,1,1,1,1,1,1,0,1,1,1\nGET,/a,4,1,1,4,1,9,1,1,0,1,1,1\n");
        Assert.Equal(3, run.Requests[new("GET", "Aggregated")].Settled);
        var twice = run.Requests[new("GET", "/a")];
        Assert.Equal((6, 1, 3_000, 9_000, 0), (twice.Settled, twice.Failed, twice.Reported!.Mean, twice.Reported.Maximum, twice.Reported.Percentiles.Count));
        Assert.Contains(run.Notes, n => n.Id == "DUPLICATE-ROWS");
    }

    [Fact]
    public async Task A_last_row_that_was_cut_off_is_left_out_with_a_note()
    {
        var run = await Read($"{Header}\nGET,/a,3,0,1,1,1,1,1,1,0,1,1,1\nGET,/b,3,0,1");
        Assert.Single(run.Requests);
        Assert.Contains(run.Notes, n => n.Id == "FILE-TRUNCATED");
    }

    [Theory]
    [InlineData("", "_stats.csv: the file is empty.")]
    [InlineData("Type;Name;Failure Count\nGET;/a;1\n", "_stats.csv, line 1: there is no column 'Request Count' or '# requests'; there are: Type, Name, Failure Count.")]
    [InlineData(Header + "\nGET,/a,1\nGET,/b,3,0,1,1,1,1,1,1,0,1,1,1\n", "_stats.csv, line 2: the row has 3 fields, fewer than the 14 of the header.")]
    [InlineData(Header + "\n\nGET,/b,\"1,23\",0,1,1,1,1,1,1,0,1,1,1\n", "line 3: 'Request Count' must be a whole number of 0 or more, but is '1,23'.")]
    [InlineData(Header + "\nGET,/b,-1,0,1,1,1,1,1,1,0,1,1,1\n", "line 2: 'Request Count' must be a whole number of 0 or more, but is '-1'.")]
    [InlineData(Header + "\nGET,/b,1,0,1,\"1,500\",1,1,1,1,0,1,1,1\n", "line 2: 'Average Response Time' must be a number of 0 or more that is told from thousands, but is '1,500'.")]
    [InlineData(Header + "\nGET,/b,N/A,0,1,1,1,1,1,1,0,1,1,1\n", "line 2: the number of requests is missing.")]
    public async Task What_cannot_be_read_is_named_with_file_and_line(string text, string message)
    {
        var e = await Assert.ThrowsAsync<RunFolderException>(async () => await Read(text));
        Assert.Contains(message, e.Message);
    }

    [Fact]
    public async Task A_full_history_has_names_and_a_reset_is_said()
    {
        const string Columns = "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time\n";
        var run = await Read($"{Header}\nGET,/a,9,0,1,1,1,1,1,1,0,1,1,1\n", Columns
            + "100,0,,Aggregated,0,0,N/A,0,0,0,0\n101,2,GET,/a,0,0,5,4,1,5,2.5\n101,2,,Aggregated,0,0,5,4,1,5,2.5\n104,3,GET,/a,0,0,5,9,1,5,2.0\n104,3,,Aggregated,0,0,5,9,1,5,2.0\n");
        Assert.True(run.Knows(UnknownParts.IntervalNames));
        Assert.Equal([(0.0, 1.0, 4L), (1.0, 3.0, 5L)], run.Intervals.Select(i => (i.Offset.TotalSeconds, i.Length.TotalSeconds, i.Requests[new("GET", "/a")].Settled)));
        Assert.Equal(1_600, run.Intervals[1].Requests[new("GET", "/a")].Reported!.Mean!.Value, 1e-9); // (9 × 2.0 − 4 × 2.5) / 5

        run = await Read($"{Header}\nGET,/a,9,0,1,1,1,1,1,1,0,1,1,1\n", Columns + "100,0,,Aggregated,0,0,5,9,0,5,2\n101,2,,Aggregated,0,0,5,4,0,5,2\n");
        Assert.Contains(run.Notes, n => n.Id == "HISTORY-RESET");
    }

    [Fact]
    public async Task Figures_may_be_written_as_people_of_other_countries_do()
    {
        var run = await Read(Header.Replace(',', ';') + "\nGET;/b;1.234;0;1,5;2;1;1;1;1;0;1;1;1\n");
        var stats = run.Requests[new("GET", "/b")];
        Assert.Equal((1_234, 1_500), (stats.Settled, stats.Reported!.Median));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<RunResult> Read(string stats, string? history = null)
    {
        File.WriteAllText(_folder.File("x_stats.csv"), stats);
        if (history is not null)
        {
            File.WriteAllText(_folder.File("x_stats_history.csv"), history);
        }

        return (await Importers.Import(_folder.File("x")))!;
    }
}
