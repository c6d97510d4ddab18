using System.Buffers;
using System.Text;
using Stampede.Engine;

namespace Stampede;

/// <summary>A form with files, <c>multipart/form-data</c>; made by <see cref="Body.Multipart"/>. Parts are sent in the order in which they were added.</summary>
public sealed class MultipartBody : Body
{
    // Parts are runs of bytes and streams between them; _text gathers the bytes since the last stream.
    private readonly List<object> _parts = [];
    private readonly string _boundary = "stampede-" + Guid.NewGuid().ToString("N");
    private ArrayBufferWriter<byte> _text = new();

    internal MultipartBody()
    {
    }

    internal override string ContentType => $"multipart/form-data; boundary={_boundary}";

    internal override bool IsStreamed => _parts.Count != 0;

    internal override bool IsRepeatable => _parts.TrueForAll(part => part is not StreamStart start || start.Stream.CanSeek);

    internal override long? StreamLength => JoinedStream.LengthOf(AllParts());

    /// <summary>Adds a plain field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; numbers and dates are written invariantly, null as nothing.</param>
    /// <param name="contentType">Default none, which means text in UTF-8.</param>
    public MultipartBody Field(string name, object? value, string? contentType = null)
    {
        Begin(name, null, contentType);
        Write(FieldList.Format(value) ?? "");
        Write("\r\n");
        return this;
    }

    /// <summary>Adds a file from memory.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="fileName">Name of the file that the server sees.</param>
    /// <param name="bytes">Its content; copied.</param>
    /// <param name="contentType">Default <c>application/octet-stream</c>.</param>
    public MultipartBody File(string name, string fileName, ReadOnlyMemory<byte> bytes, string contentType = "application/octet-stream")
    {
        Begin(name, fileName, contentType);
        _text.Write(bytes.Span);
        Write("\r\n");
        return this;
    }

    /// <summary>Adds a file from a stream, read from where it stands while the request is sent. It is not disposed. The body is then for one request at a time.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="fileName">Name of the file that the server sees.</param>
    /// <param name="stream">Its content. If it cannot seek, the body is sent chunked and only once.</param>
    /// <param name="contentType">Default <c>application/octet-stream</c>.</param>
    public MultipartBody File(string name, string fileName, Stream stream, string contentType = "application/octet-stream")
    {
        Begin(name, fileName, contentType);
        _parts.Add(_text.WrittenMemory);
        _parts.Add(StreamStart.Of(stream));
        _text = new ArrayBufferWriter<byte>();
        Write("\r\n");
        return this;
    }

    internal override void WriteTo(IBufferWriter<byte> output)
    {
        output.Write(_text.WrittenSpan);
        output.Write(End());
    }

    internal override Stream OpenStream() => new JoinedStream(AllParts());

    private List<object> AllParts() => [.. _parts, _text.WrittenMemory, (ReadOnlyMemory<byte>)End()];

    private byte[] End() => Encoding.ASCII.GetBytes($"--{_boundary}--\r\n");

    private void Begin(string name, string? fileName, string? contentType)
    {
        Write($"--{_boundary}\r\nContent-Disposition: form-data; name=\"{Quote(name)}\"");
        if (fileName is not null)
        {
            Write($"; filename=\"{Quote(fileName)}\"");
        }

        if (contentType is not null)
        {
            if (contentType.AsSpan().ContainsAny('\r', '\n', '\0'))
            {
                throw new ArgumentException($"The content type of the part '{name}' contains a line break or a NUL.", nameof(contentType));
            }

            Write($"\r\nContent-Type: {contentType}");
        }

        Write("\r\n\r\n");
    }

    /// <summary>As browsers do (HTML, 4.10.21.8).</summary>
    private static string Quote(string name) => name.Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A");

    private void Write(string text) => Encoding.UTF8.GetBytes(text, _text);
}
