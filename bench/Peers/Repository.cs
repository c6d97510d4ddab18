namespace Peers;

internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Stampede.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No Stampede.slnx above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
