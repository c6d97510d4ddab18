using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>The dashboard and the page about the metrics agree with what is exported.</summary>
public sealed partial class MonitoringFilesTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    [Fact]
    public void The_dashboard_asks_only_for_metrics_and_labels_that_are_exported()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "deploy", "grafana", "stampede.json")));
        var queries = Queries(dashboard.RootElement).ToArray();

        Assert.True(queries.Length > 20);
        var exported = MetricFamilies.All.SelectMany(f => f.SampleNames).ToHashSet();
        Assert.All(queries, q => Assert.All(Metrics().Matches(q).Select(m => m.Value), m => Assert.Contains(m, exported)));
        foreach (var query in queries)
        {
            foreach (Match match in Selections().Matches(query))
            {
                var family = MetricFamilies.All.Single(f => f.SampleNames.Contains(match.Groups[1].Value));
                Assert.All(
                    LabelNames().Matches(match.Groups[2].Value).Select(l => l.Groups[1].Value),
                    label => Assert.Contains(label, (string[])[.. family.Labels, "job", "instance"]));
            }
        }
    }

    [Fact]
    public void The_dashboard_takes_its_data_source_from_a_variable_and_no_panel_covers_another()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "deploy", "grafana", "stampede.json")));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToArray();

        Assert.Contains(
            dashboard.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray(),
            v => v.GetProperty("name").GetString() == "datasource" && v.GetProperty("type").GetString() == "datasource");
        Assert.All(
            panels.Where(p => p.GetProperty("type").GetString() != "row"),
            p => Assert.Equal("${datasource}", p.GetProperty("datasource").GetProperty("uid").GetString()));
        Assert.Equal(panels.Length, panels.Select(p => p.GetProperty("id").GetInt32()).Distinct().Count());
        var cells = panels.Select(p => p.GetProperty("gridPos")).SelectMany(g =>
            from x in Enumerable.Range(g.GetProperty("x").GetInt32(), g.GetProperty("w").GetInt32())
            from y in Enumerable.Range(g.GetProperty("y").GetInt32(), g.GetProperty("h").GetInt32())
            select (x, y)).ToArray();
        Assert.Equal(cells.Length, cells.Distinct().Count());
        Assert.All(cells, c => Assert.InRange(c.x, 0, 23));
    }

    [Fact]
    public void The_page_lists_every_metric_with_its_type_and_labels()
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs", "reference", "monitoring.md"));
        var documented = Rows().Matches(page).Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value.Replace("`", ""))).ToArray();

        Assert.Equal(
            MetricFamilies.All.Select(f => (
                f.Type == MetricType.Counter ? f.SampleNames[0] : f.Name, f.Type.ToString().ToLowerInvariant(), string.Join(", ", f.Labels))),
            documented);
        Assert.Contains(string.Join(", ", BucketLayout.Times.Texts.SkipLast(1).Select(t => t.Replace(".0", t.EndsWith(".0") ? "" : ".0"))) + ".", page.Replace('\n', ' '));
    }

    private static IEnumerable<string> Queries(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Queries),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p =>
            p is { Name: "expr" or "query", Value.ValueKind: JsonValueKind.String } ? [p.Value.GetString()!] : Queries(p.Value)),
        _ => [],
    };

    [GeneratedRegex("stampede_[a-z_]+")]
    private static partial Regex Metrics();

    [GeneratedRegex(@"(stampede_[a-z_]+)\{([^}]*)\}")]
    private static partial Regex Selections();

    [GeneratedRegex("([a-z_]+)=")]
    private static partial Regex LabelNames();

    // | `stampede_x` | counter | `a`, `b` | text |
    [GeneratedRegex(@"^\| `(stampede_[a-z_]+)` \| (counter|gauge|histogram) \| ([^|]*?) ?\|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    private static string Here([CallerFilePath] string file = "") => file;
}
