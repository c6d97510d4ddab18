using System.Runtime.CompilerServices;
using Stampede.Auditing;

namespace Stampede.Tests;

/// <summary>The page about the audit lists the rules that there are.</summary>
public sealed class AuditDocsTests
{
    private const string Begin = "<!-- rules -->\n";
    private const string End = "<!-- /rules -->";

    [Fact]
    public void The_table_of_rules_is_that_of_the_code()
    {
        var page = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "reference", "audit.md"));
        var text = File.ReadAllText(page).ReplaceLineEndings("\n");
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = text.IndexOf(End, StringComparison.Ordinal);
        var table = "| rule | looks at | needs | severities |\n|---|---|---|---|\n"
            + string.Concat(AuditRules.All.Select(r => $"| `{r.Id}` | {Cell(r.Title)} | {Cell(r.Needs)} | {Cell(r.Severities)} |\n"));
        if (Environment.GetEnvironmentVariable("STAMPEDE_WRITE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(page, text[..from] + table + text[to..]);
            return;
        }

        Assert.True(table == text[from..to], "docs/reference/audit.md has other rules than the code: run this test with STAMPEDE_WRITE_SNAPSHOTS=1.");
    }

    [Fact]
    public void Every_rule_has_an_identifier_of_its_own_and_says_what_it_is()
    {
        Assert.Equal(AuditRules.All.Count, AuditRules.All.Select(r => r.Id).Distinct().Count());
        Assert.All(AuditRules.All, rule =>
        {
            Assert.Matches("^[A-Z][A-Z0-9-]+$", rule.Id);
            Assert.All((string[])[rule.Title, rule.Needs, rule.Severities], text => Assert.DoesNotMatch(@"^\s*$|\n", text));
        });
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Here([CallerFilePath] string file = "") => file;
}
