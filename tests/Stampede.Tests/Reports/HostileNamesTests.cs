using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Stampede.Engine;
using Stampede.Importing;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Whatever stands in a name, every form of report can be read by what reads its format, and the name comes out of it as text.</summary>
public sealed partial class HostileNamesTests : IDisposable
{
    // Cut where a form bounds a text, and the same within these.
    private static readonly string[] Names = [.. WrittenReports.Malicious.Where(n => n.Length < 200)];
    private static readonly string[] Many = [.. Enumerable.Range(0, 10_000).Select(i => $"/page-{i}-x")];

    private readonly TemporaryFolder _root = new();

    [Fact]
    public async Task Html_has_every_name_in_its_data_only()
    {
        var (page, data) = await Page(Run(Names));
        Assert.Equal([.. PageTemplate.Before, .. PageTemplate.After], Encoding.UTF8.GetBytes(page));
        Assert.Equal(Names.Select(Whole).Order(StringComparer.Ordinal), data.GetProperty("requests").EnumerateArray().Select(r => r[1].GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Html_of_ten_thousand_names_has_all_of_them_and_counts_the_failures_that_it_leaves_out()
    {
        var (_, data) = await Page(Run(Many));
        Assert.Equal(10_000, data.GetProperty("requests").GetArrayLength());
        Assert.Equal((200, 10_000), (data.GetProperty("failures").GetArrayLength(), data.GetProperty("failureGroups").GetInt32()));
        Assert.Equal((200, 10_000), (data.GetProperty("errors").GetArrayLength(), data.GetProperty("errorGroups").GetInt32()));
    }

    [Fact]
    public void Markdown_has_every_name_in_a_cell_of_its_own()
    {
        var text = MarkdownReport.Text(Run(Names));
        NoMarkup(text);
        var requests = text.Split('\n').SkipWhile(l => l != "## Requests").TakeWhile(l => l != "## Failures").Where(l => l.StartsWith("| `", StringComparison.Ordinal) || l.StartsWith("| <", StringComparison.Ordinal));
        Assert.Equal(Names.Select(n => "GET " + LineText.Visible(n)).Order(StringComparer.Ordinal), requests.Select(r => Code(r.Split('|')[1].Trim())).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Markdown_of_ten_thousand_names_fits_a_comment_and_says_what_it_leaves_out()
    {
        var text = MarkdownReport.Text(Run(Many));
        Assert.True(text.Length < 65_536, $"{text.Length} characters do not fit a comment");
        Assert.Contains("9,900 further ones are in the total only.", text);
        Assert.Equal(2, Regex.Count(text, "… and 9,980 further kinds."));
    }

    [Fact]
    public async Task JUnit_has_every_name_in_a_case_of_its_own()
    {
        var cases = XDocument.Parse(await WrittenReports.Text(new JUnitReport(), Run(Names))).Descendants("testcase").Select(c => c.Attribute("name")!.Value).ToHashSet();
        Assert.All(Names.Take(20), name => Assert.Contains(LineText.Visible(name), cases));
    }

    [Fact]
    public async Task Json_has_every_name_as_it_is()
    {
        foreach (var names in (string[][])[Names, Many])
        {
            using var report = JsonDocument.Parse(await WrittenReports.Text(new JsonReport(), Run(names)));
            Assert.Equal(names.Select(Whole).Order(StringComparer.Ordinal), report.RootElement.GetProperty("requests").EnumerateArray().Select(r => r.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Excel_has_every_name_as_text_in_every_sheet()
    {
        var sheets = XlsxReportTests.Read(await WrittenReports.Bytes(new XlsxReport(), Run(Names)));
        foreach (var (sheet, column) in new[] { ("Requests", 1), ("Failures", 2), ("Audit", 2) })
        {
            var cells = sheets[sheet].Select(r => r[column]).ToHashSet();
            Assert.All(Names, name => Assert.Contains(LineText.Visible(name), cells));
        }
    }

    [Fact]
    public async Task Locusts_files_have_every_name_and_no_formula()
    {
        foreach (var names in (string[][])[Names, Many])
        {
            await WriteCsv(names);
            foreach (var (file, column) in new[] { ("stats", "Name"), ("failures", "Name"), ("failures", "Error"), ("exceptions", "Message"), ("stats_history", "Name") })
            {
                var cells = await Column(file, column);
                Assert.DoesNotContain(cells, c => c.Length > 0 && "=+-@\t\r".Contains(c[0], StringComparison.Ordinal));
                Assert.Superset(names.Select(n => (n[0] is '=' or '+' or '-' or '@' ? "'" : "") + Whole(n)).ToHashSet(), cells.ToHashSet());
            }
        }
    }

    [Fact]
    public async Task Locusts_files_are_read_again_with_every_name()
    {
        await WriteCsv(Many);
        var run = await Importers.Import(_root.File("out"), CancellationToken.None);
        Assert.Equal(Many.Order(StringComparer.Ordinal), run!.Requests.Keys.Select(k => k.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Annotations_are_one_command_a_name_and_name_it()
    {
        foreach (var name in Names)
        {
            var lines = await Annotations(Run([name]));
            Assert.All(lines[..^1], line => Assert.Matches("^::(error|warning|notice) title=[^:,]*::[^\r\n]*$", line));
            Assert.Contains(lines, line => Unescaped(line[(line.IndexOf("::", 2, StringComparison.Ordinal) + 2)..]).Contains(LineText.Visible(name, keepsLines: true), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Annotations_of_ten_thousand_names_are_ten_of_a_kind() => Assert.Equal(10 + 10 + 1, (await Annotations(Run(Many))).Length);

    [Fact]
    public void A_suites_page_has_every_name_and_no_element_of_any()
    {
        var text = Suite(new SuiteHtmlReport(), Names);
        var page = XDocument.Parse(NotClosed().Replace(text[text.IndexOf("<html", StringComparison.Ordinal)..], "<$1/>"), LoadOptions.PreserveWhitespace);
        string[] known = ["html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "bdi", "div", "p", "section", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "a", "ul", "li", "strong"];
        Assert.Empty(page.Descendants().Select(e => e.Name.LocalName).Except(known));
        Assert.Equal(["class", "charset", "content", "href", "http-equiv", "lang", "name", "scope"], page.Descendants().Attributes().Select(a => a.Name.LocalName).Distinct().Order(StringComparer.Ordinal).OrderBy(n => n != "class"));
        Assert.All(page.Descendants("a"), a => Assert.Matches("^[A-Za-z0-9%._~/!'()*-]+$", a.Attribute("href")!.Value)); // no scheme
        var names = page.Descendants("bdi").Select(b => b.Value).ToHashSet();
        Assert.All(Names, name => Assert.Contains(LineText.Visible(name), names));
    }

    [Fact]
    public void A_suites_markdown_has_every_name_in_a_cell()
    {
        var text = Suite(new SuiteMarkdownReport(), Names);
        NoMarkup(Links().Replace(text, "$1"));
        Assert.All(text.Split('\n').Where(l => l.StartsWith('|')), row => Assert.Contains(row.Count(c => c == '|'), new[] { 6, 12 }));
    }

    [Fact]
    public void A_suites_workbook_has_every_name_as_text()
    {
        var cells = XlsxReportTests.Read(Bytes(new SuiteXlsxReport(), Names))["Figures"].Select(r => r.Length > 0 ? r[0] : "").ToHashSet();
        Assert.All(Names, name => Assert.Contains(LineText.Visible(name), cells));
    }

    [Fact]
    public void A_suites_junit_has_every_name_as_a_suite()
    {
        var suites = XDocument.Parse(Suite(new SuiteJUnitReport(), Names)).Descendants("testsuite").Select(s => s.Attribute("name")!.Value).ToHashSet();
        Assert.All(Names, name => Assert.Contains(LineText.Visible(name), suites));
    }

    [Fact]
    public void A_suite_over_ten_thousand_names_has_reports_of_the_same_length_as_one_over_ten()
    {
        foreach (var report in SuiteReports.All)
        {
            Assert.InRange(Bytes(report, ["a"], Slim(Many)).Length, 1, (int)(1.2 * Bytes(report, ["a"], Slim(Many[..10])).Length) + 1_000);
        }
    }

    [Theory]
    [InlineData("runs", "show")]
    [InlineData("runs", "list")]
    [InlineData("runs", "compare")]
    [InlineData("audit")]
    public async Task Commands_print_nothing_that_a_terminal_obeys(params string[] command)
    {
        var printed = await Print(Run(Names), command);
        Assert.DoesNotContain(printed, c => (char.IsControl(c) && c != '\n') || c is '\u202E' or '\u2066');
        Assert.DoesNotContain(printed.Split('\n'), line => line.TrimStart().StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal)); // GitHub Actions would obey it
    }

    [Fact]
    public async Task The_audit_as_json_has_every_name()
    {
        using var audit = JsonDocument.Parse(await Print(Run(Names), "audit", "--json"));
        var subjects = audit.RootElement.GetProperty("audit").GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("rule").GetString() == "OWN").Select(f => f.GetProperty("subject").GetString()).ToHashSet();
        Assert.All(Names, name => Assert.Contains(Whole(name), subjects));
    }

    [Theory]
    [InlineData("runs", "show")]
    [InlineData("runs", "compare")]
    [InlineData("audit")]
    public async Task Commands_over_ten_thousand_names_end(params string[] command) => Assert.NotEqual("", await Print(Run(Many), command));

    public void Dispose() => _root.Dispose();

    /// <summary>What a text is once it was written as UTF-8.</summary>
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    // With findings about every name, which reports show too.
    private static RunResult Run(IReadOnlyList<string> names)
    {
        var run = WrittenReports.WithNames(names);
        return run with
        {
            Transactions = names.ToDictionary(n => n, _ => PrintedRuns.Stats(10, 12_300, 200)),
            Environment = run.Environment! with { Machine = names[0] },
            Audit = new AuditResult
            {
                Findings = [.. names.Select(n => new AuditFinding { Rule = "OWN", Severity = NoteSeverity.Warning, Subject = n, Meaning = n, Advice = n, Numbers = [new AuditNumber(n, 1, n)], Examples = [n] })],
                Clean = ["CLEAN"],
                NotApplicable = [new AuditAbsence("ABSENT", names[0])],
                Titles = new Dictionary<string, string> { ["OWN"] = names[0] },
            },
        };
    }

    // Names of requests only: notes and findings are written whole.
    private static RunResult Slim(IReadOnlyList<string> names) => WrittenReports.WithNames(names) with { Notes = [], Thresholds = [] };

    private static async Task<(string Page, JsonElement Data)> Page(RunResult run)
    {
        var page = await WrittenReports.Text(new HtmlReport(), run, [PrintedRuns.Interval(0, run.Requests)]);
        var start = page.IndexOf("type=\"application/json\">", StringComparison.Ordinal) + "type=\"application/json\">".Length;
        var end = page.IndexOf("</script>", start, StringComparison.Ordinal);
        using var data = JsonDocument.Parse(page[start..end]);
        return (page.Remove(start, end - start), data.RootElement.Clone());
    }

    // What a reader of Markdown makes of a cell with code.
    private static string Code(string cell) => cell.StartsWith('`') ? cell.Trim('`') : WebUtility.HtmlDecode(cell.Replace("<code>", "", StringComparison.Ordinal).Replace("</code>", "", StringComparison.Ordinal));

    internal static void NoMarkup(string markdown)
    {
        var bare = CodeSpans().Replace(markdown, "");
        Assert.DoesNotMatch(@"(?<!\\)\]\(", bare);
        Assert.DoesNotMatch(@"<(?!/?(code|details|summary)>|!-- -->)", bare);
        Assert.DoesNotMatch("@(?!<!-- -->)", bare);
        Assert.DoesNotContain(markdown, c => (char.IsControl(c) && c != '\n') || c is '\u202E' or '\u2066');
    }

    private static string Unescaped(string data) =>
        data.Replace("%0A", "\n", StringComparison.Ordinal).Replace("%0D", "\r", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    private static string Suite(ISuiteReport report, IReadOnlyList<string> names) => Encoding.UTF8.GetString(Bytes(report, names));

    private static byte[] Bytes(ISuiteReport report, IReadOnlyList<string> names, RunResult? run = null)
    {
        var band = new Band("p(95)", Threshold.Parse("p(95) < 1ms"), null);
        var suite = new SuiteResult
        {
            Name = names[0],
            File = names[0],
            Started = PrintedRuns.Started,
            Ended = PrintedRuns.Started.AddMinutes(10),
            Outcomes =
            [
                .. names.Select(n => new SuiteOutcome
                {
                    Entry = new SuiteEntry { Name = n, File = n, Line = 1 }, Run = run ?? Run([n]), Folder = n.Replace("/", "", StringComparison.Ordinal), ExitCode = 3,
                    Bands = [new BandResult(band, BandOutcome.Fail, 1, n)],
                }),
                new SuiteOutcome { Entry = new SuiteEntry { Name = names[0], File = names[0], Line = 2 }, NotRun = "it says " + names[0], ExitCode = 4 },
            ],
        };
        using var stream = new MemoryStream();
        report.Write(PhaseReport.Of(suite), suite, stream);
        return stream.ToArray();
    }

    private async Task WriteCsv(IReadOnlyList<string> names)
    {
        var run = Run(names);
        await LocustCsvWriter.Write(_root.File("out"), run, new[] { PrintedRuns.Interval(0, run.Requests) }.ToAsyncEnumerable(), fullHistory: true);
    }

    private async Task<List<string>> Column(string file, string column)
    {
        var cells = new List<string>();
        await foreach (var row in new CsvTable(_root.File($"out_{file}.csv")).Rows([[column]], CancellationToken.None))
        {
            cells.Add(row.Text(column) ?? "");
        }

        return cells;
    }

    private async Task<string[]> Annotations(RunResult run)
    {
        var output = new StringWriter { NewLine = "\n" };
        var environment = new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = _root.File("summary") };
        await new GitHubActions(environment).Write(run, output);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<string> Print(RunResult run, params string[] command)
    {
        using var writer = new RunFolderWriter(_root.File("results"));
        await writer.Started(new RunStart(run.Plan, run.Environment!, run.Started), CancellationToken.None);
        await writer.Interval(PrintedRuns.Interval(0, run.Requests), null!, CancellationToken.None);
        await writer.Ended(run, CancellationToken.None);
        string[] runs = command switch
        {
            ["runs", "list"] => ["--results", _root.File("results")],
            ["runs", "compare"] => [writer.Path!, writer.Path!],
            _ => [writer.Path!],
        };
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        Assert.InRange(await ToolCommands.Run([.. command, .. runs], new EntranceContext { Out = output, Error = error }), 0, 5);
        Assert.Equal("", error.ToString());
        return output.ToString();
    }

    [GeneratedRegex("<(meta [^>]*)>")]
    internal static partial Regex NotClosed();

    [GeneratedRegex(@"\[((?:\\.|[^\]\\])*)\]\([A-Za-z0-9%._~/!'*-]+\)")]
    private static partial Regex Links();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex CodeSpans();
}
