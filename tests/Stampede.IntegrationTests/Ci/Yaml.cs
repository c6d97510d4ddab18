using YamlDotNet.RepresentationModel;

namespace Stampede.IntegrationTests;

/// <summary>Pipeline files as a tree.</summary>
internal static class Yaml
{
    public static YamlMappingNode Read(string path)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(path);
        stream.Load(text);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    /// <summary>A member; null for none.</summary>
    public static YamlNode? Find(this YamlNode? node, string key) => node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

    /// <summary>A text; null for none.</summary>
    public static string? Text(this YamlNode? node) => (node as YamlScalarNode)?.Value;

    /// <summary>The members that are texts.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Texts(this YamlNode? node) =>
        node is YamlMappingNode map ? map.Children.Select(c => KeyValuePair.Create(c.Key.Text()!, c.Value.Text() ?? "")) : [];

    /// <summary>The elements.</summary>
    public static IEnumerable<YamlNode> Items(this YamlNode? node) => node is YamlSequenceNode list ? list.Children : [];
}
