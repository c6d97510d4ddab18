using System.Text;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class LocustCsvTests : IDisposable
{
    private const string Header = "50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Start = new(2026, 1, 22, 3, 59, 54, 700, TimeSpan.Zero);

    private readonly TemporaryFolder _root = new();
    private readonly RunControlStub _run = new();

    private string Prefix => _root.File("new/folder/x");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task The_statistics_are_Locusts_with_exact_percentiles()
    {
        await Write(Second(0, ("POST", "/b", [4000, 6000, 11000], [])), Second(1, ("GET", "/b", [6749], [121_452]), ("GET", "/a,\"x\"", [0], [])));

        Assert.Equal(
            $"Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,{Header}\r\n" +
            "GET,\"/a,\"\"x\"\"\",1,0,0,0.0,0,0,100.0,0.5,0.0,0,0,0,0,0,0,0,0,0,0,0\r\n" +
            "GET,/b,2,1,7,64.1005,6.749,121.452,100.0,1.0,0.5,121,121,121,121,121,121,121,121,121,121,121\r\n" +
            "POST,/b,3,0,6,7.0,4.0,11.0,100.0,1.5,0.0,6,6,11,11,11,11,11,11,11,11,11\r\n" +
            ",Aggregated,6,1,6,24.866833333333332,0,121.452,100.0,3.0,0.5,7,7,11,11,121,121,121,121,121,121,121\r\n",
            Read("stats"));
    }

    [Fact]
    public async Task A_single_value_is_its_own_median()
    {
        await Write(Second(0, ("GET", "/", [8547], [])));

        Assert.Contains("GET,/,1,0,8.547,8.547,8.547,8.547,100.0,1.0,0.0,9,9,", Read("stats"));
    }

    [Fact]
    public async Task Ranks_are_Locusts()
    {
        await Write(Second(0, ("GET", "/", [.. Enumerable.Range(0, 100).Select(v => v * 1000)], [])));

        // Values 0 to 99 ms: Locust's median is the lower one, its percentiles are truncated ranks from 0.
        Assert.Contains("GET,/,100,0,49,49.5,0,99.0,100.0,100.0,0.0,50,66,75,80,90,95,98,99,99,99,99\r\n", Read("stats"));
    }

    [Fact]
    public async Task Before_the_first_request_there_are_zeros_and_no_percentiles()
    {
        using var writer = new LocustCsvWriter(Prefix);
        await writer.Started(SampleRuns.NewStart(), None);

        Assert.EndsWith("\r\n,Aggregated,0,0,0,0.0,0,0,0,0.0,0.0,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A\r\n", Read("stats"));
        Assert.EndsWith("\r\n1795248930,0,,Aggregated,0.000000,0.000000,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,0,0,0,0.0,0,0,0\r\n", Read("stats_history"));
        Assert.Equal("Method,Name,Error,Occurrences,First Seen,Last Seen\r\n", Read("failures"));
        Assert.Equal("Count,Message,Traceback,Nodes\r\n", Read("exceptions"));
    }

    [Fact]
    public async Task The_history_has_one_row_a_second()
    {
        await Write([.. Enumerable.Range(0, 5).Select(i => Second(i, ("GET", "/", [2000, 4000], i == 1 ? [9000] : [])))]);

        Assert.Equal(
            $"Timestamp,User Count,Type,Name,Requests/s,Failures/s,{Header},Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,Total Min Response Time,Total Max Response Time,Total Average Content Size\r\n" +
            "1769054394,0,,Aggregated,0.000000,0.000000,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,0,0,0,0.0,0,0,0\r\n" +
            "1769054395,8,,Aggregated,0.000000,0.000000,4,4,4,4,4,4,4,4,4,4,4,2,0,2,3.0,2.0,4.0,100.0\r\n" +
            "1769054396,9,,Aggregated,0.000000,0.000000,4,4,4,9,9,9,9,9,9,9,9,5,1,4,4.2,2.0,9.0,100.0\r\n" +
            "1769054397,10,,Aggregated,0.000000,0.000000,4,4,4,4,9,9,9,9,9,9,9,7,1,4,3.857142857142857,2.0,9.0,100.0\r\n" +
            "1769054398,11,,Aggregated,2.000000,0.000000,4,4,4,4,9,9,9,9,9,9,9,9,1,4,3.6666666666666665,2.0,9.0,100.0\r\n" +
            "1769054399,12,,Aggregated,2.500000,0.500000,4,4,4,4,4,9,9,9,9,9,9,11,1,4,3.5454545454545454,2.0,9.0,100.0\r\n",
            Read("stats_history"));
    }

    [Fact]
    public async Task Warm_up_and_cool_down_have_rows_in_the_history_and_no_requests()
    {
        using var writer = new LocustCsvWriter(Prefix);
        await writer.Started(new RunStart(SampleRuns.Plan(), SampleRuns.Environment(), Start), None);
        for (var i = 0; i < 6; i++)
        {
            var phase = i switch { < 2 => Phase.WarmUp, < 4 => Phase.Steady, _ => Phase.CoolDown };
            await writer.Interval(Second(i, ("GET", i == 0 ? "/warm" : "/", [2000, 4000], [9000])) with { Phase = phase }, _run, None);
        }

        var rows = Read("stats_history").Split("\r\n")[2..^1].Select(r => r.Split(',')).ToArray();
        Assert.Equal(["8", "9", "10", "11", "12", "13"], rows.Select(r => r[1]));
        Assert.Equal(["0", "0", "3", "6", "6", "6"], rows.Select(r => r[17]));
        var stats = Read("stats").Split("\r\n")[1..^1];
        Assert.Equal(["GET,/,6,2,", ",Aggregated,6,2,"], stats.Select(s => s[..(s.IndexOf(",6,2,", StringComparison.Ordinal) + 5)]));
        Assert.Contains(",3.0,1.0,", stats[0]); // a second over the two that count
        Assert.DoesNotContain("/warm", Read("failures"));
    }

    [Fact]
    public async Task Current_rates_are_means_over_ten_seconds_that_end_two_before_the_last_request()
    {
        // Nine requests and three failures in the first second; then one in seconds 4, 12 and 25.
        var intervals = Enumerable.Range(0, 26).Select(i => i switch
        {
            0 => Second(0, ("GET", "/", [1, 1, 1, 1, 1, 1], [1, 1, 1])),
            4 or 12 or 25 => Second(i, ("GET", "/", [1], [])),
            _ => Second(i),
        });
        await Write([.. intervals]);
        var rates = Read("stats_history").Split("\r\n")[2..^1].Select(r => string.Join(' ', r.Split(',')[4..6])).ToArray();

        Assert.Equal("4.500000 1.500000", rates[4]);
        Assert.Equal("1.000000 0.300000", rates[12]);
        Assert.Equal("0.000000 0.000000", rates[25]);
    }

    [Fact]
    public async Task The_full_history_has_a_row_per_name_and_percentiles_of_the_last_ten_seconds()
    {
        using var writer = new LocustCsvWriter(Prefix, fullHistory: true);
        await writer.Started(new RunStart(SampleRuns.Plan(), SampleRuns.Environment(), Start), None);
        for (var i = 0; i < 12; i++)
        {
            await writer.Interval(i == 0 ? Second(0, ("GET", "/b", [500_000], []), ("GET", "/a", [7_000], [])) : Second(i, ("GET", "/b", [3_000], [])), _run, None);
        }

        var rows = Read("stats_history").Split("\r\n")[2..^1];
        Assert.Equal(36, rows.Length);
        Assert.Equal(["/a", "/b", "Aggregated"], rows[^3..].Select(r => r.Split(',')[3]));
        Assert.Contains(",N/A,N/A,", rows[^3]); // nothing in its last ten seconds
        Assert.EndsWith(",1,0,7,7.0,7.0,7.0,100.0", rows[^3]);
        Assert.Contains(",3,3,3,3,3,3,3,3,3,3,3,12,0,3,", rows[^2]); // the 500 ms of the first second are out of the window
        Assert.Contains("3,500,500,500", rows[3 * 9 + 1]); // and were in it until then
    }

    [Fact]
    public async Task Failures_are_counted_by_their_text_and_sorted()
    {
        var interval = Second(0, ("GET", "/", [], [1, 1, 1])) with
        {
            Failures = [Failure("POST", "/b", "said \"no\", twice", 2, 0), Failure("GET", "/b", "b", 1, 1), Failure("GET", "/b", "a", 1, 2), Failure("GET", "/a", "z", 1, 3)],
        };
        await Write(interval, interval with { Index = 1, Failures = [Failure("GET", "/b", "b", 5, 60)] });

        Assert.Equal(
            "Method,Name,Error,Occurrences,First Seen,Last Seen\r\n" +
            "GET,/a,z,1,2026-01-22T03:59:57Z,2026-01-22T03:59:57Z\r\n" +
            "GET,/b,a,1,2026-01-22T03:59:56Z,2026-01-22T03:59:56Z\r\n" +
            "GET,/b,b,6,2026-01-22T03:59:55Z,2026-01-22T04:00:54Z\r\n" +
            "POST,/b,\"said \"\"no\"\", twice\",2,2026-01-22T03:59:54Z,2026-01-22T03:59:54Z\r\n",
            Read("failures"));
    }

    [Fact]
    public async Task Exceptions_have_their_traces_with_quotes_and_line_ends()
    {
        var error = new UserErrorInterval("Shop", "Buy", "System.Exception", "boom, \"quoted\"", 2, "  at Buy()\n  at Run()");
        await Write(Second(0) with { UserErrors = [error] }, Second(1) with { UserErrors = [error with { StackTrace = "" }] });

        Assert.Equal(
            "Count,Message,Traceback,Nodes\r\n4,\"boom, \"\"quoted\"\"\",\"System.Exception in Shop.Buy\n  at Buy()\n  at Run()\",local\r\n",
            Read("exceptions"));
    }

    [Fact]
    public async Task Secrets_do_not_reach_the_files()
    {
        var interval = Second(0, ("GET", "/?token=hunter2", [1], []), ("GET", "/?token=hunter3", [1], [])) with
        {
            Failures = [Failure("GET", "/?token=hunter2", "http://a:hunter2@h refused", 1, 0)],
            UserErrors = [new("A", "B", "C", "password=hunter2", 1, "key: hunter2")],
        };
        await Write(interval);

        foreach (var file in Directory.EnumerateFiles(_root.File("new/folder")))
        {
            Assert.DoesNotContain("hunter", await File.ReadAllTextAsync(file, None));
        }

        Assert.Contains("GET,/?token=***,2,0,", Read("stats"));
    }

    [Fact]
    public async Task A_finished_run_gives_the_same_files_as_one_that_is_followed()
    {
        var intervals = SampleRuns.Intervals(15);
        var result = SampleRuns.Result(intervals);
        foreach (var full in new[] { false, true })
        {
            using var writer = new LocustCsvWriter(_root.File("live"), full);
            await writer.Started(SampleRuns.NewStart(), None);
            foreach (var interval in intervals)
            {
                await writer.Interval(interval, _run, None);
            }

            await writer.Ended(result, None);
            await LocustCsvWriter.Write(_root.File("later"), result, intervals.ToAsyncEnumerable(), full, None);

            foreach (var file in writer.Files)
            {
                Assert.Equal(await File.ReadAllTextAsync(file, None), await File.ReadAllTextAsync(file.Replace("live", "later"), None));
            }
        }
    }

    [Fact]
    public async Task Folded_intervals_keep_rates_and_totals()
    {
        var folded = Second(0, ("GET", "/", [.. Enumerable.Repeat(1000L, 200)], [])) with { Length = TimeSpan.FromSeconds(10) };
        var rest = Enumerable.Range(10, 5).Select(i => Second(i, ("GET", "/", [1000], [])));
        await Write([folded, .. rest]);

        var rows = Read("stats_history").Split("\r\n")[2..^1];
        Assert.Equal(6, rows.Length);
        Assert.StartsWith("1769054404,", rows[0]);
        Assert.StartsWith("1769054405,", rows[1]);
        Assert.Contains(",Aggregated,20.000000,", rows[0]); // the seven seconds before the last three
        Assert.Contains(",205,0,", rows[^1]);
    }

    [Fact]
    public async Task Files_are_whole_at_every_moment()
    {
        using var writer = new LocustCsvWriter(Prefix);
        await writer.Started(SampleRuns.NewStart(), None);
        for (var i = 0; i < 3; i++)
        {
            await writer.Interval(SampleRuns.Interval(i), _run, None);
            Assert.Equal(i + 3, Read("stats_history").Split("\r\n").Length - 1);
            Assert.Contains("\r\n,Aggregated,", Read("stats"));
            Assert.Equal(4, Directory.GetFiles(_root.File("new/folder")).Length);
        }
    }

    [Fact]
    public async Task A_disk_error_ends_the_writing_with_a_note()
    {
        using var writer = new LocustCsvWriter(Prefix);
        await writer.Started(SampleRuns.NewStart(), None);
        Directory.Delete(_root.File("new/folder"), recursive: true);

        await writer.Interval(SampleRuns.Interval(0), _run, None);
        await writer.Interval(SampleRuns.Interval(1), _run, None);
        await writer.Ended(SampleRuns.Result([]), None);

        Assert.Equal("FILES-INCOMPLETE", Assert.Single(_run.Notes).Id);
        Assert.Equal(_run.Notes[0], writer.Problem);
    }

    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(7, "7.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(6.749584019416943, "6.749584019416943")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(123456789012345678, "1.2345678901234568e+17")]
    [InlineData(1234567890123456, "1234567890123456.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(-1.5e16, "-1.5e+16")]
    [InlineData(1e22, "1e+22")]
    [InlineData(-2.5, "-2.5")]
    public void Floats_are_printed_as_Python_prints_them(double value, string expected) => Assert.Equal(expected, PythonNumber.Float(value));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData(" spaced ", " spaced ")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a\rb", "\"a\rb\"")]
    [InlineData("a;b'c", "a;b'c")]
    public void Fields_are_quoted_as_Python_quotes_them(string field, string expected)
        => Assert.Equal($"x,{expected}\r\n", new CsvText().Add("x").Add(field).EndRow().ToString());

    private async Task Write(params IntervalSnapshot[] intervals)
    {
        using var writer = new LocustCsvWriter(Prefix);
        await writer.Started(new RunStart(SampleRuns.Plan(), SampleRuns.Environment(), Start), None);
        foreach (var interval in intervals)
        {
            await writer.Interval(interval, _run, None);
        }

        Assert.Null(writer.Problem);
    }

    private string Read(string name) => File.ReadAllText($"{Prefix}_{name}.csv", Encoding.UTF8);

    private static IntervalSnapshot Second(int index, params (string Method, string Name, long[] Times, long[] Failed)[] requests)
    {
        var map = new Dictionary<RequestKey, RequestStats>();
        foreach (var (method, name, times, failed) in requests)
        {
            var stats = new RequestStats
            {
                Settled = times.Length + failed.Length,
                Failed = failed.Length,
                BytesReceived = 300 * (times.Length + failed.Length),
                BodyBytes = 100 * (times.Length + failed.Length),
            };
            Array.ForEach(times, t => stats.ResponseTime.Record(t));
            Array.ForEach(failed, t => stats.FailedResponseTime.Record(t));
            map.Add(new RequestKey(method, name), stats);
        }

        return new IntervalSnapshot
        {
            Index = index,
            Offset = TimeSpan.FromSeconds(index),
            Length = TimeSpan.FromSeconds(1),
            Requests = map,
            Classes = [new UserClassSample { Name = "A", Planned = 99, Running = 5 + index, Lost = 0, Iterations = 0, TasksStarted = [] }, new UserClassSample { Name = "B", Planned = 99, Running = 3, Lost = 0, Iterations = 0, TasksStarted = [] }],
        };
    }

    private static FailureInterval Failure(string method, string name, string text, long count, int second) => new(
        new FailureKey(new RequestKey(method, name), FailureKind.Declared, text),
        new FailureStats { Count = count, First = Start.AddSeconds(second), Last = Start.AddSeconds(second) });
}
