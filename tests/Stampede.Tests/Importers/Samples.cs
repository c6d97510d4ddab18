namespace Stampede.Tests;

/// <summary>The sample files of the importers.</summary>
internal static class Samples
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Importers", "data");

    /// <summary>A sample of an importer, by its name.</summary>
    public static string Of(string importer, string file) => Path.Combine(Folder, importer, file);
}
