using System.CommandLine;
using Stampede.Analysis;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede issue</c>: opens, changes and closes issues on what a comparison says.</summary>
internal static class IssueCommand
{
    public static Command Make(EntranceContext context)
    {
        var comparison = new Option<string>("--comparison") { Description = "The comparison, as 'stampede compare --json' writes it.", HelpName = "compare.json", Required = true };
        var history = new Option<string?>("--history") { Description = "The history, as 'stampede history --json' writes it: it names the commits, and tells what has recovered.", HelpName = "history.json" };
        var options = new IssueOptions();
        var command = new Command("issue", "Opens one issue for each service that regressed, on GitHub or Gitea, and closes it when it has recovered.") { comparison, history };
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => Run(parsed, parsed.GetRequiredValue(comparison), parsed.GetValue(history), options, context, cancellationToken));
        return command;
    }

    private static async Task<int> Run(
        System.CommandLine.ParseResult parsed, string comparison, string? history, IssueOptions options, EntranceContext context, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var target = options.Target(parsed, context.Sources.Environment, problems);
        problems.AddRange(((string?[])[comparison, history]).OfType<string>().Where(f => !File.Exists(f)).Select(f => $"There is no file '{f}'."));
        foreach (var problem in problems)
        {
            await context.Error.WriteLineAsync($"error: {problem}");
        }

        if (problems.Count > 0)
        {
            return ExitCode.Usage;
        }

        var compared = await RunComparisonJson.Read(comparison, cancellationToken);
        var report = history is null ? null : await HistoryReport.Read(history, cancellationToken);
        var issues = new IssueContext { Grouping = options.Grouping(parsed), Page = IssueOptions.Page(context.Sources.Environment) };
        return await IssueRun.Do(IssueSubjects.Of(compared, report, issues), target, options.IsDryRun(parsed), context, cancellationToken);
    }
}
