using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Stampede.Engine;

/// <summary>Names and values from what users write for forms and query strings, and their encoding.</summary>
internal static class FieldList
{
    // What the URL standard leaves as it is in application/x-www-form-urlencoded.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-._");

    /// <summary>Fields from pairs. Null values are left out, lists repeat their name.</summary>
    public static List<KeyValuePair<string, string>> From((string Key, object? Value)[] fields)
    {
        var result = new List<KeyValuePair<string, string>>(fields.Length);
        foreach (var (key, value) in fields)
        {
            Add(result, key, value);
        }

        return result;
    }

    /// <summary>Fields from a dictionary, from key-value pairs, or from the public properties of an object.</summary>
    /// <exception cref="ArgumentException">It has no fields: text, a number, a list of something else.</exception>
    public static List<KeyValuePair<string, string>> From(object fields)
    {
        var result = new List<KeyValuePair<string, string>>();
        switch (fields)
        {
            case (string Key, object? Value)[] pairs:
                return From(pairs);
            case IEnumerable<KeyValuePair<string, string>> pairs:
                foreach (var (key, value) in pairs)
                {
                    Add(result, key, value);
                }

                break;
            case IEnumerable<KeyValuePair<string, object?>> pairs:
                foreach (var (key, value) in pairs)
                {
                    Add(result, key, value);
                }

                break;
            case IDictionary dictionary:
                foreach (DictionaryEntry entry in dictionary)
                {
                    Add(result, Format(entry.Key) ?? "", entry.Value);
                }

                break;
            case string or IEnumerable or IFormattable or IConvertible:
                throw new ArgumentException(
                    $"A {fields.GetType().Name} has no fields; give a dictionary, an object with properties, or (\"name\", value) pairs.", nameof(fields));
            default:
                foreach (var property in fields.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
                {
                    if (property.CanRead && property.GetIndexParameters().Length == 0)
                    {
                        Add(result, property.Name, property.GetValue(fields));
                    }
                }

                break;
        }

        return result;
    }

    /// <summary>name=value&amp;name=value, everything encoded, spaces as plus.</summary>
    public static string Encode(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var result = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            if (result.Length != 0)
            {
                result.Append('&');
            }

            Append(result, name);
            result.Append('=');
            Append(result, value);
        }

        return result.ToString();
    }

    /// <summary>A URL with fields added to its query.</summary>
    public static string AddQuery(string url, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        if (fields.Count == 0)
        {
            return url;
        }

        var fragment = url.IndexOf('#');
        var front = fragment < 0 ? url : url[..fragment];
        var joint = !front.Contains('?') ? "?" : front[^1] is '?' or '&' ? "" : "&";
        return front + joint + Encode(fields) + (fragment < 0 ? "" : url[fragment..]);
    }

    /// <summary>A value as text that does not depend on the machine; null for null.</summary>
    public static string? Format(object? value) => value switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static void Add(List<KeyValuePair<string, string>> fields, string name, object? value)
    {
        if (value is IEnumerable list and not string)
        {
            foreach (var element in list)
            {
                Add(fields, name, element);
            }
        }
        else if (Format(value) is { } text)
        {
            fields.Add(new(name, text));
        }
    }

    private static void Append(StringBuilder result, string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
        {
            result.Append(text);
            return;
        }

        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (unit == (byte)' ')
            {
                result.Append('+');
            }
            else if (unit < 128 && Plain.Contains((char)unit))
            {
                result.Append((char)unit);
            }
            else
            {
                result.Append('%').Append(unit.ToString("X2", CultureInfo.InvariantCulture));
            }
        }
    }
}
