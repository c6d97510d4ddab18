using Microsoft.Playwright;
using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;
using Stampede.Tests;

namespace Stampede.IntegrationTests;

/// <summary>The page of a suite in a browser.</summary>
public sealed class SuitePageTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string[] Names =
    [
        PageRuns.Hostile, "javascript:window.hacked=4", "\"onmouseover=window.hacked=5 ' \n\t <!-- <b>bold</b> ]]> &amp;", "</title></style><svg onload=window.hacked=6>",
        "<iframe srcdoc='<script>parent.hacked=7</script>'>", "/\u0623\u0644\u0641/\u202e\u0645\u0631\u062d\u0628\u0627/\ud83d\udc0e/\u2028x",
    ];

    [Fact]
    public async Task What_is_in_a_name_is_shown_and_never_executed()
    {
        // Its own policy forbids every script; that is bypassed, so that the text alone must be harmless.
        var page = await browser.Page(new BrowserNewPageOptions { BypassCSP = true });
        List<string> problems = [], addresses = [];
        page.PageError += (_, error) => problems.Add(error);
        page.Dialog += (_, dialog) => problems.Add(dialog.Message);
        page.Console += (_, message) => problems.Add($"{message.Type}: {message.Text}");
        page.Request += (_, request) => addresses.Add(request.Url);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "report.html"), SuiteHtmlReport.Text(PhaseReport.Of(Suite())), TestContext.Current.CancellationToken);

        await page.GotoAsync("file://" + Path.Combine(folder.Path, "report.html"));
        await page.EvaluateAsync("() => document.querySelectorAll('*').forEach(part => ['mouseover', 'focus', 'toggle', 'error', 'load'].forEach(kind => part.dispatchEvent(new Event(kind))))");

        Assert.Null(await page.EvaluateAsync<int?>("() => window.hacked ?? null"));
        Assert.Empty(problems);
        Assert.Single(addresses); // the page itself
        Assert.Equal(0, await page.Locator("script, img, svg, iframe, b, [onmouseover], [onerror], [onload]").CountAsync());
        Assert.Equal(["file:"], await page.EvaluateAsync<string[]>("() => [...new Set([...document.querySelectorAll('a')].map(a => a.protocol))]"));
        var shown = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('td bdi')].map(part => part.textContent)");
        Assert.All(Names, name => Assert.Contains(LineText.Visible(name), shown));
        Assert.Contains(Names[3], await page.TitleAsync());
        await page.CloseAsync();
    }

    private static SuiteResult Suite() => new()
    {
        Name = Names[3],
        File = Names[0],
        Started = PrintedRuns.Started,
        Ended = PrintedRuns.Started.AddMinutes(10),
        Outcomes =
        [
            .. Names.Select(n => new SuiteOutcome { Entry = new SuiteEntry { Name = n, File = n, Line = 1 }, Run = Run(n), Folder = n, ExitCode = 3 }),
            new SuiteOutcome { Entry = new SuiteEntry { Name = Names[0], File = Names[0], Line = 2 }, NotRun = "it says " + Names[0], ExitCode = 4 },
        ],
    };

    private static RunResult Run(string name) => PrintedRuns.Failed() with
    {
        Plan = PrintedRuns.Plan with { Name = name, Load = PrintedRuns.Plan.Load with { Description = name } },
        Environment = PrintedRuns.Environment with { Machine = name },
        Failures = [new FailureInterval(new FailureKey(new RequestKey("GET", name), FailureKind.Status, name), new FailureStats { Count = 1 })],
        UserErrors = [new UserErrorInterval(name, name, name, name, 1, name)],
        Notes = [new RunNote("BLOCKED-LOOP", NoteSeverity.Warning, name)],
        Thresholds = [new ThresholdResult(name, ThresholdOutcome.Failed, 1, name)],
    };
}
