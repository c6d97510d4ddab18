using System.Reflection;

namespace Stampede.Engine;

/// <summary>Finds the file of a feeder: in the current folder, then beside the load-test file, then beside the program.</summary>
internal static class FeederFile
{
    /// <summary>The full path; null with a problem that says where it was looked for.</summary>
    public static string? Find(string path, out string problem)
    {
        problem = "";
        if (string.IsNullOrWhiteSpace(path))
        {
            problem = "its path is empty.";
            return null;
        }

        var places = Folders().Select(folder => Path.GetFullPath(path, folder)).Distinct().ToArray();
        if (Array.Find(places, File.Exists) is { } found)
        {
            return found;
        }

        problem = Array.Find(places, Directory.Exists) is { } folder
            ? $"{folder} is a folder: name a file in it."
            : $"there is no such file; looked for {string.Join(", ", places)}.";
        return null;
    }

    private static IEnumerable<string> Folders()
    {
        yield return Directory.GetCurrentDirectory();

        // What dotnet tells a program that is one file.
        if (AppContext.GetData("EntryPointFileDirectoryPath") is string folder)
        {
            yield return folder;
        }

        yield return Path.GetDirectoryName(Assembly.GetEntryAssembly()?.Location) is { Length: > 0 } beside ? beside : AppContext.BaseDirectory;
    }
}
