using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Stampede.Engine;

/// <summary>How values become JSON and JSON becomes values where the user says nothing else.</summary>
/// <remarks>
/// A file-based app switches reflection off in System.Text.Json (its default is AOT), so every options object here names
/// <see cref="DefaultJsonTypeInfoResolver"/> itself: anonymous types work all the same.
/// </remarks>
internal static class JsonDefaults
{
    // Bodies go to services, not into web pages: only what JSON itself demands is escaped.
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly DefaultJsonTypeInfoResolver Reflection = new();
    private static readonly ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> Completed = [];

    /// <summary>Property names as written, read in any case; numbers also read from strings; contracts by reflection.</summary>
    public static JsonSerializerOptions Options { get; } = With();

    /// <summary>The defaults, with contracts taken from source-generated contexts first.</summary>
    public static JsonSerializerOptions With(params IReadOnlyList<IJsonTypeInfoResolver> contexts)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNameCaseInsensitive = true,
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            Encoder = Encoder,
            TypeInfoResolver = JsonTypeInfoResolver.Combine([.. contexts, Reflection]),
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>The user's options with reflection behind their own contracts; ours for null. The user's object is not changed.</summary>
    public static JsonSerializerOptions Complete(JsonSerializerOptions? options)
    {
        if (options is null || ReferenceEquals(options, Options))
        {
            return Options;
        }

        return options.TypeInfoResolver is DefaultJsonTypeInfoResolver ? options : Completed.GetValue(options, static given =>
        {
            var copy = new JsonSerializerOptions(given)
            {
                TypeInfoResolver = given.TypeInfoResolver is null ? Reflection : JsonTypeInfoResolver.Combine(given.TypeInfoResolver, Reflection),
            };
            copy.MakeReadOnly();
            return copy;
        });
    }
}
