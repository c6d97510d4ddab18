namespace Stampede.Engine;

/// <summary>The units that each quantity may be written in, and what one is in the base unit.</summary>
internal static class ThresholdUnits
{
    private static readonly (string Unit, decimal Factor)[] Times =
        [("", 1_000), ("us", 1), ("µs", 1), ("μs", 1), ("ms", 1_000), ("s", 1_000_000), ("m", 60_000_000)];

    private static readonly (string Unit, decimal Factor)[] Counts = [("", 1), ("k", 1_000), ("M", 1_000_000)];

    private static readonly (string Unit, decimal Factor)[] Rates =
        [("", 1), ("/s", 1), ("k", 1_000), ("k/s", 1_000), ("M", 1_000_000), ("M/s", 1_000_000)];

    private static readonly (string Unit, decimal Factor)[] Shares = [("", 1), ("%", 0.01m)];

    public static (string Unit, decimal Factor)[] Of(Quantity quantity) => quantity switch
    {
        Quantity.Time => Times,
        Quantity.Count or Quantity.Number => Counts,
        Quantity.PerSecond => Rates,
        _ => Shares,
    };

    public static string Name(Quantity quantity) => quantity switch
    {
        Quantity.Time => "time",
        Quantity.Count => "a count",
        Quantity.Number => "a plain number",
        Quantity.PerSecond => "a number per second",
        _ => "a share",
    };

    /// <summary>The unit that is called otherwise elsewhere; null for none.</summary>
    public static string? Meant(string unit) => unit switch
    {
        "sec" or "secs" or "second" or "seconds" => "s",
        "min" or "mins" or "minute" or "minutes" => "m",
        "msec" or "millis" or "milliseconds" => "ms",
        "rps" or "req/s" or "ps" => "/s",
        "percent" => "%",
        _ => null,
    };

    public static string Allowed(Quantity quantity) => quantity switch
    {
        Quantity.Time => "us, ms, s or m; without a unit ms",
        Quantity.Count or Quantity.Number => "no unit, k or M",
        Quantity.PerSecond => "/s, k/s, M/s or no unit",
        _ => "%, or no unit for a share from 0 to 1",
    };
}
