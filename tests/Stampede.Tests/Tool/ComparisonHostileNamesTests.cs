using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Reporting;
using Stampede.Results;
using static Stampede.Tests.MadeMetrics;

namespace Stampede.Tests;

/// <summary>Whatever stands in a name, every form of a comparison can be read by what reads its format, and the name comes out of it as text.</summary>
public sealed partial class ComparisonHostileNamesTests : IDisposable
{
    private static readonly string[] Names = [.. WrittenReports.Malicious.Where(n => n.Length < 200).Distinct()];

    private readonly TemporaryFolder _root = new();

    [Fact]
    public void The_page_has_every_name_and_no_element_or_attribute_of_any()
    {
        var text = ComparisonReports.Html(Comparison());
        var page = XDocument.Parse(HostileNamesTests.NotClosed().Replace(text[text.IndexOf("<html", StringComparison.Ordinal)..], "<$1/>"), LoadOptions.PreserveWhitespace);
        string[] elements = ["html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "bdi", "div", "p", "section", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "strong", "pre", "svg", "circle", "line", "rect"];
        string[] attributes = ["charset", "class", "content", "cx", "cy", "height", "http-equiv", "lang", "name", "r", "role", "scope", "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2"];
        Assert.Empty(page.Descendants().Select(e => e.Name.LocalName).Except(elements));
        Assert.Empty(page.Descendants().Attributes().Select(a => a.Name.LocalName).Except(attributes));
        var names = page.Descendants("bdi").Select(b => b.Value).ToHashSet();
        Assert.All(Names, name => Assert.Contains(LineText.Visible(name), names));
    }

    [Fact]
    public void Markdown_has_every_name_in_a_cell_of_its_own()
    {
        var text = ComparisonReports.Markdown(Comparison());
        HostileNamesTests.NoMarkup(IndentedCode().Replace(text, "")); // what is indented is literal
        Assert.Single(IndentedCode().Matches(text));
        Assert.All(text.Split('\n').Where(l => l.StartsWith('|')), row => Assert.Contains(row.Count(c => c == '|'), new[] { 5, 9, 11 }));
        Assert.All(Names.Take(5), name => Assert.Contains($"| {MarkdownText.Text(name)} |", text));
    }

    [Fact]
    public void JUnit_has_every_name_as_a_suite()
    {
        using var stream = new MemoryStream();
        ComparisonJUnit.Write(Comparison(), stream);
        var suites = XDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).Descendants("testsuite").Select(s => s.Attribute("name")!.Value).ToHashSet();
        Assert.All(Names, name => Assert.Contains(LineText.Visible(name), suites));
    }

    [Fact]
    public async Task Json_has_every_name_as_it_is_and_is_read_again()
    {
        await using (var stream = File.Create(_root.File("c.json")))
        {
            RunComparisonJson.Write(Comparison(), stream);
        }

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(_root.File("c.json"), TestContext.Current.CancellationToken));
        var services = json.RootElement.GetProperty("metrics").EnumerateArray().Select(m => m.GetProperty("service").GetString()!).ToHashSet();
        Assert.All(Names, name => Assert.Contains(Whole(name), services));
        Assert.Equal(services.Count * 6, (await RunComparisonJson.Read(_root.File("c.json"), TestContext.Current.CancellationToken)).Metrics.Count);
    }

    [Fact]
    public async Task Nothing_that_is_printed_is_obeyed_by_a_terminal_or_by_Actions()
    {
        var printed = new Printed(120);
        ComparisonSummary.Write(Comparison(), printed.Console, []);
        Assert.DoesNotContain(printed.Text, c => (char.IsControl(c) && c != '\n') || c is '\u202E' or '\u2066');
        Assert.DoesNotContain(printed.Lines, line => line.TrimStart().StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal));

        var output = new StringWriter { NewLine = "\n" };
        await ComparisonReports.GitHub(Comparison(), new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = _root.File("summary") }, output);
        Assert.All(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^1], line => Assert.Matches("^::(error|warning) title=[^:,]*::[^\r\n]*$", line));
    }

    public void Dispose() => _root.Dispose();

    // Each service got worse, one a side is gone or new, and every other text is hostile too.
    private static RunComparison Comparison()
    {
        var manifest = Manifest with { Name = Names[0], Commit = Names[1], Machine = Names[2], Runtime = Names[3] };
        ServiceMetrics Service(string name, double mean) => new()
        {
            Service = name,
            Requests = 5_000,
            Failures = 10,
            ErrorRate = 0.2,
            RequestsPerSecond = 50,
            Mean = mean,
            Median = mean,
            P95 = mean,
            P99 = mean,
        };
        Baselines.RunMetrics Run(int i, double mean, IEnumerable<string> names) => new()
        {
            Manifest = manifest with { Started = Now.AddMinutes(i - 60) },
            Services = [.. names.Select(n => Service(n, mean + (i % 7)))],
            Unmapped = Names,
        };
        var audit = new AuditResult { Findings = [.. Names.Select(n => new AuditFinding { Rule = "OWN", Severity = NoteSeverity.Warning, Subject = n, Meaning = n, Advice = n, Numbers = [new AuditNumber(n, 1, n)] })], Clean = [], NotApplicable = [] };
        return RunComparison.Of(
            new Baseline { Name = Names[4], Runs = [.. Enumerable.Range(0, 7).Select(i => Run(i, 100, Names.Append("gone" + Names[5])))] },
            [.. Enumerable.Range(7, 7).Select(i => new CandidateRun(Run(i, 200, Names.Append("new" + Names[6]))) { Source = Names[7], Audit = audit })],
            new ComparisonMargins { Services = [new ServiceMargins("none" + Names[8], new Dictionary<ComparedMetric, Margin>())] }, new(), new Random(1), Now) with
        {
            Command = string.Concat(Names.Take(20)),
        };
    }

    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("(?<=\n\n)    .*(?=\n)")]
    private static partial Regex IndentedCode();
}
