using System.Buffers;

namespace Stampede.Engine;

/// <summary>A body sent under another media type than its own.</summary>
internal sealed class RetypedBody(Body body, string contentType) : Body
{
    internal override string ContentType => contentType;

    internal override bool IsStreamed => body.IsStreamed;

    internal override bool IsRepeatable => body.IsRepeatable;

    internal override long? StreamLength => body.StreamLength;

    internal override void WriteTo(IBufferWriter<byte> output) => body.WriteTo(output);

    internal override Stream OpenStream() => body.OpenStream();
}
