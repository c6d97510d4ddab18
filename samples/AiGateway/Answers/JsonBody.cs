using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Samples;

namespace AiGateway.Answers;

/// <summary>Bodies that are objects, read and written.</summary>
internal static class JsonBody
{
    // What JSON asks for and nothing more, as the recorded services do.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a request's body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">What is answered where it is none.</param>
    /// <exception cref="BadRequestException">It is no JSON object, says that it is something else, or holds a string that is no text.</exception>
    public static async Task<JsonElement> Read(HttpContext context, int status)
    {
        // Without a type it may be anything, and is tried; with another one it is none.
        if (context.Request.ContentType is not null && !context.Request.HasJsonContentType())
        {
            throw new BadRequestException(status, "The body is not of the type application/json.");
        }

        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            if (json.RootElement.ValueKind == JsonValueKind.Object && JsonText.IsText(json.RootElement))
            {
                return json.RootElement.Clone();
            }
        }
        catch (JsonException)
        {
            // Told below: what the parser says helps nobody.
        }

        throw new BadRequestException(status, "The body is not a JSON object.");
    }

    /// <summary>Answers with an object.</summary>
    public static Task Answer(this HttpContext context, int status, JsonObject body)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
        {
            body.WriteTo(writer);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = stream.Length;
        return context.Response.Body.WriteAsync(stream.GetBuffer(), 0, (int)stream.Length, context.RequestAborted);
    }
}
