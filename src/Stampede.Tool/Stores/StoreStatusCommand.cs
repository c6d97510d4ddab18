using System.CommandLine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede store status</c>: the schema's version, and what the store holds.</summary>
internal static class StoreStatusCommand
{
    public static Command Make(EntranceContext context, Option<string?> store)
    {
        var command = new Command("status", "Shows the schema's version, and how much the store holds.");
        command.SetAction((parsed, cancellationToken) => StoreCommand.With(
            parsed.GetValue(store),
            context,
            async (opened, token) =>
            {
                var status = await opened.Status(token);
                await context.Out.WriteLineAsync($"Store     {opened.Address}");
                await context.Out.WriteLineAsync($"Server    PostgreSQL {status.Server}");
                await context.Out.WriteLineAsync($"Schema    {Version(status.Version, status.Known)}");
                await context.Out.WriteLineAsync($"Database  {Figures.Bytes(status.DatabaseBytes)}");
                foreach (var table in status.Tables)
                {
                    await context.Out.WriteLineAsync($"  {table.Name,-12} {Figures.Plural(table.Rows, "row"),16}  {Figures.Bytes(table.Bytes)}");
                }

                return ExitCode.Passed;
            },
            cancellationToken));
        return command;
    }

    private static string Version(int version, int known) => version == 0 ? "none: there is no store in this database yet"
        : version == known ? $"version {version}, up to date"
        : $"version {version}; this Stampede needs {known}: 'stampede store migrate'";
}
