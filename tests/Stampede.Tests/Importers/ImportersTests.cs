using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class ImportersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Nothing_at_the_path_is_no_run() => Assert.Null(await Importers.Import(_folder.File("missing"), cancellationToken: TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("x", "this is of no format that is known")]
    [InlineData("{\"a\":1}", "this is of no format that is known")]
    public async Task An_empty_file_or_one_of_no_format_is_refused_with_the_formats(string text, string message)
    {
        File.WriteAllText(_folder.File("x.json"), text);
        var e = await Assert.ThrowsAsync<RunFolderException>(async () => await Importers.Import(_folder.File("x.json")));
        Assert.Contains(message, e.Message);
        Assert.All(Importers.All, i => Assert.Contains($"{i.Name} ", e.Message));
    }

    [Fact]
    public async Task A_format_can_be_named()
    {
        File.WriteAllText(_folder.File("x.csv"), "Name,Request Count\n/a,3\n");
        Assert.Equal(3, (await Importers.Import(_folder.File("x.csv"), "locust-csv"))!.Total().Settled);
        var e = await Assert.ThrowsAsync<ArgumentException>(async () => await Importers.Import(_folder.File("x.csv"), "nothing"));
        Assert.Contains("locust-csv", e.Message);
        foreach (var importer in Importers.All)
        {
            await Assert.ThrowsAsync<RunFolderException>(async () => await Importers.Import(_folder.File("missing"), importer.Name));
        }
    }

    [Fact]
    public void Names_are_short_words_that_differ()
    {
        Assert.All(Importers.All, i => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", i.Name));
        Assert.Equal(Importers.All.Count, Importers.All.Select(i => i.Name).Distinct().Count());
    }

    public void Dispose() => _folder.Dispose();
}
