using System.CommandLine;
using Stampede.Auditing;
using Stampede.Claims;
using Stampede.Importing;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede import</c>: makes a run folder of another tool's files, and says what was taken, what is not known and what looked wrong.</summary>
internal static class ImportCommand
{
    public static Command Make(EntranceContext context)
    {
        var path = new Argument<string>("path") { Description = "The file, plain or gzip; of Locust's CSV files what their names begin with." };
        var format = new Option<string?>("--as")
        {
            Description = $"The format, where the file does not tell it: {string.Join(", ", Importers.All.Select(i => i.Name))}.",
            HelpName = "format",
        };
        var results = new Option<string>("--results", "--out", "-o")
        {
            Description = "The folder of the run folders.",
            HelpName = "folder",
            DefaultValueFactory = _ => "results",
        };
        var command = new Command("import", "Makes a run of another tool's result files, which reports, thresholds and comparisons then read.") { path, format, results };
        command.SetAction((parsed, cancellationToken) => Run(
            parsed.GetRequiredValue(path), parsed.GetValue(format), parsed.GetValue(results)!, context, cancellationToken));
        return command;
    }

    private static async Task<int> Run(string path, string? format, string results, EntranceContext context, CancellationToken cancellationToken)
    {
        if (format is not null && Importers.All.All(i => i.Name != format))
        {
            await context.Error.WriteLineAsync($"error: There is no format '{format}'; there are:\n{Importers.List}");
            return ExitCode.Usage;
        }

        if (await Importers.Import(path, format, cancellationToken) is not { } run)
        {
            await context.Error.WriteLineAsync($"error: There is no file '{path}', and none whose name begins with it. What can be read:\n{Importers.List}");
            return ExitCode.Usage;
        }

        (run, _) = await RunAudit.Of(run, run.Intervals.ToAsyncEnumerable(), AuditUse.Run, new ClaimSet(), cancellationToken);
        var folder = await RunFolderWriter.Write(results, run, context.Clock.GetUtcNow(), cancellationToken);
        foreach (var line in ImportText.Of(run))
        {
            await context.Out.WriteLineAsync(LineText.OneLine(line));
        }

        var console = new SizedOutput(context.Out, context.IsTerminal, context.Size).Console(context.Color);
        foreach (var line in VerdictSection.Of(run with { Folder = folder }, [], ReportText.Unfinished))
        {
            console.Write(line);
        }

        return ExitCode.Passed;
    }
}
