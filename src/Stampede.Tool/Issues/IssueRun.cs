using Stampede.Analysis;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Brings the issues of a repository to what a comparison says, and tells what was done.</summary>
internal static class IssueRun
{
    /// <summary>Does it.</summary>
    /// <param name="subjects">What the comparison says.</param>
    /// <param name="target">Where the issues are.</param>
    /// <param name="isDry">Whether only to print what would be sent.</param>
    /// <param name="context">Where it is told.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>0, or 7 where something was not done, which was said.</returns>
    public static async Task<int> Do(IReadOnlyList<IssueSubject> subjects, IssueTarget target, bool isDry, EntranceContext context, CancellationToken cancellationToken)
    {
        if (isDry)
        {
            await Print(subjects, target, context.Out);
            return ExitCode.Passed;
        }

        if (target.Api.Scheme == "http" && !target.Api.IsLoopback)
        {
            await context.Error.WriteLineAsync($"warning: {target.Api} is not https: the token can be read on the way.");
        }

        using var client = new ApiClient(target, context.Clock, Random.Shared, text => context.Error.WriteLineAsync($"Issue  {text}"));
        var tracker = new IssueTracker(target, client);
        var code = ExitCode.Passed;
        try
        {
            var steps = IssueSteps.Of(subjects, await tracker.List(cancellationToken));
            await (steps.Count == 0 ? context.Out.WriteLineAsync("Issue  none to open, and none is open on what was compared.") : Task.CompletedTask);
            foreach (var step in steps)
            {
                code = ExitCode.Worst(code, await Do(step, tracker, context, cancellationToken));
            }

            if (steps.Any(s => s.Action == IssueAction.Open))
            {
                // Two pipelines at once: whichever came second finds the other's issue, and takes its own back.
                var again = IssueSteps.Of(subjects, await tracker.List(cancellationToken));
                foreach (var duplicate in again.Where(s => s.Action == IssueAction.Close))
                {
                    code = ExitCode.Worst(code, await Do(duplicate, tracker, context, cancellationToken));
                }
            }
        }
        catch (ApiException e)
        {
            await context.Error.WriteLineAsync($"error: {e.Message}");
            code = ExitCode.Crashed;
        }

        return code;
    }

    private static async Task<int> Do(IssueStep step, IssueTracker tracker, EntranceContext context, CancellationToken cancellationToken)
    {
        try
        {
            var issue = await tracker.Do(step, cancellationToken) ?? step.Issue!;
            var word = step.Action switch
            {
                IssueAction.Open => "opened",
                IssueAction.Update => step.Comment is null ? "brought up to date" : "commented",
                IssueAction.Reopen => "reopened",
                IssueAction.Close => "closed",
                _ => "left as it is",
            };
            await context.Out.WriteLineAsync(LineText.OneLine($"Issue  {issue.Number} {word}: {step.Reason}{(issue.Url is null ? "" : $" {issue.Url}")}"));
            return ExitCode.Passed;
        }
        catch (ApiException e)
        {
            await context.Error.WriteLineAsync($"error: {e.Message}");
            return ExitCode.Crashed;
        }
    }

    private static async Task Print(IReadOnlyList<IssueSubject> subjects, IssueTarget target, TextWriter output)
    {
        var steps = IssueSteps.Of(subjects, []);
        await output.WriteLineAsync($"Dry run: nothing is sent. GET {target.Of($"/issues?state=all&labels={IssueTracker.Label}")} would tell which issues are there; one on the same would be changed instead.");
        foreach (var step in steps)
        {
            await output.WriteLineAsync($"\nPOST {target.Of("/issues")}\ntitle: {step.Title}\nlabels: {string.Join(", ", step.Labels)}\nbody:\n{LineText.Visible(step.Body!, keepsLines: true)}");
        }

        await (steps.Count == 0 ? output.WriteLineAsync("Nothing regressed, so none would be opened.") : Task.CompletedTask);
        foreach (var subject in subjects.Where(s => s.Recovered.Count > 0 && !s.IsRegressed))
        {
            await output.WriteLineAsync(LineText.OneLine($"An open issue on {string.Join(", ", subject.Recovered.Keys)} of {subject.Service} would be closed."));
        }
    }
}
