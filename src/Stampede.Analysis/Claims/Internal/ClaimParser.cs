using System.Globalization;
using System.Text.RegularExpressions;

namespace Stampede.Claims;

/// <summary>Reads a claim: <c>requests=68902</c>, <c>success_rate = 72 %</c>, <c>p99 &lt; 200 ms</c>, <c>requests{POST /login} ~ 1,500</c>.</summary>
internal static partial class ClaimParser
{
    private static readonly Dictionary<string, (string Metric, ClaimKind Kind)> Metrics = new(StringComparer.OrdinalIgnoreCase)
    {
        ["requests"] = ("requests", ClaimKind.Count),
        ["total_requests"] = ("requests", ClaimKind.Count),
        ["failures"] = ("failures", ClaimKind.Count),
        ["errors"] = ("failures", ClaimKind.Count),
        ["successes"] = ("successes", ClaimKind.Count),
        ["success_rate"] = ("success_rate", ClaimKind.Share),
        ["failure_rate"] = ("failure_rate", ClaimKind.Share),
        ["error_rate"] = ("failure_rate", ClaimKind.Share),
        ["requests_per_second"] = ("requests_per_second", ClaimKind.Rate),
        ["rps"] = ("requests_per_second", ClaimKind.Rate),
        ["successes_per_second"] = ("successes_per_second", ClaimKind.Rate),
        ["failures_per_second"] = ("failures_per_second", ClaimKind.Rate),
        ["avg"] = ("avg", ClaimKind.Time),
        ["mean"] = ("avg", ClaimKind.Time),
        ["average"] = ("avg", ClaimKind.Time),
        ["med"] = ("p(50)", ClaimKind.Time),
        ["median"] = ("p(50)", ClaimKind.Time),
        ["min"] = ("min", ClaimKind.Time),
        ["max"] = ("max", ClaimKind.Time),
        ["users"] = ("users", ClaimKind.Users),
        ["duration"] = ("duration", ClaimKind.Duration),
        ["breaking_point"] = ("breaking_point", ClaimKind.Users),
    };

    /// <summary>The metrics that a claim can be about.</summary>
    public static string Known { get; } = string.Join(", ", Metrics.Values.Select(m => m.Metric).Where(m => m != "p(50)").Distinct().Append("p(N)"));

    /// <summary>Reads one as it stands on a command line.</summary>
    /// <exception cref="ClaimSyntaxException">It cannot be read.</exception>
    public static Claim Parse(string text)
    {
        var match = Whole().Match(text);
        if (!match.Success)
        {
            throw new ClaimSyntaxException($"The claim '{text}' is not of the form metric=number, such as requests=68902 or 'p(99) < 200ms'.");
        }

        var request = match.Groups["request"] is { Success: true } group ? group.Value.Trim() : null;
        return Parse(match.Groups["metric"].Value.Trim(), match.Groups["sign"].Value.TrimStart(':') + match.Groups["value"].Value, request);
    }

    /// <summary>Reads one of which metric and number stand apart, as in a file.</summary>
    /// <exception cref="ClaimSyntaxException">It cannot be read.</exception>
    public static Claim Parse(string metric, string text, string? request = null, string? source = null)
    {
        var (name, kind, percentile) = Metric(metric);
        var match = Value().Match(text.Trim());
        if (!match.Success || Factor(kind, match.Groups["unit"].Value) is not { } factor)
        {
            throw new ClaimSyntaxException($"'{text.Trim()}' is no number for {name}: {Allowed(kind)}.");
        }

        var unit = match.Groups["unit"].Value;
        var digits = match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (kind == ClaimKind.Share && unit.Length == 0 && double.Parse(digits, CultureInfo.InvariantCulture) <= 1)
        {
            factor = 100; // a share of 1, as in thresholds
        }

        var decimals = digits.Contains('.') ? digits.Length - digits.IndexOf('.') - 1 : 0;
        return new Claim
        {
            Metric = name,
            Kind = kind,
            Percentile = percentile,
            Value = double.Parse(digits, CultureInfo.InvariantCulture) * factor,
            Step = Math.Pow(10, -decimals) * factor,
            Comparison = Comparison(match.Groups["sign"].Value, match.Groups["plus"].Success),
            Request = request,
            Text = match.Groups["number"].Value + (factor == 100 ? "" : Unit(unit, kind)) + match.Groups["plus"].Value,
            Source = source,
        };
    }

    private static (string Name, ClaimKind Kind, double? Percentile) Metric(string text)
    {
        var percentile = Percentile().Match(text);
        if (percentile.Success && double.Parse(percentile.Groups["n"].Value, CultureInfo.InvariantCulture) is > 0 and <= 100 and var n)
        {
            return (string.Create(CultureInfo.InvariantCulture, $"p({n})"), ClaimKind.Time, n);
        }

        return Metrics.TryGetValue(text.Trim().Replace(' ', '_').Replace('-', '_'), out var known)
            ? (known.Metric, known.Kind, known.Metric == "p(50)" ? 50 : null)
            : throw new ClaimSyntaxException($"'{text}' is no metric that a claim can be about; there are {Known}.");
    }

    private static ClaimComparison Comparison(string sign, bool orMore) => sign.Trim() switch
    {
        ">=" or "≥" => ClaimComparison.AtLeast,
        ">" => ClaimComparison.Above,
        "<=" or "≤" => ClaimComparison.AtMost,
        "<" => ClaimComparison.Below,
        "~" or "≈" => ClaimComparison.About,
        _ => orMore ? ClaimComparison.AtLeast : ClaimComparison.Is,
    };

    // What one of the unit is in the kind's own; null where the kind has no such unit.
    private static double? Factor(ClaimKind kind, string unit) => (kind, unit.ToLowerInvariant()) switch
    {
        (ClaimKind.Time, "" or "ms") => 1,
        (ClaimKind.Time, "us" or "µs" or "μs") => 1e-3,
        (ClaimKind.Time or ClaimKind.Duration, "s" or "sec" or "seconds") => kind == ClaimKind.Time ? 1_000 : 1,
        (ClaimKind.Time or ClaimKind.Duration, "m" or "min" or "minutes") => kind == ClaimKind.Time ? 60_000 : 60,
        (ClaimKind.Duration, "") => 1,
        (ClaimKind.Duration, "h" or "hours") => 3_600,
        (ClaimKind.Share, "" or "%" or "percent") => 1,
        (ClaimKind.Rate, "" or "/s" or "rps" or "req/s" or "requests/s") => 1,
        (ClaimKind.Count or ClaimKind.Users, "") => 1,
        (ClaimKind.Count or ClaimKind.Rate or ClaimKind.Users, "k") => 1_000,
        (ClaimKind.Count or ClaimKind.Rate, "mio" or "million") => 1_000_000,
        (ClaimKind.Count, "requests") or (ClaimKind.Users, "users") => 1,
        _ => null,
    };

    private static string Unit(string unit, ClaimKind kind) => (unit, kind) switch
    {
        ("", ClaimKind.Time) => " ms",
        ("", ClaimKind.Share) or ("%" or "percent", _) => " %",
        ("", ClaimKind.Rate) => "/s",
        ("", ClaimKind.Duration) => " s",
        ("", _) => "",
        (['/', ..], _) => unit,
        _ => $" {unit}",
    };

    private static string Allowed(ClaimKind kind) => kind switch
    {
        ClaimKind.Time => "a number with us, ms, s or m (without a unit ms)",
        ClaimKind.Share => "a number in percent (72 %), or a share up to 1 without a unit",
        ClaimKind.Rate => "a number per second (116, 116/s, 10k)",
        ClaimKind.Duration => "a number with s, m or h (without a unit s)",
        _ => "a number (68902, 68,902, 10k)",
    } + ", after ~ for about, or after <, <=, >, >=";

    [GeneratedRegex(@"^\s*(?<metric>[\w() .-]+?)\s*(\{(?<request>[^}]*(\{[^}]*\}[^}]*)*)\})?\s*(?<sign>>=|<=|>|<|~|≈|≥|≤|=|:)\s*(?<value>.+)$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?<sign>>=|<=|>|<|~|≈|≥|≤|=)?\s*(?<number>\d{1,3}([,_ ]\d{3})+(\.\d+)?|\d+(\.\d+)?)\s*(?<unit>%|[A-Za-zµμ/]*)\s*(?<plus>\+)?$")]
    private static partial Regex Value();

    [GeneratedRegex(@"^\s*[pP]\s*\(?\s*(?<n>\d+(\.\d+)?)\s*\)?\s*$")]
    private static partial Regex Percentile();
}
