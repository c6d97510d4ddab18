using System.Buffers;
using System.Text.Json;
using Stampede.Engine;

namespace Stampede;

/// <summary>What a request sends, with its media type. All kinds but <see cref="Stream"/> can be shared by users and sent any number of times.</summary>
/// <remarks>
/// Most requests need none of these: an object given as body is sent as JSON, a string, <c>byte[]</c>, <see cref="ReadOnlyMemory{T}"/> or
/// <see cref="System.IO.Stream"/> as it is.
/// </remarks>
public abstract class Body
{
    private protected Body()
    {
    }

    /// <summary>The Content-Type header unless the request has its own; null for none.</summary>
    internal abstract string? ContentType { get; }

    /// <summary>Whether <see cref="OpenStream"/> is to be used instead of <see cref="WriteTo"/>.</summary>
    internal virtual bool IsStreamed => false;

    /// <summary>Bytes that <see cref="OpenStream"/> will give; null where unknown: sent chunked. Of streamed bodies only.</summary>
    internal virtual long? StreamLength => null;

    /// <summary>Whether it can be sent again: after a redirect, or when a reused connection was closed.</summary>
    internal virtual bool IsRepeatable => true;

    /// <summary>The whole body where it is in memory anyway: sent from there; else null.</summary>
    internal virtual ReadOnlyMemory<byte>? Memory => null;

    /// <summary>Writes all of a body that is not streamed.</summary>
    internal virtual void WriteTo(IBufferWriter<byte> output) => throw new NotSupportedException("This body is streamed.");

    /// <summary>A stream at the body's beginning. The caller disposes it; a stream that the user gave stays open.</summary>
    internal virtual Stream OpenStream() => throw new NotSupportedException("This body is not streamed.");

    /// <summary>A form as browsers send it: <c>application/x-www-form-urlencoded</c>.</summary>
    /// <param name="fields">Names and values in order. A null value is left out; a list gives its name once for each element; numbers and dates are written invariantly.</param>
    public static Body Form(params (string Key, object? Value)[] fields) => new FormBody(FieldList.From(fields));

    /// <summary>A form as browsers send it: <c>application/x-www-form-urlencoded</c>.</summary>
    /// <param name="fields">A dictionary, key-value pairs, or any object: its public properties are the fields.</param>
    /// <exception cref="ArgumentException">It is a string, a number or alike, which has no fields.</exception>
    public static Body Form(object fields) => new FormBody(FieldList.From(fields));

    /// <summary>A form with files: <c>multipart/form-data</c>. Add its parts with <c>Field</c> and <c>File</c>.</summary>
    public static MultipartBody Multipart() => new();

    /// <summary>A value as JSON: <c>application/json</c>. It is written when the request is sent, not before.</summary>
    /// <param name="value">Any value, anonymous objects included; property names are sent as they are written.</param>
    /// <param name="options">Default: Stampede's own. Types that the given options know no contract for are read by reflection.</param>
    public static Body Json(object? value, JsonSerializerOptions? options = null) => new JsonBody(value, JsonDefaults.Complete(options));

    /// <summary>Text in UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <param name="contentType">Default <c>text/plain; charset=utf-8</c>.</param>
    public static Body Text(string text, string contentType = "text/plain; charset=utf-8") => new TextBody(text, contentType);

    /// <summary>Bytes as they are. They are not copied: do not change them while requests send them.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="contentType">Default <c>application/octet-stream</c>.</param>
    public static Body Bytes(ReadOnlyMemory<byte> bytes, string contentType = "application/octet-stream") => new BytesBody(bytes, contentType);

    /// <summary>What a stream gives from where it stands: with its length if it can seek, chunked otherwise. For one request; it is not disposed.</summary>
    /// <param name="stream">Read while the request is sent.</param>
    /// <param name="contentType">Default <c>application/octet-stream</c>.</param>
    public static Body Stream(Stream stream, string contentType = "application/octet-stream") => new StreamBody(stream, contentType);

    /// <summary>What an untyped body argument of a request means.</summary>
    /// <param name="value">A body, text, bytes, a stream; anything else is JSON.</param>
    /// <param name="contentType">Overrides the kind's own where it is not null.</param>
    internal static Body From(object value, string? contentType) => value switch
    {
        Body body when contentType is null => body,
        Body body => new RetypedBody(body, contentType),
        string text => new TextBody(text, contentType ?? "text/plain; charset=utf-8"),
        byte[] bytes => new BytesBody(bytes, contentType ?? "application/octet-stream"),
        ReadOnlyMemory<byte> bytes => new BytesBody(bytes, contentType ?? "application/octet-stream"),
        Memory<byte> bytes => new BytesBody(bytes, contentType ?? "application/octet-stream"),
        Stream stream => new StreamBody(stream, contentType ?? "application/octet-stream"),
        _ when contentType is null => new JsonBody(value, JsonDefaults.Options),
        _ => new RetypedBody(new JsonBody(value, JsonDefaults.Options), contentType),
    };
}
