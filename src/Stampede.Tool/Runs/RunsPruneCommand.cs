using System.CommandLine;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede runs prune</c>: removes old run folders, and says which. Tagged ones, and those that still run or cannot be read, stay.</summary>
internal static class RunsPruneCommand
{
    public static Command Make(EntranceContext context, Option<string> results)
    {
        var (keep, age, dry) = OldRuns.Options();
        var command = new Command("prune", "Removes old runs, never tagged ones, and says which.") { keep, age, dry };
        command.SetAction((parsed, cancellationToken) => Run(parsed.GetValue(keep), parsed.GetValue(age), parsed.GetValue(dry), parsed.GetValue(results)!, context, cancellationToken));
        return command;
    }

    private static async Task<int> Run(int? keep, string? age, bool isDry, string root, EntranceContext context, CancellationToken cancellationToken)
    {
        var old = OldRuns.Parse(keep, age);
        if (!Directory.Exists(root))
        {
            throw new UsageException($"There is no folder '{root}'; --results names another.");
        }

        var entries = await new FolderRunStore(root).List(cancellationToken);
        var removable = entries
            .Where(e => e.Problem is null && RunTags.Of(Path.Combine(root, e.Id)).Count == 0)
            .Where(e => e.Ending != RunEnding.None || !UnfinishedRun.IsRunning(Path.Combine(root, e.Id), context.Clock))
            .ToArray();
        removable = old.Of(removable, e => e.Started, context.Clock.GetUtcNow());
        foreach (var entry in removable)
        {
            var folder = Path.Combine(root, entry.Id);
            if (!isDry)
            {
                Directory.Delete(folder, recursive: true);
            }

            await context.Out.WriteLineAsync($"{(isDry ? "would remove" : "removed")} {folder}");
        }

        await context.Out.WriteLineAsync(OldRuns.Sum(removable.Length, entries.Count, isDry));
        return ExitCode.Passed;
    }
}
