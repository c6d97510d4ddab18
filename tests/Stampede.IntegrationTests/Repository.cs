namespace Stampede.IntegrationTests;

/// <summary>Where the files under test are.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release, as these tests were built.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Stampede.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No Stampede.slnx above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
