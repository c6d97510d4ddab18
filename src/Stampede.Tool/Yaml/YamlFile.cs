namespace Stampede.Engine;

/// <summary>A YAML file that a command is given.</summary>
internal static class YamlFile
{
    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it holds, as a sentence begins with it: <c>The margins</c>.</param>
    /// <param name="read">Reads its text.</param>
    /// <param name="problems">Where to add what is wrong with it.</param>
    /// <returns>What it holds; null where there is a problem.</returns>
    public static T? Read<T>(string path, string what, Func<TextReader, YamlProblems, T> read, List<string> problems)
        where T : class
    {
        var wrong = new YamlProblems(path);
        try
        {
            using var text = File.OpenText(path);
            var found = read(text, wrong);
            problems.AddRange(wrong.All);
            return wrong.Any ? null : found;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{what} cannot be read: {e.Message}");
            return null;
        }
    }
}
