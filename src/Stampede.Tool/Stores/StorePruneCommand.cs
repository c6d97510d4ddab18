using System.CommandLine;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary><c>stampede store prune</c>: removes old runs, never tagged ones, and says which.</summary>
internal static class StorePruneCommand
{
    public static Command Make(EntranceContext context, Option<string?> store)
    {
        var (keep, age, dry) = OldRuns.Options();
        var name = new Option<string?>("--name") { Description = "Only runs of this load test.", HelpName = "name" };
        var command = new Command("prune", "Removes old runs, never tagged ones, and says which.") { keep, age, name, dry };
        command.SetAction((parsed, cancellationToken) =>
        {
            var old = OldRuns.Parse(parsed.GetValue(keep), parsed.GetValue(age));
            return StoreCommand.With(
                parsed.GetValue(store), context, (opened, token) => Run(opened, old, parsed.GetValue(name), parsed.GetValue(dry), context, token), cancellationToken);
        });
        return command;
    }

    private static async Task<int> Run(PostgresRunStore store, OldRuns old, string? name, bool isDry, EntranceContext context, CancellationToken cancellationToken)
    {
        var runs = await store.List(new RunQuery { Name = name }, cancellationToken);
        string[] removed = [.. old.Of([.. runs.Where(r => r.Tags.Count == 0)], r => r.Entry.Started, context.Clock.GetUtcNow()).Select(r => r.Id)];
        if (!isDry && removed.Length > 0)
        {
            // One that was tagged meanwhile stays.
            removed = [.. removed.Intersect(await store.Remove(removed, keepsTagged: true, cancellationToken))];
        }

        foreach (var id in removed)
        {
            await context.Out.WriteLineAsync($"{(isDry ? "would remove" : "removed")} {id}");
        }

        await context.Out.WriteLineAsync(OldRuns.Sum(removed.Length, runs.Count, isDry));
        return ExitCode.Passed;
    }
}
