using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Whoever reads two reports of one run reads the same numbers, to the last digit that each of them shows.</summary>
public sealed class ReportAgreementTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunResult _run = PageRuns.Result(60, 12, isLavish: true);
    private readonly IReadOnlyList<IntervalSnapshot> _intervals = [.. PageRuns.Intervals(60, 12, isLavish: true)];

    [Fact]
    public async Task Rows_are_the_same_in_every_report()
    {
        using var json = JsonDocument.Parse(await WrittenReports.Text(new JsonReport(), _run, _intervals));
        var rows = json.RootElement.GetProperty("requests").EnumerateArray().ToDictionary(r => $"{r.GetProperty("method").GetString()} {r.GetProperty("name").GetString()}");
        rows["Total"] = json.RootElement.GetProperty("total");
        var markdown = Markdown(await WrittenReports.Text(new MarkdownReport(), _run));
        var console = new Printed(250);
        SummaryReport.Write(_run, console.Console);
        var excel = XlsxReportTests.Read(await WrittenReports.Bytes(new XlsxReport(), _run, _intervals))["Requests"];
        var page = Page(await WrittenReports.Text(new HtmlReport(), _run, _intervals));
        await LocustCsvWriter.Write(_folder.File("x"), _run, _intervals.ToAsyncEnumerable());
        var csv = File.ReadAllLines(_folder.File("x_stats.csv")).Skip(1).Select(l => l.Split(',')).ToDictionary(f => f[1] == "Aggregated" ? "Total" : $"{f[0]} {f[1]}");

        Assert.Equal(13, rows.Count);
        foreach (var (name, row) in rows)
        {
            var cells = Cells(row);
            Assert.Equal(cells, markdown[name]);
            Assert.Equal(cells, console.Lines.First(l => l.StartsWith(name + " ", StringComparison.Ordinal))[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal(Exact(row), Sheet(excel.Single(r => $"{r[0]} {r[1]}".Trim() == name)));
            Assert.Equal(Micros(row), page[name]);
            Assert.Equal((row.GetProperty("settled").ToString(), row.GetProperty("failed").ToString()), (csv[name][2], csv[name][3]));
            Assert.Equal(Number(row, "requestsPerSecond"), double.Parse(csv[name][9], CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Thresholds_and_the_verdict_are_the_same_in_every_report()
    {
        using var json = JsonDocument.Parse(await WrittenReports.Text(new JsonReport(), _run));
        var markdown = await WrittenReports.Text(new MarkdownReport(), _run);
        var cases = XDocument.Parse(await WrittenReports.Text(new JUnitReport(), _run)).Descendants("testcase").ToArray();
        var excel = XlsxReportTests.Read(await WrittenReports.Bytes(new XlsxReport(), _run))["Summary"];
        foreach (var threshold in json.RootElement.GetProperty("thresholds").EnumerateArray())
        {
            var (expression, measured) = (threshold.GetProperty("expression").GetString()!, threshold.GetProperty("measuredText").GetString()!);
            Assert.Contains($"| `{expression}` | {measured} |", markdown);
            Assert.Contains(cases, c => c.Attribute("name")!.Value == expression && c.ToString().Contains($"measured: {measured}", StringComparison.Ordinal));
            Assert.Contains(excel, r => r is [_, var e, var m] && e == expression && m == measured);
        }

        var verdict = json.RootElement.GetProperty("verdictText").GetString()!;
        Assert.Contains(verdict, cases[^1].ToString());
        Assert.Contains(verdict.Split(": ")[1], markdown);
    }

    [Fact]
    public async Task The_intervals_add_up_to_the_totals()
    {
        using var json = JsonDocument.Parse(await WrittenReports.Text(new JsonReport(), _run, _intervals));
        var steady = json.RootElement.GetProperty("intervals").EnumerateArray().Where(i => i.GetProperty("phase").GetString() == "steady").ToArray();
        Assert.Equal(json.RootElement.GetProperty("total").GetProperty("settled").GetInt64(), steady.Sum(i => i.GetProperty("settled").GetInt64()));
        var series = XlsxReportTests.Read(await WrittenReports.Bytes(new XlsxReport(), _run, _intervals))["Time series"];
        Assert.Equal(steady.Select(i => i.GetProperty("settled").ToString()), series.Where(r => r[2] == "Steady").Select(r => r[4]));
    }

    public void Dispose() => _folder.Dispose();

    private static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();

    private static double[] Micros(JsonElement row)
    {
        var times = row.GetProperty("responseTimeUs");
        return [Number(row, "settled"), Number(row, "failed"), Number(times, "count"), .. ((string[])["mean", "min", "p50", "p95", "p99", "p99.9", "max"]).Select(n => Number(times, n))];
    }

    // As people read them.
    private static string[] Cells(JsonElement row)
    {
        var times = row.GetProperty("responseTimeUs");
        var (settled, failed) = (row.GetProperty("settled").GetInt64(), row.GetProperty("failed").GetInt64());
        return
        [
            Figures.Count(settled), Figures.Count(failed), Figures.Percent(failed, settled)[..^2],
            .. ((string[])["mean", "min", "p50", "p95", "p99", "max"]).Select(n => Figures.Milliseconds(Number(times, n))),
            Figures.Rate(Number(row, "requestsPerSecond")),
        ];
    }

    private static double[] Exact(JsonElement row)
    {
        var times = row.GetProperty("responseTimeUs");
        return
        [
            Number(row, "settled"), Number(row, "failed"), Number(row, "failureRate"), Number(row, "requestsPerSecond"),
            .. ((string[])["mean", "min", "p50", "p66", "p75", "p80", "p90", "p95", "p98", "p99", "p99.9", "p99.99", "max"]).Select(n => Number(times, n) / 1_000),
            Number(row, "bodyBytes"),
        ];
    }

    private static double[] Sheet(string[] cells) => [.. cells[2..].Select(c => double.Parse(c, CultureInfo.InvariantCulture))];

    private static Dictionary<string, string[]> Markdown(string text) => text.Split('\n')
        .SkipWhile(l => !l.StartsWith("| Request |", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|'))
        .Select(l => l.Split('|', StringSplitOptions.TrimEntries)[1..^1])
        .ToDictionary(c => c[0].Trim('`', '*').Replace("&#47;", "/", StringComparison.Ordinal), c => c[1..]);

    private static Dictionary<string, double[]> Page(string html)
    {
        var start = html.IndexOf("id=\"data\"", StringComparison.Ordinal);
        start = html.IndexOf('>', start) + 1;
        using var data = JsonDocument.Parse(html[start..html.IndexOf("</script>", start, StringComparison.Ordinal)]);
        return data.RootElement.GetProperty("requests").EnumerateArray().Append(data.RootElement.GetProperty("total"))
            .ToDictionary(r => $"{r[0]} {r[1]}".Trim(), r =>
            {
                var times = r[5].EnumerateArray().Select(t => t.GetDouble()).ToArray();
                return (double[])[r[2].GetDouble(), r[3].GetDouble(), times[0], times[1] / times[0], .. times[2..]];
            });
    }
}
