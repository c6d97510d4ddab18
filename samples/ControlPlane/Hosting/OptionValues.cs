using System.Globalization;
using ControlPlane.Connectors;
using ControlPlane.Deployments;
using ControlPlane.Faults;
using ControlPlane.Requests;
using Npgsql;

namespace ControlPlane.Hosting;

/// <summary>Values of options. What cannot be read is a problem that names the option, the value and what is allowed.</summary>
internal static class OptionValues
{
    public static string? Url(string option, string text, List<string> problems)
    {
        // '*' and '+' are hosts to Kestrel and none to Uri.
        var readable = text.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (Uri.TryCreate(readable, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.PathAndQuery == "/")
        {
            return text;
        }

        problems.Add($"{option} '{text}' is not an http address such as http://127.0.0.1:8000.");
        return null;
    }

    public static string? Postgres(string option, string text, List<string> problems)
    {
        try
        {
            if (!string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host))
            {
                return text;
            }

            problems.Add($"{option} names no host: \"Host=127.0.0.1;Port=5432;Username=postgres;Database=control_plane\".");
        }
        catch (ArgumentException problem)
        {
            // The text may hold a password, so it is not shown.
            problems.Add($"{option} is not a connection string: {problem.Message}");
        }

        return null;
    }

    public static int Whole(string option, string text, int min, int max, List<string> problems)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        problems.Add($"{option} '{text}' is not a whole number from {min} to {max}.");
        return min;
    }

    public static double Share(string option, string text, List<string> problems)
    {
        if (TryNumber(text, out var value) && value is >= 0 and <= 1)
        {
            return value;
        }

        problems.Add($"{option} '{text}' is not a share from 0 to 1.");
        return 0;
    }

    public static TimeSpan Time(string option, string text, TimeSpan min, TimeSpan max, List<string> problems)
    {
        if (TryTime(text) is { } time && time >= min && time <= max)
        {
            return time;
        }

        problems.Add($"{option} '{text}' is not a time from {Text(min)} to {Text(max)} with its unit, such as 5ms or 0.2s.");
        return min;
    }

    public static Latency Latency(string option, string text, List<string> problems)
    {
        if (text.Split(',') is not [var median, var p99])
        {
            return new(Time(option, text, TimeSpan.Zero, Faults.Latency.Max, problems), null);
        }

        if (TryTime(median) is { } low && TryTime(p99) is { } high && low > TimeSpan.Zero && high >= low && high <= Faults.Latency.Max)
        {
            return new(low, high);
        }

        problems.Add($"{option} '{text}' is not a median above 0 and a 99th percentile from it to {Text(Faults.Latency.Max)}, such as 20ms,200ms.");
        return default;
    }

    /// <summary>A plane's fault; none where it cannot be read.</summary>
    public static IEnumerable<PlaneFault> Fault(string option, string text, List<string> problems)
    {
        if (text.Split('=') is [var name, var what] && WireEnum<ConnectorType>.Parse(name) is { } plane
            && what.Split('x') is [var statusText, .. var rest] && rest.Length <= 1
            && int.TryParse(statusText, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 400 and <= 599)
        {
            if (rest.Length == 0)
            {
                return [new(plane, status, int.MaxValue)];
            }

            if (int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0)
            {
                return [new(plane, status, times)];
            }
        }

        problems.Add($"{option} '{text}' is not a plane and its fault: one of {WireEnum<ConnectorType>.All}, then =503 or, for its first 6 orders, =503x6.");
        return [];
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
