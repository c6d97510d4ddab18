namespace Stampede.Engine;

/// <summary>What an exception says, bounded. Its members are virtual: users' code, which may throw and must not end the run.</summary>
internal static class ExceptionText
{
    private const int LongestMessage = 500;

    /// <summary>Its message, at most 500 characters of it.</summary>
    public static string Message(Exception exception) => Safe(exception, static e => e.Message, LongestMessage);

    /// <summary>Everything: type, message, inner exceptions, stack trace.</summary>
    public static string Whole(Exception exception, int length) => Safe(exception, static e => e.ToString(), length);

    /// <summary>Never in the middle of a surrogate pair, which no file could hold.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static string Safe(Exception exception, Func<Exception, string?> read, int length)
    {
        try
        {
            return Cut(read(exception) ?? "", length);
        }
        catch (Exception e)
        {
            return $"(its message threw {e.GetType().Name})";
        }
    }
}
