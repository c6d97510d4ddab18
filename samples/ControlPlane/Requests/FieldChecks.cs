using System.Globalization;
using System.Text.Json;
using Samples;

namespace ControlPlane.Requests;

/// <summary>Reads the fields of a body and collects what is wrong with them, field by field.</summary>
internal sealed class FieldChecks(RequestFields fields)
{
    private readonly SortedDictionary<string, string> _problems = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Problems => _problems;

    public bool Ok => _problems.Count == 0;

    /// <summary>A text; empty where it may be missing, and is.</summary>
    public string Text(string name, int max, bool required = true)
    {
        if (fields.Json(name) is { ValueKind: not JsonValueKind.String })
        {
            return Problem(name, "Not a valid string.", "");
        }

        var text = fields.Text(name);
        return text is null ? required ? Problem(name, "This field is required.", "") : ""
            : text.Length > max ? Problem(name, $"Ensure this field has no more than {max} characters.", "")
            : text.Contains('\0') ? Problem(name, "Null characters are not allowed.", "")
            : text;
    }

    public Guid Uuid(string name)
    {
        var text = Text(name, 100);
        return text.Length == 0 || Guid.TryParseExact(text, "D", out _) ? Guid.TryParse(text, out var id) ? id : Guid.Empty
            : Problem(name, "Must be a valid UUID.", Guid.Empty);
    }

    /// <summary>A number, as a number or as text, as forms send it.</summary>
    public decimal Number(string name, decimal min, decimal max, int decimals, decimal? otherwise = null)
    {
        var json = fields.Json(name);
        var text = json is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : fields.Text(name);
        if (text is null && json is null)
        {
            return otherwise ?? Problem(name, "This field is required.", min);
        }

        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return Problem(name, "A valid number is required.", min);
        }

        return value < min || value > max ? Problem(name, string.Create(CultureInfo.InvariantCulture, $"Must be from {min} to {max}."), min)
            : decimal.Round(value, decimals) != value ? Problem(name, decimals == 0
                ? "A whole number is required."
                : $"Ensure that there are no more than {decimals} decimal places.", min)
            : value;
    }

    /// <summary>A list of texts; empty where it is missing.</summary>
    public IReadOnlyList<string> Texts(string name, int least, int most, int max)
    {
        var json = fields.Json(name);
        if (json is null && fields.Text(name) is null)
        {
            return least == 0 ? [] : Problem<IReadOnlyList<string>>(name, "This field is required.", []);
        }

        if (json is not { ValueKind: JsonValueKind.Array } list)
        {
            return Problem<IReadOnlyList<string>>(name, "Expected a list of strings.", []);
        }

        if (list.GetArrayLength() < least || list.GetArrayLength() > most)
        {
            return Problem<IReadOnlyList<string>>(name, $"Must have from {least} to {most} items.", []);
        }

        var texts = new List<string>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || item.GetString() is not { } text || text.Length > max || text.Contains('\0'))
            {
                return Problem<IReadOnlyList<string>>(name, $"Each item must be a string of no more than {max} characters.", []);
            }

            texts.Add(text);
        }

        return texts;
    }

    /// <summary>A JSON object, as its text; <c>{}</c> where it is missing.</summary>
    public string Object(string name, int max, bool required = false)
    {
        var json = fields.Json(name);
        return json is null && fields.Text(name) is null ? required ? Problem(name, "This field is required.", "{}") : "{}"
            : json is not { ValueKind: JsonValueKind.Object } value ? Problem(name, "Expected an object.", "{}")
            : value.GetRawText() is var text && text.Length > max ? Problem(name, $"Must have no more than {max} characters.", "{}")
            : HasNull(value) ? Problem(name, "Null characters are not allowed.", "{}")
            : text;
    }

    /// <summary>One of the values of an enum.</summary>
    public T OneOf<T>(string name)
        where T : struct, Enum => OneOf<T>(name, required: true) ?? default;

    /// <summary>One of the values of an enum; null where it may be missing, and is.</summary>
    public T? OneOf<T>(string name, bool required)
        where T : struct, Enum
    {
        var text = Text(name, 100, required);
        return text.Length == 0 ? null : WireEnum<T>.Parse(text) ?? Problem<T?>(name, $"Must be one of {WireEnum<T>.All}.", null);
    }

    /// <summary>Notes what is wrong with something that is no field.</summary>
    public void Add(string name, string problem) => _problems.TryAdd(name, problem);

    /// <summary>Takes over what is wrong with the fields of an object inside.</summary>
    public void Add(string prefix, FieldChecks inside)
    {
        foreach (var (name, problem) in inside._problems)
        {
            Add(prefix + name, problem);
        }
    }

    // PostgreSQL stores no NUL.
    private static bool HasNull(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Contains('\0'),
        JsonValueKind.Array => value.EnumerateArray().Any(HasNull),
        JsonValueKind.Object => value.EnumerateObject().Any(property => property.Name.Contains('\0') || HasNull(property.Value)),
        _ => false,
    };

    private T Problem<T>(string name, string problem, T value)
    {
        _problems.TryAdd(name, problem);
        return value;
    }
}
