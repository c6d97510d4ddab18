using System.Globalization;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>The name of the <c>--html</c> file: Locust's placeholders <c>{u}</c>, <c>{r}</c> and <c>{t}</c> become what was planned.</summary>
internal static class HtmlFile
{
    private static readonly string[] Placeholders = ["{u}", "{r}", "{t}"];

    public static bool HasPlaceholders(string name) => Placeholders.Any(name.Contains);

    /// <summary>The name for a run: users, users started per second, and seconds; <c>none</c> where the load has no such figure.</summary>
    public static string Name(string name, LoadPlan load) => name
        .Replace("{u}", load.Users.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{r}", load.SpawnRate?.ToString("0.###", CultureInfo.InvariantCulture) ?? "none", StringComparison.Ordinal)
        .Replace("{t}", load.Duration?.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) ?? "none", StringComparison.Ordinal);
}
