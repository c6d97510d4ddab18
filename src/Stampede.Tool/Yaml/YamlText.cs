using Stampede.Results;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Stampede.Engine;

/// <summary>Reads YAML files that people write.</summary>
internal static class YamlText
{
    /// <summary>The root of a file; null where it cannot be read as YAML or is empty, which is among the problems then.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static YamlPart? Read(string path, YamlProblems problems)
    {
        using var text = File.OpenText(path);
        return Read(text, problems);
    }

    /// <summary>The root of a text; null where it is no YAML or is empty.</summary>
    public static YamlPart? Read(TextReader text, YamlProblems problems)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(text);
        }
        catch (YamlException e)
        {
            problems.Add(e.Start.Line, $"This is no YAML: {SecretMask.Text(e.Message)}");
            return null;
        }

        if (stream.Documents.Count == 0)
        {
            problems.Add(1, "The file is empty.");
            return null;
        }

        if (stream.Documents.Count > 1)
        {
            problems.Add(stream.Documents[1].RootNode.Start.Line, "There is a second document ('---'); one is allowed.");
        }

        return new YamlPart(stream.Documents[0].RootNode, "the file", problems);
    }
}
