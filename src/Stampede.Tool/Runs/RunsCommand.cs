using System.CommandLine;

namespace Stampede.Engine;

/// <summary><c>stampede runs</c>: what was run before.</summary>
internal static class RunsCommand
{
    public static Command Make(EntranceContext context)
    {
        var results = new Option<string>("--results")
        {
            Description = "The folder of the run folders.",
            HelpName = "folder",
            DefaultValueFactory = _ => "results",
            Recursive = true,
        };
        return new Command("runs", "Lists, shows, compares, tags and prunes runs.")
        {
            results,
            RunsListCommand.Make(context, results),
            RunsShowCommand.Make(context, results),
            RunsCompareCommand.Make(context, results),
            RunsTagCommand.Make(context, results),
            RunsPruneCommand.Make(context, results),
        };
    }
}
