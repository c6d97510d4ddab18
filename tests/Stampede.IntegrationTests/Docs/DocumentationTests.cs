using System.Text.RegularExpressions;

namespace Stampede.IntegrationTests;

public sealed partial class DocumentationTests
{
    [Fact]
    public async Task The_first_example_of_the_README_is_the_quickstart()
    {
        var quickstart = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "loadtests", "quickstart.cs"), TestContext.Current.CancellationToken);

        Assert.Equal(quickstart, Example.Of(Example.Pages.First()).First().Code);
    }

    [Fact]
    public void Every_link_to_a_file_finds_it()
    {
        var missing =
            from page in Directory.GetFiles(Repository.Root, "*.md", new EnumerationOptions { RecurseSubdirectories = true })
            where !page.Contains("/bin/", StringComparison.Ordinal) && !page.Contains("/artifacts/", StringComparison.Ordinal) && !page.Contains("/data/", StringComparison.Ordinal)
            from link in Links().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link))
            select $"{Path.GetRelativePath(Repository.Root, page)}: {link}";

        Assert.Empty(missing);
    }

    // [text](path), without addresses and without the place in a page.
    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)#\s]+)")]
    private static partial Regex Links();
}
