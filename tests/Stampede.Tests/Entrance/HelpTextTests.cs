using System.Text.RegularExpressions;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed partial class HelpTextTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_help_is_grouped_with_defaults_and_an_example(int width) =>
        Snapshot.Matches($"help-{width}.txt", string.Join('\n', HelpText.Lines("deployments.cs", OptionList.All, width)) + "\n");

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void No_option_is_explained_beyond_the_width(int width) =>
        Assert.All(HelpText.Lines("x.cs", OptionList.All, width).Where(l => !l.StartsWith("  dotnet run")), l => Assert.True(l.Length <= width, l));

    [Fact]
    public void No_name_belongs_to_two_options()
    {
        var names = OptionList.All.SelectMany(o => o.Names).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void The_page_of_the_options_and_the_help_tell_the_same()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "reference", "options.md"));
        var documented = Rows().Matches(page).Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(OptionList.All.Select(o => o.Usage), documented);
        Assert.All(OptionList.All, o => Assert.Contains($"## {o.Group}\n", page.ReplaceLineEndings("\n")));
        Assert.All(OptionList.All.Where(o => o.Default is not null), o => Assert.Contains(
            Rows().Matches(page), m => m.Groups[1].Value == o.Usage && m.Groups[2].Value == o.Default));
    }

    // | `-u, --users <n>` | default | text |
    [GeneratedRegex(@"^\| `(-[^`]+)` \| ([^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Stampede.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return folder;
    }
}
