using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Samples;

/// <summary>Answers with JSON.</summary>
public static class JsonAnswers
{
    /// <summary>Answers with a body of known length, instead of in chunks.</summary>
    public static Task Answer<T>(this HttpContext context, T body, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, 0, bytes.Length, context.RequestAborted);
    }
}
