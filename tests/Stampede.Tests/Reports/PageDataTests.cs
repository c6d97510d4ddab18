using System.Text;
using System.Text.Json;
using Stampede.Importing;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

public class PageDataTests
{
    [Fact]
    public async Task The_data_of_a_small_run_is_as_documented()
    {
        var intervals = PageRuns.Intervals(4, 2, isLavish: true).ToAsyncEnumerable();

        var data = await Data(PageRuns.Result(4, 2, isLavish: true), intervals);

        // A line per part: what changes shows.
        var parts = JsonDocument.Parse(data).RootElement.EnumerateObject().Select(part => $"{part.Name}: {part.Value.GetRawText()}\n");
        Snapshot.Matches("page-data.txt", string.Concat(parts));
    }

    [Fact]
    public async Task An_hour_with_50_names_stays_below_2_MB()
    {
        var html = await Html(PageRuns.Result(3_600, 50), PageRuns.Intervals(3_600, 50).ToAsyncEnumerable());

        Assert.InRange(html.Length, 100_000, 2_000_000);
    }

    [Fact]
    public async Task Ten_thousand_names_are_all_in_the_table_and_the_busiest_have_series()
    {
        var one = PrintedRuns.Stats(10, 12_300, 200);
        var result = PageRuns.Result(5, 1) with { Requests = Enumerable.Range(0, 10_000).ToDictionary(i => new RequestKey("GET", $"/item/{i}"), _ => one) };

        using var data = JsonDocument.Parse(await Data(result, AsyncEnumerable.Empty<IntervalSnapshot>()));

        var columns = data.RootElement.GetProperty("columns").EnumerateArray().Select(c => c.GetString()).ToList();
        var rows = data.RootElement.GetProperty("requests").EnumerateArray().ToList();
        Assert.Equal(10_000, rows.Count);
        Assert.Equal(200, rows.Count(r => r[columns.IndexOf("series")].ValueKind == JsonValueKind.Array));
    }

    [Fact]
    public async Task Of_an_imported_run_what_the_files_tell_is_there_and_what_they_lack_is_null()
    {
        var result = (await new LocustCsvImporter().Import(LocustCsvImporterTests.Eucora(1), CancellationToken.None))!;

        using var data = JsonDocument.Parse(await Data(result, result.Intervals.ToAsyncEnumerable()));

        var root = data.RootElement;
        var columns = root.GetProperty("columns").EnumerateArray().Select(c => c.GetString()).ToList();
        var total = root.GetProperty("total");
        var times = total[columns.IndexOf("times")].EnumerateArray().ToArray();
        Assert.Equal([34_451, 1_430.375, 5_000, 16_000, 34_000, 91_000, 168_014.208], new[] { 0, 2, 3, 4, 5, 6, 7 }.Select(i => Math.Round(times[i].GetDouble(), 3)));
        Assert.Equal(6_569.722, times[1].GetDouble() / times[0].GetDouble(), 0.001);
        Assert.Equal(JsonValueKind.Null, total[columns.IndexOf("interval")].ValueKind);
        Assert.True(root.GetProperty("run").GetProperty("includesFailures").GetBoolean());
        Assert.Contains("connections", root.GetProperty("run").GetProperty("unknown").EnumerateArray().Select(u => u.GetString()));
        Assert.All(root.GetProperty("timeline").GetProperty("planned").EnumerateArray(), p => Assert.Equal(JsonValueKind.Null, p.ValueKind));
        Assert.Contains(root.GetProperty("timeline").GetProperty("means").EnumerateArray(), m => m.ValueKind == JsonValueKind.Number);
        Assert.False(root.GetProperty("classes")[0].TryGetProperty("planned", out _));
        Assert.DoesNotContain(root.GetProperty("environment").GetProperty("Run").EnumerateObject(), line => line.Name is "Seed" or "Stop timeout" or "Exit code");
    }

    [Fact]
    public async Task Nothing_in_a_name_ends_the_data()
    {
        var result = PageRuns.Result(3, 1) with { Requests = new Dictionary<RequestKey, RequestStats> { [new RequestKey("GET", PageRuns.Hostile + "<!--\u2028\u202e🐎\"\n")] = PrintedRuns.Stats(10, 12_300, 200) } };

        var html = Encoding.UTF8.GetString(await Html(result, AsyncEnumerable.Empty<IntervalSnapshot>()));

        var data = html[(html.IndexOf("""type="application/json">""", StringComparison.Ordinal) + 24)..];
        data = data[..data.IndexOf("</script>", StringComparison.Ordinal)];
        Assert.DoesNotContain('<', data);
        Assert.DoesNotContain('\u2028', data);
        Assert.Contains(PageRuns.Hostile[..20], JsonDocument.Parse(data).RootElement.GetProperty("requests")[0][1].GetString());
    }

    [Fact]
    public async Task Secrets_are_masked()
    {
        var data = Encoding.UTF8.GetString(await Data(PageRuns.Result(40, 2), PageRuns.Intervals(40, 2).ToAsyncEnumerable()));

        Assert.Contains("token=***", data);
        Assert.DoesNotContain("abc", data);
    }

    [Fact]
    public async Task What_is_unknown_is_absent()
    {
        var result = PageRuns.Result(3, 1) with { Environment = null, ExitCode = null, Verdict = null, Thresholds = [], Requests = new Dictionary<RequestKey, RequestStats>(), Classes = [], Phases = [] };

        using var data = JsonDocument.Parse(await Data(result, AsyncEnumerable.Empty<IntervalSnapshot>()));

        Assert.Empty(data.RootElement.GetProperty("environment").GetProperty("Machine").EnumerateObject());
        Assert.Equal("NO VERDICT", data.RootElement.GetProperty("verdict").GetProperty("word").GetString());
        Assert.Equal(JsonValueKind.Null, data.RootElement.GetProperty("total")[5].ValueKind);
        Assert.Equal("notJudged", data.RootElement.GetProperty("thresholds")[0][1].GetString());
    }

    [Fact]
    public async Task Late_arrivals_that_are_unknown_are_not_zero()
    {
        var (result, intervals) = (PageRuns.Result(30, 1, isLavish: true), PageRuns.Intervals(30, 1, isLavish: true));
        foreach (var unknown in (UnknownParts[])[UnknownParts.None, UnknownParts.ArrivalDelays])
        {
            var imported = result with { Imported = new ImportedRun { Format = "k6", Files = ["k6.json"], Unknown = unknown } };
            using var data = JsonDocument.Parse(await Data(imported, intervals.ToAsyncEnumerable()));
            var kind = unknown == UnknownParts.None ? JsonValueKind.Number : JsonValueKind.Null;

            Assert.Equal(kind, data.RootElement.GetProperty("arrivals")[0][3].ValueKind);
            var columns = data.RootElement.GetProperty("timeline").GetProperty("arrivals")[0];
            Assert.All((int[])[2, 4], column => Assert.All(columns[column].EnumerateArray(), value => Assert.Equal(kind, value.ValueKind)));
            Assert.All((int[])[0, 1, 3], column => Assert.All(columns[column].EnumerateArray(), value => Assert.Equal(JsonValueKind.Number, value.ValueKind)));
        }
    }

    [Fact]
    public async Task A_run_folder_gives_the_same_report_as_its_run()
    {
        using var folder = new TemporaryFolder();
        var result = PageRuns.Result(30, 3);
        using var writer = new RunFolderWriter(folder.Path);
        await writer.Started(new RunStart(result.Plan, result.Environment!, result.Started), CancellationToken.None);
        foreach (var interval in PageRuns.Intervals(30, 3))
        {
            await writer.Interval(interval, new RunControlStub(), CancellationToken.None);
        }

        await writer.Ended(result, CancellationToken.None);

        var path = await HtmlReport.WriteFile(writer.Path!);

        Assert.Equal(Path.Combine(writer.Path!, "report.html"), path);
        var known = await Html(result with { Folder = (await RunFolderReader.Open(writer.Path!)).Folder }, PageRuns.Intervals(30, 3).ToAsyncEnumerable());
        Assert.Equal(Encoding.UTF8.GetString(known), await File.ReadAllTextAsync(path));
    }

    private static async Task<byte[]> Html(RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals)
    {
        using var stream = new MemoryStream();
        await HtmlReport.Write(result, intervals, stream);
        return stream.ToArray();
    }

    private static async Task<byte[]> Data(RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals)
    {
        using var stream = new MemoryStream();
        PageData.Write(stream, result, await PageSeries.Of(result, intervals, CancellationToken.None));
        return stream.ToArray();
    }
}
