using System.CommandLine;
using Stampede.Baselines.Internal;
using Stampede.Metrics;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary><c>stampede store push</c>: stores run folders, each whole or not at all.</summary>
internal static class StorePushCommand
{
    // What pipelines call the branch that they are at: GitHub and Gitea, GitLab, Azure, Jenkins.
    private static readonly string[] BranchVariables = ["GITHUB_HEAD_REF", "GITHUB_REF_NAME", "CI_COMMIT_REF_NAME", "BUILD_SOURCEBRANCHNAME", "BRANCH_NAME"];

    public static Command Make(EntranceContext context, Option<string?> store)
    {
        var runs = new Argument<string[]>("runs") { Description = "Run folders, or their names within the folder of results.", Arity = ArgumentArity.OneOrMore };
        var branch = new Option<string?>("--branch") { Description = $"The branch that was tested. Default: what the pipeline says ({string.Join(", ", BranchVariables)}).", HelpName = "name" };
        var replace = new Option<bool>("--replace") { Description = "Replace a run that is there with other content." };
        var results = new Option<string>("--results")
        {
            Description = "The folder of the run folders.",
            HelpName = "folder",
            DefaultValueFactory = _ => "results",
        };
        var command = new Command("push", "Stores runs, each whole or not at all. One that is there already is left as it is.") { runs, branch, replace, results };
        command.SetAction((parsed, cancellationToken) => StoreCommand.With(
            parsed.GetValue(store),
            context,
            (opened, token) => Run(
                opened, parsed.GetRequiredValue(runs), parsed.GetValue(results)!, parsed.GetValue(branch) ?? Branch(context), parsed.GetValue(replace), context, token),
            cancellationToken));
        return command;
    }

    private static async Task<int> Run(
        PostgresRunStore store, string[] names, string results, string? branch, bool replaces, EntranceContext context, CancellationToken cancellationToken)
    {
        var folders = await Folders(names, results, context.Clock, cancellationToken);
        var differs = false;
        foreach (var folder in folders)
        {
            var push = new RunPush(folder) { PlanHash = run => ManifestOf.Run(run).PlanHash, Branch = branch, Tags = RunTags.Of(folder), Replaces = replaces };
            var pushed = await store.Push(push, cancellationToken);
            differs |= pushed.Outcome == PushOutcome.Differs;
            await (pushed.Outcome == PushOutcome.Differs ? context.Error : context.Out).WriteLineAsync(pushed.Outcome switch
            {
                PushOutcome.Stored => $"stored         {pushed.Id}  {Size(pushed)}",
                PushOutcome.Replaced => $"replaced       {pushed.Id}  {Size(pushed)}",
                PushOutcome.AlreadyThere => $"already there  {pushed.Id}",
                _ => $"error: The run '{pushed.Id}' is in the store with other content than '{folder}' has now. It is left as it is; --replace replaces it.",
            });
        }

        return differs ? ExitCode.Usage : ExitCode.Passed;
    }

    // All that are wrong are told before anything is stored.
    private static async Task<string[]> Folders(string[] names, string results, TimeProvider clock, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var folders = new List<string>();
        foreach (var name in names)
        {
            if (((string[])[name, Path.Combine(results, name)]).FirstOrDefault(f => File.Exists(Path.Combine(f, RunFolder.RunFile))) is not { } folder)
            {
                problems.Add($"There is no run folder '{name}', neither here nor in '{results}'.");
            }
            else if (UnfinishedRun.IsRunning(folder, clock) && await RunFolderReader.Entry(folder, cancellationToken) is { Problem: null, Ending: RunEnding.None })
            {
                problems.Add($"The run '{name}' still runs; push it when it has ended.");
            }
            else
            {
                folders.Add(folder);
            }
        }

        return problems.Count == 0 ? [.. folders] : throw new UsageException(string.Join("\nerror: ", problems));
    }

    private static string? Branch(EntranceContext context) => BranchVariables.Select(v => context.Sources.Environment.GetValueOrDefault(v)).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v));

    private static string Size(PushResult pushed) => $"{Figures.Plural(pushed.Intervals, "interval")}, {Figures.Bytes(pushed.Bytes)}";
}
