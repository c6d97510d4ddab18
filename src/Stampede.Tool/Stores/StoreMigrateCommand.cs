using System.CommandLine;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede store migrate</c>: makes the schema, or brings it to this version.</summary>
internal static class StoreMigrateCommand
{
    public static Command Make(EntranceContext context, Option<string?> store)
    {
        var command = new Command("migrate", "Makes the tables, or brings those of an older Stampede to this version. What writes to the store does it too.");
        command.SetAction((parsed, cancellationToken) => StoreCommand.With(
            parsed.GetValue(store),
            context,
            async (opened, token) =>
            {
                var applied = await opened.Migrate(token);
                foreach (var step in applied)
                {
                    await context.Out.WriteLineAsync($"applied {step}");
                }

                await (applied.Count == 0 ? context.Out.WriteLineAsync($"The schema of {opened.Address} is up to date.") : Task.CompletedTask);
                return ExitCode.Passed;
            },
            cancellationToken));
        return command;
    }
}
