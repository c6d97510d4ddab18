using System.Text.RegularExpressions;

namespace Stampede.IntegrationTests;

[Collection(Builds.Name)]
public sealed partial class DocumentationTests(ExampleServer server) : IClassFixture<ExampleServer>
{
    public static TheoryData<Example> Examples => [.. Example.All];

    [Theory]
    [MemberData(nameof(Examples), DisableDiscoveryEnumeration = true)]
    public async Task An_example_compiles_runs_and_passes(Example example)
    {
        // The same place each time: what dotnet keeps of such a program is found by its path.
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "examples")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Directory.Build.props"),
            """<Project><Import Project="../../loadtests/Directory.Build.props" /></Project>""",
            TestContext.Current.CancellationToken);
        var file = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(example.Page)}-{example.Index}.cs");
        await File.WriteAllTextAsync(
            file,
            example.Code.Replace("#:project ../", "#:project ../../", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var run = await Command.Run("dotnet", ["run", file, "--", "-H", server.Address, "-u", "2", "-t", "4s", "--headless", "--no-results"]);

        Assert.True(run.ExitCode == 0, $"{example} ended with {run.ExitCode}:{Environment.NewLine}{run.All}");
        Assert.Matches("(GET|POST) ", run.All);
    }

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
