using System.Globalization;

namespace Stampede.Engine;

/// <summary>Which statuses a selection takes: all, one (<c>404</c>; <c>0</c> for no answer), or a class of them (<c>4xx</c>).</summary>
internal readonly record struct StatusFilter
{
    private readonly int _low;
    private readonly int _high;

    private StatusFilter(int low, int high) => (_low, _high) = (low, high);

    /// <summary>Takes every request, also what has no status.</summary>
    public static StatusFilter All { get; } = new(int.MinValue, int.MaxValue);

    /// <summary>Reads it; null takes all.</summary>
    public static bool TryParse(string? text, out StatusFilter filter)
    {
        filter = All;
        if (text is null)
        {
            return true;
        }

        if (text.Length == 3 && text[0] is >= '1' and <= '5' && text.EndsWith("xx", StringComparison.OrdinalIgnoreCase))
        {
            var low = (text[0] - '0') * 100;
            filter = new StatusFilter(low, low + 99);
            return true;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is 0 or (>= 100 and <= 999))
        {
            filter = new StatusFilter(status, status);
            return true;
        }

        return false;
    }

    public bool Takes(int status) => status >= _low && status <= _high;
}
