using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Reads and writes which requests a threshold is about: <c>{class:Buyer, status:2xx}</c>. A threshold has one at most.</summary>
internal sealed class ThresholdSelector(ThresholdCursor cursor)
{
    public const string Allowed = "class:, load:, status: or tag: and a value, several separated by commas: {class:Buyer, status:2xx}";

    public static readonly IReadOnlyList<string> Keys = ["class", "load", "status", "tag"];

    /// <summary>What was read; null for none.</summary>
    public RequestSelection? Selection { get; private set; }

    /// <summary>Where it stands, braces included.</summary>
    public Range Place { get; private set; }

    /// <summary>As it is written in a threshold, odd values in quotes.</summary>
    public static string Write(RequestSelection selection) => "{" + string.Join(", ", Keys
        .Select(key => (key, value: Value(selection, key)))
        .Where(part => part.value is not null)
        .Select(part => $"{part.key}:{Quote(part.value!)}")) + "}";

    /// <summary>A part of a selection by its key; null where it selects all.</summary>
    public static string? Value(RequestSelection selection, string key) => key switch
    {
        "class" => selection.Class,
        "load" => selection.Load,
        "status" => selection.Status,
        _ => selection.Tag,
    };

    /// <summary>Reads one if it is next, spaces before it left out; else the cursor does not move.</summary>
    public void TryRead()
    {
        var before = cursor.Position;
        cursor.SkipSpaces();
        if (cursor.Current != '{')
        {
            cursor.Position = before;
            return;
        }

        var start = cursor.Position++;
        if (Selection is not null)
        {
            cursor.Fail(start, "there is a selection already", "one selection in one pair of braces, its parts separated by commas");
        }

        var selection = new RequestSelection();
        do
        {
            selection = ReadPart(selection);
            cursor.SkipSpaces();
        }
        while (cursor.Take(','));

        if (!cursor.Take('}'))
        {
            cursor.FailHere("a comma or the closing brace", ", or }; a value with one of them stands in quotes");
        }

        (Selection, Place) = (selection, start..cursor.Position);
    }

    private static string Quote(string value)
    {
        var plain = value.Length > 0 && value.Trim() == value && value.AsSpan().IndexOfAny(",{}\"'") < 0;
        return plain ? value : value.Contains('"') ? $"'{value}'" : $"\"{value}\"";
    }

    private RequestSelection ReadPart(RequestSelection selection)
    {
        cursor.SkipSpaces();
        var start = cursor.Position;
        var key = cursor.Take(c => char.IsLetter(c) || c == '_');
        if (key.Length == 0)
        {
            cursor.FailHere("what to select by", Allowed);
        }

        if (!Keys.Contains(key))
        {
            cursor.Fail(start, $"nothing is selected by '{key}'{ThresholdWords.DidYouMean(NearestWord.Of(key, Keys))}", Allowed);
        }

        if (Value(selection, key) is not null)
        {
            cursor.Fail(start, $"'{key}' stands twice", "each of class:, load:, status: and tag: once");
        }

        cursor.SkipSpaces();
        if (!cursor.Take(':'))
        {
            cursor.FailHere("a colon", "a colon and a value, such as class:Buyer");
        }

        cursor.SkipSpaces();
        start = cursor.Position;
        var value = cursor.Current is '"' or '\'' ? cursor.Quoted() : cursor.Take(c => c is not (',' or '{' or '}' or '"' or '\'')).TrimEnd();
        if (value.Length == 0)
        {
            cursor.Position = start;
            cursor.FailHere("a value", "a name, in quotes where it has a comma, a brace or a quote in it");
        }

        if (key == "status")
        {
            value = value.ToLowerInvariant();
            if (value is not ("0" or [>= '1' and <= '5', 'x', 'x'] or [>= '1' and <= '9', >= '0' and <= '9', >= '0' and <= '9']))
            {
                cursor.Fail(start, "that is no status", "a status such as 503, a class of them such as 2xx, or 0 for no answer");
            }
        }

        return key switch
        {
            "class" => selection with { Class = value },
            "load" => selection with { Load = value },
            "status" => selection with { Status = value },
            _ => selection with { Tag = value },
        };
    }
}
