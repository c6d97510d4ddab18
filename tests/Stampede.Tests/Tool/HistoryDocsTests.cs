using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Stampede.Analysis;
using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>The page about histories shows what the command prints, and its options.</summary>
public sealed partial class HistoryDocsTests
{
    [Fact]
    public void The_example_is_what_the_command_prints() =>
        Assert.Contains(
            $"```text\n{File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "data", "history.txt")).ReplaceLineEndings("\n").TrimEnd('\n')}\n```", Page(), StringComparison.Ordinal);

    [Fact]
    public void The_options_are_those_of_the_command()
    {
        using var output = new StringWriter();
        var options = HistoryCommand.Make(new EntranceContext { Out = output, Error = output }).Options.Where(o => !o.Recursive && o.Name != "--help").Select(o => o.Name);

        Assert.Equal(options.Order(), Rows().Matches(Page()).Select(m => m.Groups[1].Value).Order());
    }

    [Fact]
    public void The_metrics_are_all_named() => Assert.All(HistoryMetric.All, m => Assert.Contains($"`{m.Name}`", Page(), StringComparison.Ordinal));

    private static string Page() =>
        File.ReadAllText(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "reference", "history.md"))).ReplaceLineEndings("\n");

    private static string Here([CallerFilePath] string file = "") => file;

    [GeneratedRegex(@"^\| `(--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
