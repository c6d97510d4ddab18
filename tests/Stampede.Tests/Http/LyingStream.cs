namespace Stampede.Tests;

/// <summary>Says that it is a byte longer than it is.</summary>
internal sealed class LyingStream(byte[] bytes) : MemoryStream(bytes)
{
    public override long Length => base.Length + 1;
}
