using System.Text;

namespace Stampede.Tests;

/// <summary>A request as a <see cref="TestServer"/> received it.</summary>
internal sealed record TestRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, int Connection)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>A header's value, several joined by commas; null without any.</summary>
    public string? Header(string name)
    {
        var values = Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).ToArray();
        return values.Length == 0 ? null : string.Join(", ", values);
    }
}
