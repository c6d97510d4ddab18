using System.CommandLine;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary><c>stampede runs tag</c>: gives a run tags, takes them away, or tells them. A tagged run is never pruned.</summary>
internal static class RunsTagCommand
{
    public static Command Make(EntranceContext context, Option<string> results)
    {
        var run = new Argument<string>("run") { Description = "The run folder, its name within the folder of results, or with --store a run of the store." };
        var tags = new Argument<string[]>("tags") { Description = "The tags; without any, those of the run are told.", Arity = ArgumentArity.ZeroOrMore };
        var remove = new Option<bool>("--remove") { Description = "Take the tags away instead." };
        var store = StoreOption.Make();
        var command = new Command("tag", "Gives a run tags, by which lists can be filtered; a tagged run is never pruned.") { run, tags, remove, store };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (name, given, removes) = (parsed.GetRequiredValue(run), parsed.GetValue(tags) ?? [], parsed.GetValue(remove));
            if (given.Where(t => !RunTags.IsTag(t)).ToArray() is { Length: > 0 } wrong)
            {
                await context.Error.WriteLineAsync($"error: '{string.Join("', '", wrong)}': {RunTags.Allowed}.");
                return ExitCode.Usage;
            }

            // Only where it is given: which of two runs of one name is tagged must not depend on a variable.
            await using var opened = parsed.GetValue(store) is { } address ? StoreOption.Open(address, context) : null;
            return opened is null ? Run(name, given, removes, parsed.GetValue(results)!, context) : await Run(name, given, removes, opened, context, cancellationToken);
        });
        return command;
    }

    private static int Run(string name, string[] tags, bool removes, string root, EntranceContext context)
    {
        var folder = ((string[])[name, Path.Combine(root, name)]).FirstOrDefault(f => File.Exists(Path.Combine(f, RunFolder.RunFile)));
        if (folder is null)
        {
            context.Error.WriteLine($"error: There is no run folder '{name}', neither here nor in '{root}'; 'stampede runs list' lists them.");
            return ExitCode.Usage;
        }

        if (tags.Length > 0)
        {
            RunTags.Write(folder, removes ? RunTags.Of(folder).Except(tags) : RunTags.Of(folder).Concat(tags));
        }

        return Tell(folder, RunTags.Of(folder), context);
    }

    private static async Task<int> Run(string name, string[] tags, bool removes, PostgresRunStore store, EntranceContext context, CancellationToken cancellationToken)
    {
        if (await store.Find(name, cancellationToken) is not { } run)
        {
            await context.Error.WriteLineAsync($"error: There is no run '{name}' in the store {store.Address}; 'stampede store list' lists them.");
            return ExitCode.Usage;
        }

        string[] now = [.. (removes ? run.Tags.Except(tags) : run.Tags.Union(tags)).Order(StringComparer.Ordinal)];
        await (tags.Length == 0 ? ValueTask.CompletedTask : store.Tag(run.Id, now, cancellationToken));
        return Tell(run.Id, now, context);
    }

    private static int Tell(string run, IReadOnlyList<string> tags, EntranceContext context)
    {
        context.Out.WriteLine(tags.Count == 0 ? $"{run}: no tags" : $"{run}: {string.Join(", ", tags)}");
        return ExitCode.Passed;
    }
}
