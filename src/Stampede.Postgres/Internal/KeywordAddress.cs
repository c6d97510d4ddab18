using System.Text;
using Npgsql;

namespace Stampede.Stores.Internal;

/// <summary>Reads libpq's <c>host=localhost dbname='my db'</c>, and Npgsql's <c>Host=localhost;Database=my db</c>.</summary>
internal static class KeywordAddress
{
    /// <summary>Whether it is Npgsql's form: its parts are separated by semicolons.</summary>
    public static bool IsNpgsql(string text)
    {
        var isQuoted = false;
        foreach (var c in text)
        {
            isQuoted ^= c == '\'';
            if (c == ';' && !isQuoted)
            {
                return true;
            }
        }

        return false;
    }

    public static NpgsqlConnectionStringBuilder ReadNpgsql(string text, List<string> problems)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            // Its message may quote what was given.
            problems.Add("it is no connection string of Npgsql: a keyword is not known, or its value cannot be");
            return new NpgsqlConnectionStringBuilder();
        }
    }

    public static NpgsqlConnectionStringBuilder Read(string text, List<string> problems)
    {
        var settings = new NpgsqlConnectionStringBuilder();
        var at = 0;
        while (SkipSpaces(text, ref at))
        {
            var equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                problems.Add(at == 0 ? "it is neither a URL nor name=value" : "after the last setting there is something without '='");
                break;
            }

            var name = text[at..equals].Trim();
            at = equals + 1;
            SkipSpaces(text, ref at);
            if (Value(text, ref at) is not { } value)
            {
                problems.Add($"the value of {name} has no closing quote");
                break;
            }

            AddressSettings.Set(settings, name, value, problems);
        }

        return settings;
    }

    private static bool SkipSpaces(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at < text.Length;
    }

    // Up to a space, or between single quotes; a backslash takes the next character as it is.
    private static string? Value(string text, ref int at)
    {
        var value = new StringBuilder();
        var isQuoted = at < text.Length && text[at] == '\'';
        at += isQuoted ? 1 : 0;
        while (at < text.Length && (isQuoted ? text[at] != '\'' : !char.IsWhiteSpace(text[at])))
        {
            at += text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
            value.Append(text[at++]);
        }

        if (isQuoted && at++ >= text.Length)
        {
            return null;
        }

        return value.ToString();
    }
}
