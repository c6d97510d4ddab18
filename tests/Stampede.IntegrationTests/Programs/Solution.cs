namespace Stampede.IntegrationTests;

/// <summary>A solution made for a test: one build of several projects reads and checks what they share once.</summary>
internal static class Solution
{
    /// <summary>Writes it.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="projects">Their files.</param>
    /// <returns>Its file.</returns>
    public static string Write(string folder, IEnumerable<string> projects)
    {
        var file = Path.Combine(folder, "All.slnx");
        File.WriteAllText(file, $"<Solution>{string.Concat(projects.Select(p => $"""<Project Path="{p}" />"""))}</Solution>");
        return file;
    }
}
