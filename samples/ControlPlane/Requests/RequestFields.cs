using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Samples;

namespace ControlPlane.Requests;

/// <summary>The fields of a request's body, JSON or form. Disposing gives pooled memory back.</summary>
internal readonly struct RequestFields : IDisposable
{
    private readonly JsonDocument? _json;
    private readonly JsonElement _root;
    private readonly IFormCollection? _form;

    private RequestFields(JsonDocument? json, JsonElement root, IFormCollection? form) => (_json, _root, _form) = (json, root, form);

    /// <summary>Reads them.</summary>
    /// <param name="context">The request.</param>
    /// <param name="emptyIsAllowed">Whether no body is as good as one without fields; else it is malformed JSON.</param>
    public static async ValueTask<RequestFields> Read(HttpContext context, bool emptyIsAllowed = false)
    {
        var request = context.Request;
        if (emptyIsAllowed && (request.ContentLength ?? 0) == 0 && !request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return default;
        }

        if (request.HasFormContentType)
        {
            try
            {
                return new(null, default, await request.ReadFormAsync(context.RequestAborted));
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException and not BadHttpRequestException)
            {
                // It ends too early, too, is an IOException.
                throw new BadRequestException(StatusCodes.Status400BadRequest, "Malformed form in request body");
            }
        }

        if (request.ContentType is { } type && !request.HasJsonContentType())
        {
            throw new BadRequestException(StatusCodes.Status415UnsupportedMediaType, $"Unsupported media type \"{type}\" in request.");
        }

        try
        {
            var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: context.RequestAborted);
            if (JsonText.IsText(json.RootElement))
            {
                return new(json, json.RootElement, null);
            }

            json.Dispose();
        }
        catch (JsonException)
        {
            // Told below: what the parser says helps nobody.
        }

        throw new BadRequestException(StatusCodes.Status400BadRequest, "Malformed JSON in request body");
    }

    /// <summary>A field's text; null where it is missing, empty or no text.</summary>
    public string? Text(string name)
    {
        var text = _form is not null && _form.TryGetValue(name, out StringValues values) ? values.ToString()
            : Json(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()
            : null;
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>A field's JSON value; null where it is missing, null, or the body is a form.</summary>
    public JsonElement? Json(string name) =>
        _root.ValueKind == JsonValueKind.Object && _root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The fields of an object inside; none where there is no such object. They live as long as these.</summary>
    public RequestFields Nested(string name) => new(null, Json(name) ?? default, null);

    public void Dispose() => _json?.Dispose();
}
