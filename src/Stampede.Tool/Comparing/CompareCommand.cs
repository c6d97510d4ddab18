using System.CommandLine;
using Stampede.Analysis;
using Stampede.Baselines.Compatible;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede compare</c>: holds runs against a baseline, and fails where they got worse or where that cannot be told.</summary>
internal static class CompareCommand
{
    public static Command Make(EntranceContext context)
    {
        var arguments = new ComparisonArguments();
        var output = new Option<string[]>("--out", "-o")
        {
            Description = $"A file of the report, such as regression-analysis.md; several for several forms: {string.Join(", ", ComparisonReports.Extensions)}.",
            HelpName = "file",
            AllowMultipleArgumentsPerToken = false,
        };
        var json = new Option<bool>("--json") { Description = "Print the comparison as JSON." };
        var github = new Option<bool>("--github") { Description = "In GitHub Actions, write the report as the job's summary and what failed as annotations." };
        var compatible = new Option<bool>("--compatible") { Description = "Do as compare_performance did with two files, its errors included, and say where that misleads." };
        var script = ScriptVersionOption();
        var command = new Command("compare", "Compares runs with a baseline: what got worse, what did not, and what cannot be told.");
        arguments.AddTo(command);
        foreach (var option in (Option[])[output, json, github, compatible, script])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var files = parsed.GetValue(output) ?? [];
            return parsed.GetValue(compatible)
                ? CompatibleCompare.Run(arguments, parsed, github, parsed.GetValue(script), files, parsed.GetValue(json), context, cancellationToken)
                : Run(arguments, parsed, files, parsed.GetValue(json), parsed.GetValue(github), context, cancellationToken);
        });
        return command;
    }

    /// <summary>The option that names a version of the scripts.</summary>
    public static Option<ScriptVersion> ScriptVersionOption() => new("--script")
    {
        Description = "With --compatible, which version of the scripts: v1 or v2, the last.",
        HelpName = "version",
        DefaultValueFactory = _ => ScriptVersion.V2,
    };

    private static async Task<int> Run(
        ComparisonArguments arguments, System.CommandLine.ParseResult parsed, string[] files, bool isJson, bool isGitHub, EntranceContext context, CancellationToken cancellationToken)
    {
        await using var store = arguments.OpenStore(parsed, context);
        var problems = ComparisonReports.Problems(files).ToList();
        var request = arguments.Read(parsed, problems);
        problems.AddRange(files.Where(f => request?.Runs.Concat(request.Baseline).Any(r => Path.GetFullPath(r) == Path.GetFullPath(f)) == true).Select(f => $"--out '{f}' is what is compared, and would be overwritten."));
        var comparison = request is not null && problems.Count == 0
            ? await ComparisonSource.Compare(request with { Store = store }, context.Clock.GetUtcNow(), problems, cancellationToken)
            : null;
        if (comparison is null)
        {
            foreach (var problem in problems)
            {
                await context.Error.WriteLineAsync($"error: {LineText.Visible(problem, keepsLines: true)}");
            }

            return ExitCode.Usage;
        }

        foreach (var file in files)
        {
            await ComparisonReports.Write(comparison, file, context.Out);
        }

        if (isJson)
        {
            await OutputFile.Write(null, stream => RunComparisonJson.Write(comparison, stream), context.Out);
        }
        else
        {
            ComparisonSummary.Write(comparison, new SizedOutput(context.Out, context.IsTerminal, context.Size).Console(context.Color), files);
        }

        if (isGitHub)
        {
            await ComparisonReports.GitHub(comparison, context.Sources.Environment, isJson ? context.Error : context.Out);
        }

        return comparison.ExitCode;
    }
}
