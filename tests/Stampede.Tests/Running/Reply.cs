using System.Globalization;
using System.Text;

namespace Stampede.Tests;

/// <summary>What a <see cref="TestServer"/> answers.</summary>
internal sealed class Reply(int status, byte[] body, params (string Name, string Value)[] headers)
{
    public Reply(int status = 200, string body = "", params (string Name, string Value)[] headers)
        : this(status, Encoding.UTF8.GetBytes(body), headers)
    {
    }

    /// <summary>How long the server takes.</summary>
    public TimeSpan After { get; init; }

    /// <summary>Close the connection without a word.</summary>
    public bool Hangup { get; init; }

    /// <summary>Nothing ever comes.</summary>
    public bool Never { get; init; }

    public byte[] ToBytes(bool head)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\n");
        foreach (var (name, value) in headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (status is not (204 or 304))
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        }

        var bytes = Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
        return head || status is 204 or 304 ? bytes : [.. bytes, .. body];
    }

    public static Reply Json(string json) => new(200, json, ("Content-Type", "application/json"));

    public static Reply Redirect(int status, string location) => new(status, "", ("Location", location));
}
