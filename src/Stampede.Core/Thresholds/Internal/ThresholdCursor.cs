using System.Diagnostics.CodeAnalysis;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Reads a threshold's text from left to right.</summary>
internal sealed class ThresholdCursor(string text)
{
    /// <summary>Where it stands.</summary>
    public int Position { get; set; }

    public bool AtEnd => Position >= text.Length;

    /// <summary>The character it stands at; NUL at the end.</summary>
    public char Current => AtEnd ? '\0' : text[Position];

    public void SkipSpaces() => Take(char.IsWhiteSpace);

    /// <summary>The characters from here on that belong together; empty where the first does not.</summary>
    public string Take(Func<char, bool> belongs)
    {
        var start = Position;
        while (!AtEnd && belongs(Current))
        {
            Position++;
        }

        return text[start..Position];
    }

    /// <summary>Takes a character if it is the next.</summary>
    public bool Take(char expected)
    {
        if (Current != expected || AtEnd)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>The text between quotes, single or double, the first of which is the next character. A quote of the other kind may be inside.</summary>
    public string Quoted()
    {
        var start = Position;
        var end = text.IndexOf(Current, start + 1);
        if (end < 0)
        {
            Fail(start, "the quotation does not end", $"a closing {Current}");
        }

        Position = end + 1;
        return text[(start + 1)..end];
    }

    /// <summary>Refuses the text from a place up to here.</summary>
    [DoesNotReturn]
    public void Fail(int from, string problem, string allowed) =>
        throw new ThresholdSyntaxException(text, from, Position - from, problem, allowed);

    /// <summary>Refuses what comes next, or that nothing does.</summary>
    [DoesNotReturn]
    public void FailHere(string missing, string allowed)
    {
        var start = Position;
        var found = Take(c => !char.IsWhiteSpace(c));
        Fail(start, found.Length == 0 ? $"it ends where {missing} is expected" : $"'{found}' stands where {missing} is expected", allowed);
    }
}
