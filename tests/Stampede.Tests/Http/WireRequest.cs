namespace Stampede.Tests;

/// <summary>A request as a server received it.</summary>
/// <param name="Connection">The number of its connection, from 1.</param>
/// <param name="Head">Request line and headers, the empty line included.</param>
/// <param name="Body">The body, transfer coding removed.</param>
internal sealed record WireRequest(int Connection, string Head, byte[] Body)
{
    public string Method => Head[..Head.IndexOf(' ')];

    public string Target => Head.Split(' ')[1];

    public string? Header(string name)
    {
        foreach (var line in Head.Split("\r\n").Skip(1))
        {
            if (line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            {
                return line[(name.Length + 1)..].Trim();
            }
        }

        return null;
    }
}
