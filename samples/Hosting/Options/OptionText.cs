using System.Globalization;
using Npgsql;

namespace Samples;

/// <summary>The value of an option. What cannot be read is a problem that names the option, the value and what is allowed.</summary>
/// <param name="Option">The option's name.</param>
/// <param name="Value">What was typed behind it; empty for nothing.</param>
/// <param name="Problems">Where problems are added.</param>
public readonly record struct OptionText(string Option, string Value, List<string> Problems)
{
    /// <summary>An http address; null where it is none.</summary>
    public string? Url()
    {
        // '*' and '+' are hosts to Kestrel and none to Uri.
        var readable = Value.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (Uri.TryCreate(readable, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.PathAndQuery == "/")
        {
            if (url.Port != 0 || url.Host != "localhost")
            {
                return Value;
            }

            // It is two addresses, whose free ports would differ.
            Problems.Add($"{Option} '{Value}' asks for a free port of localhost: that needs an address, http://127.0.0.1:0.");
            return null;
        }

        Problems.Add($"{Option} '{Value}' is not an http address such as http://127.0.0.1:8000.");
        return null;
    }

    /// <summary>A PostgreSQL connection string; null where it is none.</summary>
    /// <param name="database">A database's name, for an example.</param>
    public string? Postgres(string database)
    {
        try
        {
            if (!string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(Value).Host))
            {
                return Value;
            }

            Problems.Add($"{Option} names no host: \"Host=127.0.0.1;Port=5432;Username=postgres;Database={database}\".");
        }
        catch (ArgumentException problem)
        {
            // The text may hold a password, so it is not shown.
            Problems.Add($"{Option} is not a connection string: {problem.Message}");
        }

        return null;
    }

    /// <summary>A whole number within its bounds.</summary>
    public int Whole(int min, int max)
    {
        if (int.TryParse(Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        Problems.Add($"{Option} '{Value}' is not a whole number from {min} to {max}.");
        return min;
    }

    /// <summary>A number from 0 to 1.</summary>
    public double Share()
    {
        if (TryNumber(Value, out var value) && value is >= 0 and <= 1)
        {
            return value;
        }

        Problems.Add($"{Option} '{Value}' is not a share from 0 to 1.");
        return 0;
    }

    /// <summary>A time within its bounds.</summary>
    public TimeSpan Time(TimeSpan min, TimeSpan max)
    {
        if (TryTime(Value) is { } time && time >= min && time <= max)
        {
            return time;
        }

        Problems.Add($"{Option} '{Value}' is not a time from {Text(min)} to {Text(max)} with its unit, such as 5ms or 0.2s.");
        return min;
    }

    /// <summary>A time, or a median and a 99th percentile.</summary>
    public Latency Latency()
    {
        if (Value.Split(',') is not [var median, var p99])
        {
            return new(Time(TimeSpan.Zero, Samples.Latency.Max), null);
        }

        if (TryTime(median) is { } low && TryTime(p99) is { } high && low > TimeSpan.Zero && high >= low && high <= Samples.Latency.Max)
        {
            return new(low, high);
        }

        Problems.Add($"{Option} '{Value}' is not a median above 0 and a 99th percentile from it to {Text(Samples.Latency.Max)}, such as 20ms,200ms.");
        return default;
    }

    /// <summary>Something that fails: its name, the status that it answers, and for how many requests, all where nothing is said: <c>jamf=503</c>, <c>jamf=503x6</c>.</summary>
    /// <param name="what">What it is, with its article, for messages.</param>
    /// <param name="names">Those that there are.</param>
    /// <param name="canHang">Whether 0, never to answer, is a status.</param>
    /// <returns>Null where it cannot be read.</returns>
    public (string Name, int Status, int Times)? Fault(string what, IReadOnlyList<string> names, bool canHang = false)
    {
        if (Value.Split('=') is [var name, var rule] && names.Contains(name)
            && rule.Split('x') is [var statusText, .. var rest] && rest.Length <= 1
            && int.TryParse(statusText, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && (status is >= 400 and <= 599 || (canHang && status == 0)))
        {
            if (rest.Length == 0)
            {
                return (name, status, int.MaxValue);
            }

            if (int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0)
            {
                return (name, status, times);
            }
        }

        Problems.Add($"{Option} '{Value}' is not {what} and its fault: one of {string.Join(", ", names)}, then =503 or, for its first 6 requests, =503x6.");
        return null;
    }

    private static TimeSpan? TryTime(string text)
    {
        var (number, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 1.0)
            : text.EndsWith('s') ? (text[..^1], 1_000.0)
            : text.EndsWith('m') ? (text[..^1], 60_000.0)
            : text.EndsWith('h') ? (text[..^1], 3_600_000.0)
            : (text, double.NaN);
        return TryNumber(number, out var value) && value * unit is >= 0 and <= 1e9 ? TimeSpan.FromMilliseconds(value * unit) : null;
    }

    private static string Text(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{time.TotalHours}h" : time.TotalSeconds >= 1 ? $"{time.TotalSeconds}s" : time == TimeSpan.Zero ? "0" : $"{time.TotalMilliseconds}ms";

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
