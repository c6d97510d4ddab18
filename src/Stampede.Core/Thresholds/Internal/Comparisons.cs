namespace Stampede.Engine;

/// <summary>The comparisons' symbols and meanings.</summary>
internal static class Comparisons
{
    public const string Allowed = "<, <=, >, >=, == or !=";

    /// <summary>The comparison that a symbol stands for; null for none. <c>===</c> is k6's ==.</summary>
    public static Comparison? Of(string symbol) => symbol switch
    {
        "<" => Comparison.Less,
        "<=" => Comparison.LessOrEqual,
        ">" => Comparison.Greater,
        ">=" => Comparison.GreaterOrEqual,
        "==" or "===" => Comparison.Equal,
        "!=" => Comparison.NotEqual,
        _ => null,
    };

    /// <summary>Whether it holds; exact, also for <c>==</c>.</summary>
    public static bool Holds(this Comparison comparison, double measured, double limit) => comparison switch
    {
        Comparison.Less => measured < limit,
        Comparison.LessOrEqual => measured <= limit,
        Comparison.Greater => measured > limit,
        Comparison.GreaterOrEqual => measured >= limit,
        Comparison.Equal => measured == limit,
        _ => measured != limit,
    };

    /// <summary>Whether a value is farther from holding than another.</summary>
    public static bool IsWorse(this Comparison comparison, double value, double than, double limit) => comparison switch
    {
        Comparison.Less or Comparison.LessOrEqual => value > than,
        Comparison.Greater or Comparison.GreaterOrEqual => value < than,
        Comparison.Equal => Math.Abs(value - limit) > Math.Abs(than - limit),
        _ => Math.Abs(value - limit) < Math.Abs(than - limit),
    };
}
