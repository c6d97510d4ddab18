using System.CommandLine;
using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede run [--repeat n] file.cs …</c>: builds a load-test file and runs it, once or several times. All that follows the file is the load test's.</summary>
internal static class RunCommand
{
    public static Command Make(EntranceContext context)
    {
        var repeat = new Option<int>("--repeat")
        {
            Description = "Run it so many times, one after the other, each with a run folder of its own: a comparison needs 5 to 7 runs a side. It stands before the file.",
            HelpName = "n",
            DefaultValueFactory = _ => 1,
        };
        var file = new Argument<string>("file.cs") { Description = "The load-test file, or a project." };
        var rest = new Argument<string[]>("options")
        {
            Description = "Options of the load test; 'stampede run file.cs --help' lists them.",
            Arity = ArgumentArity.ZeroOrMore,
            CaptureRemainingTokens = true,
        };
        var command = new Command("run", "Builds a load-test file and runs it.") { repeat, file, rest };
        command.SetAction((parsed, cancellationToken) =>
            Run(parsed.GetRequiredValue(file), parsed.GetValue(rest) ?? [], parsed.GetValue(repeat), context, cancellationToken));
        return command;
    }

    private static async Task<int> Run(string file, string[] args, int times, EntranceContext context, CancellationToken cancellationToken)
    {
        if (times is < 1 or > 1_000)
        {
            await context.Error.WriteLineAsync($"error: --repeat is {times}; it is a whole number from 1 to 1000.");
            return ExitCode.Usage;
        }

        // As with dotnet run, -- may stand before the options.
        args = args is ["--", .. var options] ? options : args;
        return await new LoadTestProcess(context.Error).Build(file, cancellationToken) is not { } program ? ExitCode.Usage
            : times == 1 ? await LoadTestProcess.Run(program, args)
            : await Repeat(times, () => LoadTestProcess.Run(program, args), context);
    }

    /// <summary>Runs it again and again, also after a run that failed; not after one that was refused, for all would be.</summary>
    /// <param name="times">How many times.</param>
    /// <param name="run">Runs it once; its exit code.</param>
    /// <param name="context">Where it is told.</param>
    /// <returns>The gravest exit code; a run that Ctrl-C kept from being made counts as no data.</returns>
    internal static async Task<int> Repeat(int times, Func<Task<int>> run, EntranceContext context)
    {
        using var signals = new StopSignals(
            () => context.Error.WriteLine("Stopping; the run that goes on is ended and judged. A second Ctrl-C ends at once."), () => context.Exit(ExitCode.Killed));
        context.RegisterSignals(signals);
        var codes = new List<int>();
        while (codes.Count < times && !signals.Token.IsCancellationRequested && !(codes is [.., ExitCode.Usage or ExitCode.Killed]))
        {
            await context.Out.WriteLineAsync($"\nRun {codes.Count + 1} of {times}");
            codes.Add(await run());
        }

        var counts = string.Join(", ", codes.CountBy(c => c).OrderBy(c => c.Key).Select(c => $"{c.Value.ToString(CultureInfo.InvariantCulture)} with exit code {c.Key}"));
        var missing = times - codes.Count;
        await context.Out.WriteLineAsync($"\n{Figures.Plural(codes.Count, "run")}: {counts}{(missing > 0 ? $"; {missing} of {times} were not made" : "")}");
        return ExitCode.Worst(missing > 0 ? [.. codes, ExitCode.NoData] : codes);
    }
}
