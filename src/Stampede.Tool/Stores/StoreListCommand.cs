using System.CommandLine;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary><c>stampede store list</c>: the runs of a store that what is given applies to, the oldest first.</summary>
internal static class StoreListCommand
{
    public static Command Make(EntranceContext context, Option<string?> store)
    {
        var name = new Option<string?>("--name") { Description = "Only runs of this load test.", HelpName = "name" };
        var commit = new Option<string?>("--commit") { Description = "Only runs of this commit, or of those that begin so.", HelpName = "commit" };
        var branch = new Option<string?>("--branch") { Description = "Only runs of this branch.", HelpName = "name" };
        var machine = new Option<string?>("--machine") { Description = "Only runs from this machine.", HelpName = "name" };
        var plan = new Option<string?>("--plan") { Description = "Only runs whose plan has this hash, or one that begins so.", HelpName = "hash" };
        var verdict = new Option<Verdict?>("--verdict") { Description = "Only runs that came to this: passed, failed, nodata, invalid.", HelpName = "verdict" };
        var tag = new Option<string[]>("--tag") { Description = "Only runs with all of these tags.", HelpName = "tags", AllowMultipleArgumentsPerToken = true };
        var since = new Option<DateTimeOffset?>("--since") { Description = "Only runs that started then or later: 2026-11-01.", HelpName = "time" };
        var limit = new Option<int?>("--limit") { Description = "Only so many of the latest.", HelpName = "n" };
        limit.Validators.Add(parsed =>
        {
            if (parsed.GetValueOrDefault<int?>() < 1)
            {
                parsed.AddError("--limit must be 1 or more.");
            }
        });
        var command = new Command("list", "Lists the runs of a store, the oldest first.") { name, commit, branch, machine, plan, verdict, tag, since, limit };
        command.SetAction((parsed, cancellationToken) => StoreCommand.With(
            parsed.GetValue(store),
            context,
            (opened, token) => RunsListCommand.Run(
                opened,
                new RunQuery
                {
                    Name = parsed.GetValue(name),
                    Commit = parsed.GetValue(commit),
                    Branch = parsed.GetValue(branch),
                    Machine = parsed.GetValue(machine),
                    PlanHash = parsed.GetValue(plan),
                    Verdict = parsed.GetValue(verdict),
                    Tags = parsed.GetValue(tag) ?? [],
                    Since = parsed.GetValue(since),
                    Limit = parsed.GetValue(limit),
                },
                context,
                token),
            cancellationToken));
        return command;
    }
}
