using System.Buffers;
using System.Text.Json;

namespace Stampede.Engine;

/// <summary>A value as JSON, written as it is sent.</summary>
internal sealed class JsonBody(object? value, JsonSerializerOptions options) : Body
{
    [ThreadStatic]
    private static Utf8JsonWriter? _spare;

    internal override string ContentType => "application/json";

    internal override void WriteTo(IBufferWriter<byte> output) => Write(output, value, options);

    /// <summary>Writes a value without making a body of it.</summary>
    public static void Write(IBufferWriter<byte> output, object? value, JsonSerializerOptions options)
    {
        // The spare is taken away while in use: a converter may come back here.
        var writer = _spare ?? new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JsonDefaults.Encoder, SkipValidation = true });
        _spare = null;
        writer.Reset(output);
        JsonSerializer.Serialize(writer, value, value?.GetType() ?? typeof(object), options);
        writer.Flush();
        writer.Reset(NoOutput);
        _spare = writer;
    }

    /// <summary>Keeps the spare from holding on to the last request's buffer.</summary>
    private static readonly IBufferWriter<byte> NoOutput = new ArrayBufferWriter<byte>(1);
}
