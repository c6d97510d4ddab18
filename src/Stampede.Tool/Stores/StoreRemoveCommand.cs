using System.CommandLine;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary><c>stampede store remove</c>: removes runs, tagged ones too: they are named.</summary>
internal static class StoreRemoveCommand
{
    public static Command Make(EntranceContext context, Option<string?> store)
    {
        var runs = new Argument<string[]>("runs") { Description = "The runs: ids, their beginnings, or names of the folders that they were pushed from.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("remove", "Removes runs, all of those that are named or none.") { runs };
        command.SetAction((parsed, cancellationToken) => StoreCommand.With(
            parsed.GetValue(store), context, (opened, token) => Run(opened, parsed.GetRequiredValue(runs), context, token), cancellationToken));
        return command;
    }

    private static async Task<int> Run(PostgresRunStore store, string[] names, EntranceContext context, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        foreach (var name in names)
        {
            ids.Add((await StoreCommand.Find(store, name, cancellationToken)).Id);
        }

        foreach (var id in await store.Remove(ids, keepsTagged: false, cancellationToken))
        {
            await context.Out.WriteLineAsync($"removed {id}");
        }

        return ExitCode.Passed;
    }
}
