using System.CommandLine;
using Stampede.Analysis;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede gate</c>: comparison, history and issues in one, for pipelines: reports, a short verdict, and one exit code.</summary>
internal static class GateCommand
{
    public static Command Make(EntranceContext context)
    {
        var arguments = new ComparisonArguments();
        var output = new Option<string>("--out", "-o")
        {
            Description = $"The folder of the reports: {string.Join(", ", GateReports.Files)}.",
            HelpName = "folder",
            DefaultValueFactory = _ => Path.Combine("results", "gate"),
        };
        var history = new Option<string[]>("--history")
        {
            Description = "Earlier runs, those that are compared among them: they name the commits, and tell what has recovered. Alone: the folder of results, or the store.",
            HelpName = "runs",
            AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.ZeroOrMore,
        };
        var first = new Option<bool>("--save-first") { Description = "Where there is no baseline yet, make it of these runs, and pass. Without it, no baseline is no pass." };
        var issue = new Option<bool>("--issue") { Description = "Open an issue for each service that regressed, and close it when it has recovered." };
        var github = new Option<bool>("--github") { Description = "In GitHub Actions, write the report as the job's summary and what failed as annotations." };
        var issues = new IssueOptions();
        var command = new Command("gate", "Compares runs with a baseline, writes the reports, opens issues, and ends with one exit code: for pipelines.");
        arguments.AddTo(command);
        foreach (var option in (Option[])[output, history, first, issue, github, .. issues.All])
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var problems = new List<string>();
            var comparison = arguments.Read(parsed, problems);
            var target = parsed.GetValue(issue) ? issues.Target(parsed, context.Sources.Environment, problems) : null;
            if (problems.Count > 0 || comparison is null)
            {
                return await Refuse(problems, context);
            }

            await using var store = arguments.OpenStore(parsed, context);
            var request = new GateRequest(comparison with { Store = store }, parsed.GetValue(output)!)
            {
                History = parsed.GetResult(history) is null ? null : parsed.GetValue(history) ?? [],
                SavesFirst = parsed.GetValue(first),
                IsGitHub = parsed.GetValue(github),
                Target = target,
                IsDryRun = issues.IsDryRun(parsed),
                Grouping = issues.Grouping(parsed),
            };
            return await new Gate(request, context).Run(cancellationToken);
        });
        return command;
    }

    /// <summary>Says what is wrong with the command line.</summary>
    public static async Task<int> Refuse(IReadOnlyList<string> problems, EntranceContext context)
    {
        foreach (var problem in problems)
        {
            await context.Error.WriteLineAsync($"error: {LineText.Visible(problem, keepsLines: true)}");
        }

        return ExitCode.Usage;
    }
}
