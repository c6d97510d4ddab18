namespace Stampede.Auditing;

/// <summary>Response times as Locust rounds them: whole milliseconds below 100, tens below 1,000, hundreds below 10,000, then thousands.</summary>
internal static class TwoDigits
{
    /// <summary>Half of what a time is rounded to, in microseconds.</summary>
    public static double Half(double microseconds) => Step(microseconds) / 2;

    /// <summary>Whether a time of 100 ms or more has two digits only; below that any whole millisecond does.</summary>
    public static bool Has(double microseconds) => microseconds % Step(microseconds) == 0;

    private static double Step(double microseconds) => microseconds switch { < 100_000 => 1_000, < 1_000_000 => 10_000, < 10_000_000 => 100_000, _ => 1_000_000 };
}
