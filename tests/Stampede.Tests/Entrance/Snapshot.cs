using System.Runtime.CompilerServices;

namespace Stampede.Tests;

/// <summary>Compares what is printed with a file beside the test. With STAMPEDE_WRITE_SNAPSHOTS=1 the file is written instead, to be read and committed.</summary>
internal static class Snapshot
{
    public static void Matches(string name, string printed, [CallerFilePath] string testFile = "")
    {
        if (Environment.GetEnvironmentVariable("STAMPEDE_WRITE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(testFile)!, "data", name), printed);
            return;
        }

        var expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, Path.GetFileName(Path.GetDirectoryName(testFile))!, "data", name));
        Assert.Equal(expected, printed, ignoreLineEndingDifferences: true);
    }
}
