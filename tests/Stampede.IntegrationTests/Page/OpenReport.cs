using Microsoft.Playwright;
using Stampede.Reporting;
using Stampede.Results;
using Stampede.Tests;

namespace Stampede.IntegrationTests;

/// <summary>A report on disk, opened in a browser that notes everything it complains of and every address it asks for.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _problems = [];
    private readonly List<string> _addresses = [];

    private OpenReport(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Errors of scripts, and messages of the console.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What was loaded besides the file itself.</summary>
    public IReadOnlyList<string> Addresses => [.. _addresses.Skip(1)];

    public static Task<OpenReport> Of(Browser browser, int seconds, int names, bool isLavish = false, BrowserNewPageOptions? options = null) =>
        Of(browser, PageRuns.Result(seconds, names, isLavish), PageRuns.Intervals(seconds, names, isLavish).ToAsyncEnumerable(), options);

    public static async Task<OpenReport> Of(Browser browser, RunResult result, IAsyncEnumerable<IntervalSnapshot>? intervals = null, BrowserNewPageOptions? options = null)
    {
        var page = await browser.Page(options);
        var report = new OpenReport(page);
        page.PageError += (_, error) => report._problems.Add(error);
        page.Console += (_, message) => report._problems.Add($"{message.Type}: {message.Text}");
        page.Request += (_, request) => report._addresses.Add(request.Url);
        var path = Path.Combine(report._folder.Path, "report.html");
        await using (var stream = File.Create(path))
        {
            await HtmlReport.Write(result, intervals ?? AsyncEnumerable.Empty<IntervalSnapshot>(), stream);
        }

        await page.GotoAsync("file://" + path);
        await page.WaitForSelectorAsync("html[data-ready=true]");
        return report;
    }

    /// <summary>Waits until every chart on the page is drawn.</summary>
    public async Task<OpenReport> Drawn()
    {
        await Page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('.plot:not(.heat)')].every(plot => plot.chart) && [...document.querySelectorAll('canvas')].every(canvas => canvas.width > 0)");
        return this;
    }

    /// <summary>The texts of the rows of a table's body, cell by cell; rows that are open are left out.</summary>
    public async Task<string[][]> Rows(string table)
    {
        var rows = await Page.EvaluateAsync<string[]>(
            "table => [...document.querySelectorAll(table + ' > tbody > tr:not(.detail)')].map(row => [...row.children].map(cell => cell.innerText.trim()).join('\\u0000'))", table);
        return [.. rows.Select(row => row.Split('\0'))];
    }

    /// <summary>The time that each chart over time shows, in seconds.</summary>
    public Task<double[][]> Shown() => Page.EvaluateAsync<double[][]>(
        "() => [...document.querySelectorAll('.plot[tabindex]:not(.heat)')].map(plot => [plot.chart.scales.x.min, plot.chart.scales.x.max])");

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        _folder.Dispose();
    }
}
