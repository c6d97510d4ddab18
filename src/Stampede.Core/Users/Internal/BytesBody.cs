using System.Buffers;

namespace Stampede.Engine;

/// <summary>Bytes as they are.</summary>
internal sealed class BytesBody(ReadOnlyMemory<byte> bytes, string contentType) : Body
{
    internal override string ContentType => contentType;

    internal override ReadOnlyMemory<byte>? Memory => bytes;

    internal override void WriteTo(IBufferWriter<byte> output) => output.Write(bytes.Span);
}
