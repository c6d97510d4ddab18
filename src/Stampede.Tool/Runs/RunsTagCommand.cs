using System.CommandLine;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede runs tag</c>: gives a run tags, takes them away, or tells them. A tagged run is never pruned.</summary>
internal static class RunsTagCommand
{
    public static Command Make(EntranceContext context, Option<string> results)
    {
        var run = new Argument<string>("run") { Description = "The run folder, or its name within the folder of results." };
        var tags = new Argument<string[]>("tags") { Description = "The tags; without any, those of the run are told.", Arity = ArgumentArity.ZeroOrMore };
        var remove = new Option<bool>("--remove") { Description = "Take the tags away instead." };
        var command = new Command("tag", "Gives a run tags, by which lists can be filtered; a tagged run is never pruned.") { run, tags, remove };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(run), parsed.GetValue(tags) ?? [], parsed.GetValue(remove), parsed.GetValue(results)!, context));
        return command;
    }

    private static int Run(string name, string[] tags, bool removes, string root, EntranceContext context)
    {
        var folder = ((string[])[name, Path.Combine(root, name)]).FirstOrDefault(f => File.Exists(Path.Combine(f, RunFolder.RunFile)));
        if (folder is null)
        {
            context.Error.WriteLine($"error: There is no run folder '{name}', neither here nor in '{root}'; 'stampede runs list' lists them.");
            return ExitCode.Usage;
        }

        var wrong = tags.Where(t => !RunTags.IsTag(t)).ToArray();
        if (wrong.Length > 0)
        {
            context.Error.WriteLine($"error: '{string.Join("', '", wrong)}': {RunTags.Allowed}.");
            return ExitCode.Usage;
        }

        if (tags.Length > 0)
        {
            RunTags.Write(folder, removes ? RunTags.Of(folder).Except(tags) : RunTags.Of(folder).Concat(tags));
        }

        var now = RunTags.Of(folder);
        context.Out.WriteLine(now.Count == 0 ? $"{folder}: no tags" : $"{folder}: {string.Join(", ", now)}");
        return ExitCode.Passed;
    }
}
