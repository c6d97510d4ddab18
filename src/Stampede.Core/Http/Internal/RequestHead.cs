namespace Stampede.Engine;

/// <summary>What is common to the heads of many requests.</summary>
internal static class RequestHead
{
    /// <summary>Encodes headers once that go with every request; see <see cref="RequestHeadWriter.Raw"/>.</summary>
    /// <exception cref="ArgumentException">A name or value has characters that no header may have; names the header.</exception>
    public static byte[] Encode(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var writer = new RequestHeadWriter([]);
        foreach (var (name, value) in headers)
        {
            writer.Header(name, value);
        }

        return writer.Written.ToArray();
    }

    public static ArgumentException BadName(string name) =>
        new($"'{Show(name)}' is not a header name: it consists of letters, digits and !#$%&'*+-.^_`|~.");

    public static ArgumentException BadValue(string name) =>
        new($"The value of the header '{name}' contains a line break or a NUL, which no header may have.");

    /// <summary>Text of unknown origin on one line of a message.</summary>
    public static string Show(string text) => text.ReplaceLineEndings(" ").Replace('\0', ' ');
}
