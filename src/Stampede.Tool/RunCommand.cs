using System.CommandLine;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede run file.cs …</c>: builds a load-test file and runs it. All that follows the file is the load test's.</summary>
internal static class RunCommand
{
    public static Command Make(EntranceContext context)
    {
        var file = new Argument<string>("file.cs") { Description = "The load-test file, or a project." };
        var rest = new Argument<string[]>("options")
        {
            Description = "Options of the load test; 'stampede run file.cs --help' lists them.",
            Arity = ArgumentArity.ZeroOrMore,
            CaptureRemainingTokens = true,
        };
        var command = new Command("run", "Builds a load-test file and runs it.") { file, rest };
        command.SetAction((parsed, cancellationToken) => Run(
            parsed.GetRequiredValue(file), parsed.GetValue(rest) ?? [], new LoadTestProcess(context.Error), cancellationToken));
        return command;
    }

    private static async Task<int> Run(string file, string[] args, LoadTestProcess process, CancellationToken cancellationToken)
    {
        // As with dotnet run, -- may stand before the options.
        args = args is ["--", .. var options] ? options : args;
        return await process.Build(file, cancellationToken) is { } program
            ? await LoadTestProcess.Run(program, args)
            : ExitCode.Usage;
    }
}
