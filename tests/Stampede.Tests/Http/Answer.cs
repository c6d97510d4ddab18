using System.Text;
using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>Bytes that a server sent, and what a client must make of them.</summary>
internal sealed record Answer(string Name, string Text)
{
    public int Status { get; init; } = 200;

    public string Body { get; init; } = "";

    public bool KeepAlive { get; init; } = true;

    public bool IsToHead { get; init; }

    public bool EndsByClose { get; init; }

    public string Leftover { get; init; } = "";

    public ParseError Error { get; init; }

    public ResponseLimits Limits { get; init; } = ResponseLimits.Default;

    public byte[] Bytes => Encoding.Latin1.GetBytes(Text + Leftover);

    public override string ToString() => Name;
}
