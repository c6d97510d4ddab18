using System.Globalization;

namespace Stampede.Engine;

/// <summary>Values of custom options as texts.</summary>
internal static class OptionText
{
    public static bool IsKnown(Type type) =>
        type == typeof(string) || type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(bool) || type == typeof(TimeSpan)
        || type.IsEnum;

    public static bool TryRead(Type type, string text, out object? value)
    {
        value = null;
        if (type == typeof(string))
        {
            value = text;
        }
        else if (type == typeof(int) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            value = whole;
        }
        else if (type == typeof(long) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var wide))
        {
            value = wide;
        }
        else if (type == typeof(double) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            value = number;
        }
        else if (type == typeof(bool))
        {
            value = text.ToLowerInvariant() switch { "true" or "1" => true, "false" or "0" => false, _ => (object?)null };
        }
        else if (type == typeof(TimeSpan) && TimeSpanText.TryParse(text, out var time))
        {
            value = time;
        }
        else if (type.IsEnum && text.Length > 0 && char.IsLetter(text[0]) && !text.Contains(',') && Enum.TryParse(type, text, ignoreCase: true, out var name))
        {
            value = name; // by name alone: Enum.TryParse also takes numbers and sums
        }

        return value is not null;
    }

    /// <summary>What a text of this type must be.</summary>
    public static string Must(Type type) => type switch
    {
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(TimeSpan) => "a time span: 300s, 20m, 1h30m, or 60 for seconds",
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
        _ => "a text",
    };

    /// <summary>A value as the text that it is read from; null where it is null.</summary>
    public static string? Format(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        TimeSpan time => TimeSpanText.Format(time),
        Array values => string.Join(',', values.Cast<object?>().Select(Format)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
