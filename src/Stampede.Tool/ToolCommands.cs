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

        if (Empty(parsed) is { } empty)
        {
            await context.Error.WriteLineAsync($"error: {empty} is empty: a variable that is not set?");
            return ExitCode.Usage;
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
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await context.Error.WriteLineAsync($"error: Stampede failed. This is a mistake in Stampede, not in what it was given:{Environment.NewLine}{SecretMask.Text(e.ToString())}");
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

    // The library names .NET's types.
    private static string Words(string message) => message
        .Replace("as expected type 'System.Nullable`1[System.DateOnly]'", "as a day, such as 2026-11-30", StringComparison.Ordinal)
        .Replace("as expected type 'System.Nullable`1[System.Int32]'", "as a whole number", StringComparison.Ordinal)
        .Replace("as expected type 'System.Int32'", "as a whole number", StringComparison.Ordinal)
        .Replace("as expected type 'System.Double'", "as a number", StringComparison.Ordinal);

    // A path or a name that a script left out. What belongs to a load test is its own business.
    private static string? Empty(System.CommandLine.ParseResult parsed) => parsed.CommandResult.Command is { Name: "run" or "suite" } ? null
        : parsed.CommandResult.Children.Where(c => c.Tokens.Any(t => t.Value.Length == 0)).Select(Word).FirstOrDefault();

    private static string Word(SymbolResult result) => result switch
    {
        OptionResult option => $"The value of {option.Option.Name}",
        ArgumentResult argument => $"The argument '{argument.Argument.Name}'",
        _ => "An argument",
    };

    private static async Task<int> Refuse(System.CommandLine.ParseResult parsed, EntranceContext context)
    {
        foreach (var error in parsed.Errors)
        {
            // It may quote an address with its password.
            await context.Error.WriteLineAsync($"error: {SecretMask.Text(Words(error.Message))}");
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
