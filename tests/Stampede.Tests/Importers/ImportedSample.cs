using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Reads the samples of the importers, and texts as if they stood in a file.</summary>
internal static class ImportedSample
{
    /// <summary>Every sample that lies in a folder of its importer, as importer and file; without Locust's CSV, which is a set of files.</summary>
    public static IEnumerable<(string Importer, string File)> All() =>
        from folder in Directory.GetDirectories(Samples.Folder)
        where Path.GetFileName(folder) != "locust-csv"
        from file in Directory.GetFiles(folder).Order(StringComparer.Ordinal)
        select (Path.GetFileName(folder), Path.GetFileName(file));

    /// <summary>Reads a sample, in whichever format it is found to be.</summary>
    public static async Task<RunResult> Read(string importer, string file) => (await Importers.Import(Samples.Of(importer, file)))!;

    /// <summary>Reads a text as a format.</summary>
    public static async Task<RunResult> Text(string importer, string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("x.txt"), text);
        return (await Importers.Import(folder.File("x.txt"), importer))!;
    }

    /// <summary>What is said about a text that cannot be read.</summary>
    public static async Task<string> Problem(string importer, string text) => (await Assert.ThrowsAsync<RunFolderException>(async () => await Text(importer, text))).Message;
}
