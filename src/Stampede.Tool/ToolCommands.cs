using System.CommandLine;
using System.CommandLine.Parsing;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>The <c>stampede</c> command: all its subcommands.</summary>
internal static class ToolCommands
{
    /// <summary>Runs one.</summary>
    /// <returns>The exit code: 2 for a wrong command line, 7 for files that cannot be read, else the subcommand's.</returns>
    public static async Task<int> Run(IReadOnlyList<string> args, EntranceContext context)
    {
        if (args is ["--version"])
        {
            await context.Out.WriteLineAsync($"Stampede {Entrance.Version}");
            return ExitCode.Passed;
        }

        var parsed = Root(context).Parse([.. args], new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            return await Refuse(parsed, context);
        }

        try
        {
            var output = new InvocationConfiguration
            {
                Output = context.Out,
                Error = context.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // signals are the business of the load test that runs
            };
            return await parsed.InvokeAsync(output);
        }
        catch (UsageException e)
        {
            await context.Error.WriteLineAsync($"error: {LineText.Visible(e.Message, keepsLines: true)}");
            return e.ExitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"error: {LineText.Visible(e.Message, keepsLines: true)}");
            return ExitCode.Crashed;
        }
    }

    private static RootCommand Root(EntranceContext context)
    {
        var root = new RootCommand("Load tests in C#: runs load-test files and reads their results.")
        {
            RunCommand.Make(context),
            ReportCommand.Make(context),
            ImportCommand.Make(context),
            SuiteCommand.Make(context),
            AuditCommand.Make(context),
            MetricsCommand.Make(context),
            BaselineCommand.Make(context),
            CompareCommand.Make(context),
            IssueCommand.Make(context),
            HistoryCommand.Make(context),
            GateCommand.Make(context),
            RunsCommand.Make(context),
            StoreCommand.Make(context),
        };
        root.Directives.Clear();
        return root;
    }

    private static async Task<int> Refuse(System.CommandLine.ParseResult parsed, EntranceContext context)
    {
        foreach (var error in parsed.Errors)
        {
            // It may quote an address with its password.
            await context.Error.WriteLineAsync($"error: {SecretMask.Text(error.Message)}");
        }

        var command = parsed.CommandResult.Command;
        var inherited = Parents(parsed.CommandResult).SelectMany(c => c.Options).Where(o => o.Recursive);
        var words = command.Subcommands.Select(c => c.Name).Concat(command.Options.Concat(inherited).SelectMany(o => o.Aliases.Append(o.Name)));
        var nearest = parsed.UnmatchedTokens.Select(t => NearestName.Of(t, words)).FirstOrDefault(n => n is not null);
        if (nearest is not null)
        {
            await context.Error.WriteLineAsync($"Did you mean '{nearest}'?");
        }

        await context.Error.WriteLineAsync($"'{Path(parsed.CommandResult)} --help' says what there is.");
        return ExitCode.Usage;
    }

    private static IEnumerable<Command> Parents(CommandResult command)
    {
        for (var parent = command.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
        {
            yield return parent.Command;
        }
    }

    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "stampede";
}
