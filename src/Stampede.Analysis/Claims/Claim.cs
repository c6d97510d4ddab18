using System.Globalization;

namespace Stampede.Claims;

/// <summary>A number that somebody published about a run.</summary>
public sealed record Claim
{
    /// <summary>What it is about, as documented: <c>requests</c>, <c>success_rate</c>, <c>p(99)</c> (docs/reference/claims.md).</summary>
    public required string Metric { get; init; }

    /// <summary>What the number is a number of.</summary>
    public required ClaimKind Kind { get; init; }

    /// <summary>The number, in the kind's unit.</summary>
    public required double Value { get; init; }

    /// <summary>The value of one of its last digit: what was measured may be off by less than that. 68,902 has 1, 0.5 % has 0.1.</summary>
    public required double Step { get; init; }

    /// <summary>How it compares; default as it stands.</summary>
    public ClaimComparison Comparison { get; init; } = ClaimComparison.Is;

    /// <summary>The request that it is about, by name or method and name; null for all.</summary>
    public string? Request { get; init; }

    /// <summary>The number as it was written.</summary>
    public required string Text { get; init; }

    /// <summary>Who says so, where; null where that is not told.</summary>
    public string? Source { get; init; }

    /// <summary>Of a percentile, which; else null.</summary>
    public double? Percentile { get; init; }

    /// <summary>What it is about, for people: <c>success_rate of POST /login</c>.</summary>
    public string Subject => Request is null ? Metric : $"{Metric} of {Request}";

    /// <summary>Reads one as it stands on a command line: <c>requests=68902</c>, <c>p(99) &lt; 200ms</c>, <c>failures{POST /login} ~ 1,500</c>.</summary>
    /// <exception cref="ClaimSyntaxException">It cannot be read; the message says what is allowed.</exception>
    public static Claim Parse(string text) => ClaimParser.Parse(text);

    /// <summary>Reads one of which metric and number stand apart, as in a file.</summary>
    /// <param name="metric">What it is about.</param>
    /// <param name="value">The number as it was written, with its unit: <c>68,902</c>, <c>72 %</c>, <c>&lt; 200ms</c>.</param>
    /// <param name="request">The request that it is about; null for all.</param>
    /// <param name="source">Who says so, where; null where that is not told.</param>
    /// <exception cref="ClaimSyntaxException">It cannot be read; the message says what is allowed.</exception>
    public static Claim Parse(string metric, string value, string? request = null, string? source = null) =>
        ClaimParser.Parse(metric, value, request, source);

    /// <summary>Whether a measured number agrees with it.</summary>
    public bool Agrees(double measured) => Comparison switch
    {
        ClaimComparison.Is => Matches(measured),
        ClaimComparison.About => Math.Abs(measured - Value) <= 0.05 * Math.Abs(Value),
        ClaimComparison.AtLeast => measured > Value - (Step / 2),
        ClaimComparison.Above => measured > Value,
        ClaimComparison.AtMost => measured < Value + (Step / 2),
        _ => measured < Value,
    };

    /// <summary>Whether a number is the claimed one, to the last digit that it is written with; cut off counts as rounded.</summary>
    public bool Matches(double number) => Math.Abs(number - Value) < Step * (1 - 1e-9);

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Subject} {Sign}{Text}");

    private string Sign => Comparison switch
    {
        ClaimComparison.AtLeast => ">= ",
        ClaimComparison.Above => "> ",
        ClaimComparison.AtMost => "<= ",
        ClaimComparison.Below => "< ",
        _ => "= ",
    };
}
