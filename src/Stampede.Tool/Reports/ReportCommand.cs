using System.CommandLine;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede report</c>: writes the reports of a run that is over, its own or another tool's.</summary>
internal static class ReportCommand
{
    public static Command Make(EntranceContext context)
    {
        var run = new Argument<string>("run") { Description = "A run folder, its name within the folder of results, a run of the store, or another tool's file (for Locust's CSV files their prefix)." };
        var format = new Option<string[]>("--format", "-f")
        {
            Description = $"What to write, separated by commas: {string.Join(", ", ReportForms.Names)}. Default: html,md.",
            HelpName = "formats",
            AllowMultipleArgumentsPerToken = true,
        };
        var output = new Option<string?>("--out", "-o")
        {
            Description = "The folder to write to. Default: the run folder; of CSV files, <prefix>-report; of a run of a store, <run>-report.",
            HelpName = "folder",
        };
        var results = new Option<string>("--results")
        {
            Description = "The folder of the run folders.",
            HelpName = "folder",
            DefaultValueFactory = _ => "results",
        };
        var group = new Option<bool>("--group-ids") { Description = "Fold names that differ in ids only (UUIDs, numbers, long hexadecimal or opaque parts) into one row." };
        var github = new Option<bool>("--github") { Description = "In GitHub Actions, write the report as the job's summary and what failed as annotations." };
        var store = StoreOption.Make();
        var command = new Command("report", "Writes reports of a run: a run folder, a run of a store, or another tool's result file.") { run, format, output, group, github, results, store };
        command.SetAction((parsed, cancellationToken) => Run(
            parsed.GetRequiredValue(run),
            Formats(parsed.GetValue(format)),
            parsed.GetValue(output),
            parsed.GetValue(group),
            parsed.GetValue(github),
            parsed.GetValue(results)!,
            parsed.GetValue(store),
            context,
            cancellationToken));
        return command;
    }

    private static string[] Formats(string[]? given) => given is not { Length: > 0 }
        ? ["html", "md"]
        : [.. given.SelectMany(f => f.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(f => f.ToLowerInvariant()).Distinct()];

    private static async Task<int> Run(
        string name, string[] formats, string? output, bool groupsIds, bool isGitHub, string results, string? address, EntranceContext context, CancellationToken cancellationToken)
    {
        var unknown = formats.Except(ReportForms.Names).ToArray();
        if (unknown.Length > 0 || formats.Length == 0)
        {
            await context.Error.WriteLineAsync($"error: There is no format '{string.Join("', '", unknown)}'; there are {string.Join(", ", ReportForms.Names)}.");
            return ExitCode.Usage;
        }

        await using var store = StoreOption.Open(address, context);
        if (await RunSource.Open(name, results, store, cancellationToken) is not { } run)
        {
            await context.Error.WriteLineAsync(RunSource.Missing(name, results, store));
            return ExitCode.Usage;
        }

        run = await RunAudit.OfImported(run, cancellationToken);
        var groups = IdGroups.Of(run.Result);
        if (groups.Text is { } found)
        {
            await context.Error.WriteLineAsync(LineText.OneLine(groupsIds ? $"{found}; folded." : $"{found}. --group-ids folds them."));
        }

        run = groupsIds ? run.Fold(groups) : run;
        foreach (var format in formats)
        {
            foreach (var file in await ReportForms.Write(format, run, output ?? run.Folder, cancellationToken))
            {
                await context.Out.WriteLineAsync(file);
            }
        }

        if (isGitHub)
        {
            await new GitHubActions(context.Sources.Environment).Write(run.Result, context.Out);
        }

        return ExitCode.Passed;
    }
}
