using System.CommandLine;
using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede runs prune</c>: removes old run folders, and says which. Tagged ones, and those that still run or cannot be read, stay.</summary>
internal static class RunsPruneCommand
{
    public static Command Make(EntranceContext context, Option<string> results)
    {
        var keep = new Option<int?>("--keep") { Description = "Keep so many of the latest, tagged ones not counted.", HelpName = "n" };
        var age = new Option<string?>("--older-than") { Description = "Remove only what began longer ago: 30d, 12h.", HelpName = "time" };
        var dry = new Option<bool>("--dry-run") { Description = "Remove nothing, only say what would be." };
        var command = new Command("prune", "Removes old runs, never tagged ones, and says which.") { keep, age, dry };
        command.SetAction((parsed, cancellationToken) => Run(parsed.GetValue(keep), parsed.GetValue(age), parsed.GetValue(dry), parsed.GetValue(results)!, context, cancellationToken));
        return command;
    }

    private static async Task<int> Run(int? keep, string? age, bool isDry, string root, EntranceContext context, CancellationToken cancellationToken)
    {
        var limit = age is null ? null : Age(age);
        string? problem = (keep, age) switch
        {
            (null, null) => "Nothing says what is old: --keep 20, --older-than 30d, or both.",
            ( < 0, _) => $"--keep is {keep}: it must be 0 or more.",
            (_, not null) when limit is null => $"--older-than is '{age}'; it must be a time span such as 30d, 12h or 1h30m.",
            _ => Directory.Exists(root) ? null : $"There is no folder '{root}'; --results names another.",
        };
        if (problem is not null)
        {
            await context.Error.WriteLineAsync($"error: {problem}");
            return ExitCode.Usage;
        }

        var now = context.Clock.GetUtcNow();
        var entries = await new FolderRunStore(root).List(cancellationToken);
        var removable = entries
            .Where(e => e.Problem is null && RunTags.Of(Path.Combine(root, e.Id)).Count == 0)
            .Where(e => e.Ending != RunEnding.None || !UnfinishedRun.IsRunning(Path.Combine(root, e.Id), context.Clock))
            .Reverse() // the latest first
            .Skip(keep ?? 0)
            .Where(e => limit is null || now - e.Started > limit)
            .Reverse()
            .ToArray();
        foreach (var entry in removable)
        {
            var folder = Path.Combine(root, entry.Id);
            if (!isDry)
            {
                Directory.Delete(folder, recursive: true);
            }

            await context.Out.WriteLineAsync($"{(isDry ? "would remove" : "removed")} {folder}");
        }

        await context.Out.WriteLineAsync($"{Figures.Plural(removable.Length, "run")} {(isDry ? "would be " : "")}removed, {Figures.Count(entries.Count - removable.Length)} kept.");
        return ExitCode.Passed;
    }

    // Days too, which run times do not have.
    private static TimeSpan? Age(string text) =>
        text.EndsWith('d') && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) && days < 100_000 ? TimeSpan.FromDays(days)
        : TimeSpanText.TryParse(text, out var time) ? time : null;
}
