using System.Globalization;
using System.Text.Json;
using Stampede.Metrics;

namespace Stampede.Results;

/// <summary>A JSON value and the name that it stands under; says what is missing or wrong by throwing <see cref="FormatException"/>.</summary>
internal readonly struct JsonPart(JsonElement element, string name)
{
    public string Name => name;

    public bool IsNull => element.ValueKind == JsonValueKind.Null;

    public bool IsString => element.ValueKind == JsonValueKind.String;

    public bool IsNumber => element.ValueKind == JsonValueKind.Number;

    /// <summary>Whether it is a number written without a fraction and without an exponent.</summary>
    public bool IsWhole => IsNumber && element.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    public bool IsArray => element.ValueKind == JsonValueKind.Array;

    public JsonPart this[string member]
        => Find(member) ?? throw new FormatException($"\"{member}\" is missing in \"{name}\".");

    public JsonPart? Find(string member)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("an object");
        }

        return element.TryGetProperty(member, out var value) ? new JsonPart(value, member) : null;
    }

    /// <summary>The elements of an array; none where the member is absent.</summary>
    public IEnumerable<JsonPart> Items(string member)
    {
        if (Find(member) is not { } array)
        {
            yield break;
        }

        foreach (var item in array.Elements())
        {
            yield return item;
        }
    }

    /// <summary>The members of this object.</summary>
    public IEnumerable<JsonPart> Members()
    {
        foreach (var property in Properties())
        {
            yield return new JsonPart(property.Value, NameOf(property));
        }
    }

    /// <summary>The members of an object; none where it is absent.</summary>
    public IEnumerable<JsonPart> Members(string member)
    {
        if (Find(member) is not { } parent)
        {
            yield break;
        }

        foreach (var property in parent.Members())
        {
            yield return property;
        }
    }

    public string Text()
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Wrong("a string");
        }
        catch (InvalidOperationException e)
        {
            throw NoText($"\"{name}\"", e); // half a surrogate pair, or bytes that are no UTF-8
        }
    }

    public bool Bool() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("true or false"),
    };

    public int Int() => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) ? value : throw Wrong("a whole number");

    public long Long() => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var value) ? value : throw Wrong("a whole number");

    public ulong ULong()
        => ulong.TryParse(Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong("a whole number in quotes");

    public double Double() => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String when element.GetString() is "Infinity" => double.PositiveInfinity,
        JsonValueKind.String when element.GetString() is "-Infinity" => double.NegativeInfinity,
        JsonValueKind.String when element.GetString() is "NaN" => double.NaN,
        _ => throw Wrong("a number"),
    };

    public TimeSpan Seconds()
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var seconds)
            && Math.Abs(seconds) < (decimal)long.MaxValue / TimeSpan.TicksPerSecond)
        {
            return new TimeSpan((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
        }

        throw Wrong("a number of seconds");
    }

    public DateTimeOffset Time()
        => element.ValueKind == JsonValueKind.String && element.TryGetDateTimeOffset(out var value) ? value : throw Wrong("a time");

    public T Enum<T>()
        where T : struct, Enum
        => JsonEnum<T>.TryParse(Text(), out var value)
            ? value
            : throw new FormatException($"\"{name}\" is \"{Text()}\"; known are {string.Join(", ", JsonEnum<T>.All)}.");

    /// <summary>The member's own name as a kind: <c>{"timeout": 3}</c>.</summary>
    public T NameAsEnum<T>()
        where T : struct, Enum
        => JsonEnum<T>.TryParse(name, out var value)
            ? value
            : throw new FormatException($"\"{name}\" is not known; known are {string.Join(", ", JsonEnum<T>.All)}.");

    public Histogram Histogram()
    {
        try
        {
            var histogram = Metrics.Histogram.Decode(this["hdr"].Text());
            if (histogram.Count != this["count"].Long())
            {
                throw new InvalidDataException($"it holds {histogram.Count} values, but \"count\" says {this["count"].Long()}.");
            }

            histogram.Restore(this["sum"].Long(), this["min"].Long(), this["max"].Long());
            return histogram;
        }
        catch (InvalidDataException e)
        {
            throw new FormatException($"\"{name}\" is no readable histogram: {e.Message}", e);
        }
    }

    public IReadOnlyList<string> Strings()
    {
        var strings = new List<string>();
        foreach (var item in Elements())
        {
            strings.Add(item.Text());
        }

        return strings;
    }

    public IReadOnlyDictionary<string, string> Map(string member)
    {
        var map = new Dictionary<string, string>();
        foreach (var item in Members(member))
        {
            map[item.Name] = item.Text();
        }

        return map;
    }

    /// <summary>The elements of this array.</summary>
    public IEnumerable<JsonPart> Elements()
    {
        var itemName = name;
        return element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(e => new JsonPart(e, itemName)) : throw Wrong("an array");
    }

    private JsonElement.ObjectEnumerator Properties()
        => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw Wrong("an object");

    private string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException e)
        {
            throw NoText($"A name in \"{name}\"", e);
        }
    }

    private static FormatException NoText(string what, Exception e) => new($"{what} is no text: {e.Message}", e);

    private FormatException Wrong(string expected)
    {
        var found = element.GetRawText();
        return new FormatException($"\"{name}\" must be {expected}, but is {(found.Length > 60 ? found[..60] + "…" : found)}.");
    }
}
