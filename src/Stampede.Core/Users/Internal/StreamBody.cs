namespace Stampede.Engine;

/// <summary>What a stream gives from where it stood when it was handed over.</summary>
internal sealed class StreamBody(Stream stream, string contentType) : Body
{
    private readonly StreamStart _start = StreamStart.Of(stream);

    internal override string ContentType => contentType;

    internal override bool IsStreamed => true;

    internal override bool IsRepeatable => stream.CanSeek;

    internal override long? StreamLength => _start.Length;

    internal override Stream OpenStream() => new JoinedStream([_start]);
}
