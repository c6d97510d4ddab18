using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class SamplesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> All => new(ImportedSample.All());

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_sample_is_found_to_be_of_its_format(string importer, string file)
    {
        var found = Importers.All.First(i => i.Recognises(Importers.Head(Samples.Of(importer, file))));
        Assert.Equal(importer, found.Name);
        if (file.Contains("binary", StringComparison.Ordinal))
        {
            return; // what cannot be read has a test of its own
        }

        var run = await ImportedSample.Read(importer, file);
        Assert.Equal(Samples.Of(importer, file), Assert.Single(run.Imported!.Files));
        Assert.All(run.Requests.Values, s => Assert.True(s.Failed <= s.Settled));
        Assert.False(run.Knows(UnknownParts.Plan));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_byte_order_mark_and_the_kind_of_line_ends_do_not_matter(string importer, string file)
    {
        if (file.Contains("binary", StringComparison.Ordinal) || file.EndsWith(".gz", StringComparison.Ordinal))
        {
            return; // no text
        }

        var text = (await File.ReadAllTextAsync(Samples.Of(importer, file), TestContext.Current.CancellationToken)).Replace("\r\n", "\n", StringComparison.Ordinal);
        File.WriteAllText(_folder.File("unix"), text);
        File.WriteAllText(_folder.File("windows"), "\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(Figures((await Importers.Import(_folder.File("unix")))!), Figures((await Importers.Import(_folder.File("windows")))!));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_file_that_is_cut_off_is_refused_or_has_no_more_than_the_whole(string importer, string file)
    {
        var bytes = await File.ReadAllBytesAsync(Samples.Of(importer, file), TestContext.Current.CancellationToken);
        var whole = file.Contains("binary", StringComparison.Ordinal) ? 0 : (await ImportedSample.Read(importer, file)).Total().Settled;
        for (var part = 0; part < 12; part++)
        {
            File.WriteAllBytes(_folder.File("cut"), bytes[..(bytes.Length * part / 12)]);
            try
            {
                Assert.InRange((await Importers.Import(_folder.File("cut"), importer))!.Total().Settled, 0, whole);
            }
            catch (RunFolderException e)
            {
                Assert.StartsWith(_folder.File("cut"), e.Message, StringComparison.Ordinal);
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private static string Figures(RunResult run) => string.Join('\n',
        run.Requests.OrderBy(r => r.Key.ToString(), StringComparer.Ordinal).Select(r => $"{r.Key} {r.Value.Settled} {r.Value.Failed} {r.Value.Reported?.Mean} {r.Value.ResponseTime.Sum}"));
}
