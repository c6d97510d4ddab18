using System.CommandLine;
using System.Globalization;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>Which runs are old enough to be removed: all but the latest, those that began longer ago, or with both those that neither would keep.</summary>
internal sealed class OldRuns
{
    private readonly int _keep;
    private readonly TimeSpan? _age;

    private OldRuns(int keep, TimeSpan? age) => (_keep, _age) = (keep, age);

    /// <summary>The options that say it, and the one that removes nothing.</summary>
    public static (Option<int?> Keep, Option<string?> Age, Option<bool> Dry) Options() => (
        new("--keep") { Description = "Keep so many of the latest, tagged ones not counted.", HelpName = "n" },
        new("--older-than") { Description = "Remove only what began longer ago: 30d, 12h.", HelpName = "time" },
        new("--dry-run") { Description = "Remove nothing, only say what would be." });

    /// <summary>Reads the options' values.</summary>
    /// <exception cref="UsageException">Neither is given, or one cannot be.</exception>
    public static OldRuns Parse(int? keep, string? age)
    {
        var limit = age is null ? null : Age(age);
        return (keep, age) switch
        {
            (null, null) => throw new UsageException("Nothing says what is old: --keep 20, --older-than 30d, or both."),
            ( < 0, _) => throw new UsageException($"--keep is {keep}: it must be 0 or more."),
            (_, not null) when limit is null => throw new UsageException($"--older-than is '{age}'; it must be a time span such as 30d, 12h or 1h30m."),
            _ => new OldRuns(keep ?? 0, limit),
        };
    }

    /// <summary>Those of runs, the oldest first, that are old. One whose start is not known is never removed for its age.</summary>
    public T[] Of<T>(IReadOnlyList<T> runs, Func<T, DateTimeOffset?> started, DateTimeOffset now) =>
        [.. runs.Take(Math.Max(0, runs.Count - _keep)).Where(r => _age is null || now - started(r) > _age)];

    /// <summary>The line that says how many there were.</summary>
    public static string Sum(int removed, int all, bool isDry) =>
        $"{Figures.Plural(removed, "run")} {(isDry ? "would be " : "")}removed, {Figures.Count(all - removed)} kept.";

    // Days too, which run times do not have.
    private static TimeSpan? Age(string text) =>
        text.EndsWith('d') && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) && days < 100_000 ? TimeSpan.FromDays(days)
        : TimeSpanText.TryParse(text, out var time) ? time : null;
}
