using Microsoft.Playwright;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;
using Stampede.Tests;

namespace Stampede.IntegrationTests;

public class PageTests(Browser browser) : IClassFixture<Browser>
{
    private const string Table = "#requests-table";

    [Fact]
    public async Task It_opens_without_errors_and_without_network()
    {
        await using var report = await OpenReport.Of(browser, 300, 6, isLavish: true);
        await report.Drawn();
        await report.Page.ClickAsync($"{Table} .open >> nth=0");
        await report.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(part => part.open = true)");
        await report.Drawn();

        Assert.Empty(report.Problems);
        Assert.Empty(report.Addresses);
    }

    [Fact]
    public async Task Its_policy_forbids_all_network_and_other_scripts()
    {
        await using var report = await OpenReport.Of(browser, 5, 1);

        var reached = await report.Page.EvaluateAsync<bool>("() => fetch('http://127.0.0.1:9/').then(() => true, error => false)");
        await report.Page.EvaluateAsync("() => { const script = document.createElement('script'); script.textContent = 'window.hacked = 3'; document.body.append(script); }");

        Assert.False(reached);
        Assert.Null(await report.Page.EvaluateAsync<int?>("() => window.hacked ?? null"));
        Assert.All(report.Problems, problem => Assert.Contains("Content Security Policy", problem));
    }

    [Fact]
    public async Task An_invalid_run_says_at_its_top_that_it_must_not_be_believed_and_why()
    {
        await using var report = await OpenReport.Of(browser, PrintedRuns.Invalid());
        var page = report.Page;

        var verdict = await page.InnerTextAsync("#verdict .verdict");
        Assert.Contains("The numbers must not be believed", verdict);
        Assert.Contains("GEN-CPU The generator was busy", verdict);
        Assert.DoesNotContain("ERR-FAST", verdict);
        Assert.Equal(4, await page.Locator("#findings .findings > li").CountAsync());
        Assert.Contains("CPU of the generator: 97.25 %", await page.InnerTextAsync("#findings"));
        Assert.Contains("Accepted: it is a laptop on purpose", await page.InnerTextAsync("#findings"));
        Assert.False(await page.Locator("#rules table").IsVisibleAsync());
        await page.ClickAsync("#rules summary");
        Assert.Equal(4, await page.Locator("#rules tbody tr").CountAsync());
        Assert.Contains("the load has no steps", await page.InnerTextAsync("#rules"));
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task Every_chart_is_drawn()
    {
        await using var report = await (await OpenReport.Of(browser, 300, 6, isLavish: true)).Drawn();

        // A canvas that shows something has pixels of many colours.
        var colours = await report.Page.EvaluateAsync<int[]>(
            """
            () => [...document.querySelectorAll('canvas')].map(canvas => {
              const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
              return new Set(pixels).size;
            })
            """);

        Assert.Equal(10, colours.Length);
        Assert.All(colours, count => Assert.InRange(count, 10, int.MaxValue));
    }

    [Fact]
    public async Task Its_figures_are_those_of_the_result_to_the_last_digit()
    {
        var result = PageRuns.Result(300, 30);
        await using var report = await OpenReport.Of(browser, result);

        var shown = (await report.Rows(Table)).ToDictionary(row => row[0], row => row[1..]);

        Assert.Equal(30, shown.Count);
        foreach (var (key, stats) in result.Requests)
        {
            Assert.Equal(Row(stats, result.Duration), shown[key.ToString()].Select(Value));
        }

        var total = await report.Page.EvaluateAsync<string[]>($"() => [...document.querySelectorAll('{Table} tfoot td')].map(cell => cell.innerText.trim())");
        Assert.Equal(Row(result.Total(), result.Duration), total.Select(Value));
    }

    [Fact]
    public async Task It_writes_figures_as_the_console_does()
    {
        await using var report = await OpenReport.Of(browser, 5, 1);
        var random = new Random(7);
        var times = Enumerable.Range(0, 4_000).Select(_ => Math.Round(Math.Exp(random.NextDouble() * 22) * 8) / 8)
            .Concat([0, 1, 999, 999.5, 1_000, 1_345, 9_994, 9_995, 9_999, 99_949, 99_950, 99_999, 123_456, 3_600_000_000]).ToArray();

        // The mean of a sum and a count goes through the page's own formatting.
        var rows = times.Select(time => Figures.Milliseconds(time)).ToArray();
        var written = await report.Page.EvaluateAsync<string[]>("times => times.map(time => document.stampede.figures.milliseconds(time))", times);
        Assert.Equal(rows, written);
        var rates = times.Select(time => Figures.Rate(time / 1_000)).ToArray();
        Assert.Equal(rates, await report.Page.EvaluateAsync<string[]>("times => times.map(time => document.stampede.figures.rate(time / 1000))", times));
        var shares = times.Select(time => Figures.Percent((long)time, 3_600_000_000)).ToArray();
        Assert.Equal(shares, await report.Page.EvaluateAsync<string[]>("times => times.map(time => document.stampede.figures.percent(Math.trunc(time), 3600000000))", times));
        var spans = times.Select(time => Figures.Span(TimeSpan.FromSeconds(Math.Floor(time) / 1_000))).ToArray();
        Assert.Equal(spans, await report.Page.EvaluateAsync<string[]>("times => times.map(time => document.stampede.figures.span(Math.floor(time) / 1000))", times));
        var bytes = times.Select(time => Figures.Bytes((long)time)).ToArray();
        Assert.Equal(bytes, await report.Page.EvaluateAsync<string[]>("times => times.map(time => document.stampede.figures.bytes(Math.trunc(time)))", times));
    }

    [Fact]
    public async Task A_table_sorts_by_every_column_both_ways_with_the_keyboard_too()
    {
        await using var report = await OpenReport.Of(browser, 200, 12);
        var heads = report.Page.Locator($"{Table} .sort");

        for (var column = 0; column < await heads.CountAsync(); column++)
        {
            await heads.Nth(column).FocusAsync();
            await report.Page.Keyboard.PressAsync("Enter");
            var once = (await report.Rows(Table)).Select(row => row[column]).ToArray();
            await report.Page.Keyboard.PressAsync("Enter");
            var twice = (await report.Rows(Table)).Select(row => row[column]).ToArray();

            var sorted = column == 0 ? once.Order(StringComparer.Ordinal) : once.OrderDescending(Comparer<string>.Create(Compare));
            Assert.Equal(sorted, once);
            Assert.Equal(column == 0 ? sorted.Reverse() : twice.Order(Comparer<string>.Create(Compare)), twice);
        }
    }

    [Fact]
    public async Task A_table_filters_by_text_and_says_how_many_match()
    {
        await using var report = await OpenReport.Of(browser, 100, 12);

        await report.Page.FillAsync("#requests-table-filter", "DEPLOYMENTS");

        Assert.Equal(2, (await report.Rows(Table)).Length);
        Assert.Contains("2 of 12 names match", await report.Page.InnerTextAsync("#requests [role=status]"));
    }

    [Fact]
    public async Task A_name_opens_into_its_charts_and_closes_with_the_keyboard()
    {
        await using var report = await OpenReport.Of(browser, 100, 3);
        var name = report.Page.Locator($"{Table} .open").First;

        await name.FocusAsync();
        await report.Page.Keyboard.PressAsync("Enter");
        await report.Drawn();

        Assert.Equal("true", await name.GetAttributeAsync("aria-expanded"));
        Assert.Equal(4, await report.Page.Locator("tr.detail canvas").CountAsync());
        await report.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(0, await report.Page.Locator("tr.detail").CountAsync());
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task Zoom_moves_all_charts_together_and_double_click_shows_the_whole_run()
    {
        await using var report = await OpenReport.Of(browser, 300, 3, isLavish: true);
        await report.Page.ClickAsync($"{Table} .open >> nth=0");
        await report.Drawn();
        var over = report.Page.Locator("#time .plot .u-over").First;
        await over.ScrollIntoViewIfNeededAsync();
        var box = (await over.BoundingBoxAsync())!;

        await report.Page.Mouse.MoveAsync(box.X + box.Width / 4, box.Y + 50);
        await report.Page.Mouse.DownAsync();
        await report.Page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + 50, new MouseMoveOptions { Steps = 5 });
        await report.Page.Mouse.UpAsync();

        var shown = await report.Shown();
        Assert.InRange(shown.Length, 8, 20);
        Assert.All(shown, range => Assert.Equal(shown[0], range));
        Assert.InRange(shown[0][0], 70, 80);
        Assert.InRange(shown[0][1], 145, 155);

        await report.Page.Mouse.DblClickAsync(box.X + 100, box.Y + 50);
        Assert.All(await report.Shown(), range => Assert.Equal([0, 300], range));
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task Zoom_follows_the_keyboard_from_charts_and_heat_map()
    {
        await using var report = await (await OpenReport.Of(browser, 300, 3)).Drawn();

        await report.Page.FocusAsync("#time .plot >> nth=0");
        await report.Page.Keyboard.PressAsync("+");
        Assert.All(await report.Shown(), range => Assert.Equal([75, 225], range));
        await report.Page.FocusAsync("#time .plot.heat");
        await report.Page.Keyboard.PressAsync("ArrowRight");
        Assert.All(await report.Shown(), range => Assert.Equal([112.5, 262.5], range));
        await report.Page.Keyboard.PressAsync("0");
        Assert.All(await report.Shown(), range => Assert.Equal([0, 300], range));
    }

    [Fact]
    public async Task It_is_dark_where_the_system_is_and_light_where_that_is_chosen()
    {
        await using var report = await OpenReport.Of(browser, 60, 2, options: new BrowserNewPageOptions { ColorScheme = ColorScheme.Dark });
        await report.Drawn();
        Task<int[]> Background() => report.Page.EvaluateAsync<int[]>("() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)");

        Assert.All((await Background()).Take(3), value => Assert.InRange(value, 0, 60));
        await report.Page.SelectOptionAsync("#theme", "light");
        Assert.Equal([255, 255, 255], (await Background()).Take(3));
        await report.Drawn();
        Assert.Empty(report.Problems);
    }

    [Theory]
    [InlineData(PageRuns.Hostile)]
    [InlineData("javascript:window.hacked=4")]
    [InlineData("\"onmouseover=window.hacked=5 ' \n\t <!-- <b>bold</b> ]]> &amp;")]
    [InlineData("/ألف/\u202eمرحبا/🐎/\u2028x")]
    public async Task What_is_in_a_name_is_shown_and_never_executed(string name)
    {
        var stats = PrintedRuns.Stats(50, 12_300, 200);
        stats.Failed = 1;
        stats.Settled++;
        var key = new RequestKey("GET", name);
        var sample = new FailureSample { At = PrintedRuns.Started, Url = name, Status = 500, ResponseTime = 1, Body = name, Headers = new Dictionary<string, string> { [name] = name } };
        var result = PageRuns.Result(3, 1) with
        {
            Plan = PrintedRuns.Plan with { Name = name, Settings = new Dictionary<string, string> { [name] = name } },
            Requests = new Dictionary<RequestKey, RequestStats> { [key] = stats },
            Transactions = new Dictionary<string, RequestStats> { [name] = stats },
            Failures = [new FailureInterval(new FailureKey(key, FailureKind.Status, name), new FailureStats { Count = 1, Samples = [sample] })],
            UserErrors = [new UserErrorInterval(name, name, name, name, 1, name)],
            Notes = [new RunNote("X", NoteSeverity.Warning, name)],
            Checks = new Dictionary<string, CheckStats> { [name] = new(1, 1) },
            Thresholds = [new ThresholdResult(name, ThresholdOutcome.Passed, 1, name)],
        };
        await using var report = await OpenReport.Of(browser, result);
        await report.Page.ClickAsync($"{Table} .open >> nth=0");
        await report.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(part => part.open = true)");

        Assert.Equal("GET " + name, await report.Page.EvaluateAsync<string>($"() => document.querySelector('{Table} .open').textContent"));
        Assert.Equal(name, await report.Page.EvaluateAsync<string>("() => document.querySelector('#failures pre').textContent"));
        Assert.Equal(0, await report.Page.Locator("main b, main img, main script").CountAsync());
        Assert.Null(await report.Page.EvaluateAsync<int?>("() => window.hacked ?? null"));
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task Late_arrivals_that_are_unknown_are_said_to_be_so_and_not_drawn()
    {
        var result = PageRuns.Result(40, 2, isLavish: true) with { Imported = new ImportedRun { Format = "k6", Files = ["k6.json"], Unknown = UnknownParts.ArrivalDelays } };
        await using var report = await (await OpenReport.Of(browser, result, PageRuns.Intervals(40, 2, isLavish: true).ToAsyncEnumerable())).Drawn();

        var row = await report.Page.EvaluateAsync<string[]>("() => [...[...document.querySelectorAll('#users table')].at(-2).tBodies[0].rows[0].cells].map(cell => cell.innerText.trim())");
        Assert.Equal(("rush", "unknown"), (row[0], row[3]));
        var series = await report.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.plot')].map(plot => plot.chart).filter(chart => chart?.series.some(s => s.label === 'Scheduled/s')).flatMap(chart => chart.series.slice(1).map(s => s.label))");
        Assert.Equal(["Scheduled/s", "Started/s", "Dropped/s"], series);
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task Ten_thousand_names_open_fast_and_it_says_how_many_are_not_shown()
    {
        var result = PageRuns.Result(3, 1) with { Requests = Enumerable.Range(0, 10_000).ToDictionary(i => new RequestKey("GET", $"/item/{i}"), i => PrintedRuns.Stats(1 + (i % 40), 12_300, 200)) };
        await using var report = await OpenReport.Of(browser, result);

        var took = await report.Page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].domComplete");
        Assert.InRange(took, 0, 15_000); // 0.3 s on a machine with nothing else to do
        Assert.Equal(100, (await report.Rows(Table)).Length);
        Assert.Contains("The first 100 of 10,000 names are shown, in this order; 9,900 are not.", await report.Page.InnerTextAsync("#requests [role=status]"));
        await report.Page.FillAsync("#requests-table-filter", "/item/9876");
        Assert.Equal("GET /item/9876", Assert.Single(await report.Rows(Table))[0]);
    }

    [Fact]
    public async Task Without_intervals_it_says_that_there_are_no_charts_over_time()
    {
        var result = PageRuns.Result(30, 2) with { Environment = null };
        await using var report = await OpenReport.Of(browser, result);

        Assert.Contains("no charts over time", await report.Page.InnerTextAsync("#time"));
        Assert.Contains("unknown", await report.Page.InnerTextAsync("#environment"));
        Assert.Equal(2, (await report.Rows(Table)).Length);
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task A_percentile_that_n_cannot_support_is_marked()
    {
        var requests = new Dictionary<RequestKey, RequestStats> { [new RequestKey("GET", "/few")] = PrintedRuns.Stats(100, 12_300, 200), [new RequestKey("GET", "/many")] = PrintedRuns.Stats(5_000, 12_300, 200) };
        await using var report = await OpenReport.Of(browser, PageRuns.Result(3, 1) with { Requests = requests });

        var rows = (await report.Rows(Table)).ToDictionary(row => row[0]);

        Assert.DoesNotContain("n too small", rows["GET /few"][6] + rows["GET /few"][7]); // p50 and p95
        Assert.Contains("n too small", rows["GET /few"][8]); // p99
        Assert.DoesNotContain("n too small", string.Concat(rows["GET /many"]));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(768)]
    public async Task A_narrow_window_does_not_scroll_sideways(int width)
    {
        await using var report = await OpenReport.Of(
            browser, 200, 6, isLavish: true, new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 800 } });
        await report.Drawn();

        Assert.InRange(await report.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 0, width);
    }

    [Fact]
    public async Task It_prints()
    {
        await using var report = await (await OpenReport.Of(browser, 200, 6, isLavish: true, new BrowserNewPageOptions { ColorScheme = ColorScheme.Dark })).Drawn();

        var paper = await report.Page.PdfAsync(new PagePdfOptions { Format = "A4", PrintBackground = true });

        Assert.InRange(paper.Length, 50_000, 20_000_000);
        Assert.Empty(report.Problems);
    }

    private static string[] Row(RequestStats stats, TimeSpan duration)
    {
        var times = stats.ResponseTime;
        return
        [
            Figures.Count(stats.Settled), Figures.Count(stats.Failed), Figures.Percent(stats.Failed, stats.Settled)[..^2], Figures.Milliseconds(times.Mean), Figures.Milliseconds(times.Min),
            Figures.Milliseconds(times.Percentile(50)), Figures.Milliseconds(times.Percentile(95)), Figures.Milliseconds(times.Percentile(99)), Figures.Milliseconds(times.Percentile(99.9)),
            Figures.Milliseconds(times.Max), Figures.Rate(stats.Settled / duration.TotalSeconds),
        ];
    }

    // Without the sign of a percentile that n does not support.
    private static string Value(string cell) => cell.Split('\n')[0].Replace("n too small", "", StringComparison.Ordinal).Trim().TrimEnd('n');

    private static int Compare(string a, string b) => Number(a).CompareTo(Number(b));

    private static double Number(string cell) =>
        double.Parse(Value(cell).Replace(",", "", StringComparison.Ordinal).TrimStart('<', '>'), System.Globalization.CultureInfo.InvariantCulture);
}
