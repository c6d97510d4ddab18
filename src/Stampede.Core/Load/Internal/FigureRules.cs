using System.Globalization;

namespace Stampede.Engine;

/// <summary>What can be wrong with one figure of a load; null where nothing is. <c>what</c> is its place, as the subject of a sentence.</summary>
internal static class FigureRules
{
    public static string? Length(string what, string? text) =>
        !TimeSpanText.TryParse(text, out var length) ? $"{what} is '{text ?? "null"}', which is no time span: {TimeSpanText.Allowed}."
        : length <= TimeSpan.Zero ? $"{what} is '{text}': it must be above zero."
        : null;

    public static string? Users(string what, int users, int least) => users < least
        ? string.Create(CultureInfo.InvariantCulture, $"{what} has {users} users: it must be {least} or more.")
        : null;

    public static string? SpawnRate(string what, double? rate, string without) => rate is { } perSecond && !(perSecond > 0 && double.IsFinite(perSecond))
        ? string.Create(CultureInfo.InvariantCulture, $"{what} is {perSecond} users per second: it must be a number above 0; without one {without}.")
        : null;

    /// <summary>Those that are problems.</summary>
    public static IEnumerable<string> All(params IEnumerable<string?> problems) => problems.OfType<string>();
}
