using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Samples;
using TicketAgents.Errors;

namespace TicketAgents.Webhooks;

/// <summary>The fields of a JSON body, and what is wrong with them. A field that is not asked for is a mistake too.</summary>
internal sealed partial class BodyFields : IDisposable
{
    private const string NoJson = "json_invalid";
    private const string NoJsonText = "JSON decode error";
    private const string NoObject = "model_attributes_type";
    private const string NoObjectText = "Input should be a valid dictionary or object to extract fields from";

    private readonly JsonDocument? _json;
    private readonly List<FieldProblem> _problems = [];

    private BodyFields(JsonDocument? json) => _json = json;

    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<FieldProblem> Problems => _problems;

    public bool Ok => _problems.Count == 0;

    /// <summary>The body as it was understood; null where it is no JSON.</summary>
    public JsonElement? Body => _json?.RootElement;

    /// <summary>Whether it could be read at all.</summary>
    public bool IsObject => Body is { ValueKind: JsonValueKind.Object };

    /// <summary>Reads a body; what is no JSON object, or is said to be something else, is a problem.</summary>
    /// <param name="request">The request, for the type of its body.</param>
    /// <param name="bytes">The body.</param>
    /// <param name="names">All fields that it may have.</param>
    public static BodyFields Read(HttpRequest request, ReadOnlyMemory<byte> bytes, params ReadOnlySpan<string> names)
    {
        // Without a type it may be anything, and is tried.
        if (request.ContentType is not null && !request.HasJsonContentType())
        {
            return Unreadable(NoObject, NoObjectText);
        }

        BodyFields fields;
        try
        {
            fields = new(JsonDocument.Parse(bytes));
            if (!JsonText.IsText(fields._json!.RootElement))
            {
                fields.Dispose();
                return Unreadable(NoJson, NoJsonText);
            }
        }
        catch (JsonException)
        {
            return Unreadable(NoJson, NoJsonText);
        }

        if (fields.Body is not { ValueKind: JsonValueKind.Object } root)
        {
            fields.Add(NoObject, NoObjectText, "body");
            return fields;
        }

        foreach (var property in root.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                fields.Add("extra_forbidden", "Extra inputs are not permitted", "body", property.Name);
            }
        }

        return fields;
    }

    /// <summary>Whether there is such a field, of whatever kind.</summary>
    public bool Has(string name) => Find(name) is { ValueKind: not JsonValueKind.Null };

    /// <summary>A text; empty where it may be missing, and is.</summary>
    /// <param name="name">The field.</param>
    /// <param name="max">The most characters.</param>
    /// <param name="pattern">What it must match; null for anything.</param>
    /// <param name="isRequired">Whether it must be there.</param>
    public string Text(string name, int max, Regex? pattern = null, bool isRequired = true)
    {
        if (Find(name) is not { } value || value.ValueKind == JsonValueKind.Null && !isRequired)
        {
            return isRequired ? Problem("missing", "Field required", name, "") : "";
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return Problem("string_type", "Input should be a valid string", name, "");
        }

        var text = value.GetString()!;
        var length = text.EnumerateRunes().Count();
        return length == 0 ? Problem("string_too_short", "String should have at least 1 character", name, "")
            : length > max ? Problem("string_too_long", $"String should have at most {max} characters", name, "")
            : pattern is not null && !pattern.IsMatch(text) ? Problem("string_pattern_mismatch", $"String should match pattern '{Shown(pattern)}'", name, "")
            : text.Contains('\0') ? Problem("string_unicode", "Null characters are not allowed", name, "")
            : text;
    }

    /// <summary>One of some texts.</summary>
    public string OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        if (Find(name) is not { } value)
        {
            return Problem("missing", "Field required", name, "");
        }

        foreach (var one in allowed)
        {
            if (value.ValueKind == JsonValueKind.String && value.ValueEquals(one))
            {
                return one;
            }
        }

        return Problem("literal_error", $"Input should be one of {string.Join(", ", allowed!)}", name, "");
    }

    /// <summary>A time with its zone.</summary>
    public DateTimeOffset Time(string name)
    {
        if (Find(name) is not { } value)
        {
            return Problem("missing", "Field required", name, DateTimeOffset.MinValue);
        }

        var match = Iso().Match(value.ValueKind == JsonValueKind.String ? value.GetString()! : "");
        return !match.Success ? Problem("datetime_parsing", "Input should be a valid datetime", name, DateTimeOffset.MinValue)
            : match.Groups["zone"].Length == 0 ? Problem("timezone_aware", "Input should have timezone info", name, DateTimeOffset.MinValue)
            : DateTimeOffset.TryParse(match.Value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToUniversalTime()
            : Problem("datetime_parsing", "Input should be a valid datetime", name, DateTimeOffset.MinValue);
    }

    /// <summary>A UUID of version 4, in its 36 characters; null where it is missing.</summary>
    public Guid? Uuid4(string name)
    {
        if (Find(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return Guid.TryParseExact(text, "D", out var id) && id.Version == 4 && text[19] is '8' or '9' or 'a' or 'b' or 'A' or 'B'
            ? id
            : Problem<Guid?>("uuid_version", "Input should be a UUID version 4 of 36 characters", name, null);
    }

    /// <summary>A whole number; the other one where it is missing.</summary>
    public int Whole(string name, int min, int max, int otherwise) =>
        Find(name) is not { } value ? otherwise
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max ? number
        : Problem("int_range", $"Input should be a whole number from {min} to {max}", name, otherwise);

    /// <summary>A list of texts; empty where it is missing.</summary>
    public IReadOnlyList<string> Texts(string name, int most, int max)
    {
        if (Find(name) is not { } list)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > most)
        {
            return Problem<IReadOnlyList<string>>("list_type", $"Input should be a list of at most {most} items", name, []);
        }

        var texts = list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : "").ToArray();
        return texts.All(text => text.Length > 0 && text.Length <= max && !text.Contains('\0'))
            ? texts
            : Problem<IReadOnlyList<string>>("string_type", $"Each item should be a string of 1 to {max} characters", name, []);
    }

    public void Dispose() => _json?.Dispose();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(?<zone>[Zz]|[+-]\d{2}:?\d{2})?\z")]
    private static partial Regex Iso();

    // The end of a text, as the recorded system writes it.
    private static string Shown(Regex pattern) => pattern.ToString().Replace("\\z", "$", StringComparison.Ordinal);

    private static BodyFields Unreadable(string type, string message)
    {
        var fields = new BodyFields(null);
        fields.Add(type, message, "body");
        return fields;
    }

    private JsonElement? Find(string name) =>
        Body is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(name, out var value) ? value : null;

    private void Add(string type, string message, params IReadOnlyList<string> where) => _problems.Add(new(type, where, message));

    private T Problem<T>(string type, string message, string name, T value)
    {
        // Of what is no object one thing is wrong, and not each field.
        if (IsObject)
        {
            Add(type, message, "body", name);
        }

        return value;
    }
}
