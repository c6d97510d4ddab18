using System.CommandLine;
using Stampede.Baselines;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede baseline</c>: keeps what later runs are compared with.</summary>
internal static class BaselineCommand
{
    public static Command Make(EntranceContext context) => new("baseline", "Keeps what later runs are compared with, in a file fit for a repository.")
    {
        BaselineSaveCommand.Make(context),
        BaselineShowCommand.Make(context),
        List(context),
        Change("promote", "Makes a baseline the current one, which counts where none is named.", (set, name) => set.Promote(name), context),
        Change("remove", "Removes a baseline from the file.", (set, name) => set.Without(name), context),
    };

    /// <summary>The option that names the file.</summary>
    public static Option<string> FileOption() => new("--file")
    {
        Description = "The file of the baselines.",
        HelpName = "file",
        DefaultValueFactory = _ => BaselineSet.FileName,
    };

    /// <summary>Reads the file; null where there is none, or it is not ours to change, which has been said.</summary>
    public static async ValueTask<BaselineSet?> Read(string file, bool isToChange, EntranceContext context, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            await context.Error.WriteLineAsync($"error: There is no file '{file}'; 'stampede baseline save' makes one.");
            return null;
        }

        var set = await BaselineSet.Read(file, cancellationToken);
        if (isToChange && set.IsOfScripts)
        {
            await context.Error.WriteLineAsync($"error: '{file}' is a file of extract_baselines, which scripts may read: it is not changed. --out names another file.");
            return null;
        }

        return set;
    }

    private static Command Change(string word, string description, Func<BaselineSet, string, BaselineSet> change, EntranceContext context)
    {
        var name = new Argument<string>("name") { Description = "The baseline's name." };
        var file = FileOption();
        var output = new Option<string?>("--out", "-o") { Description = "The file to write. Default: the one that is read.", HelpName = "file" };
        var command = new Command(word, description) { name, file, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var from = parsed.GetValue(file)!;
            var to = parsed.GetValue(output) ?? from;
            if (await Read(from, isToChange: to == from, context, cancellationToken) is not { } set)
            {
                return ExitCode.Usage;
            }

            try
            {
                var changed = change(set, parsed.GetRequiredValue(name)) with { IsOfScripts = false };
                await OutputFile.Write(to, changed.Write, context.Out);
                await context.Out.WriteLineAsync($"Baselines  {to}, current: {changed.Current ?? "none"}");
                return ExitCode.Passed;
            }
            catch (KeyNotFoundException e)
            {
                await context.Error.WriteLineAsync($"error: {e.Message}");
                return ExitCode.Usage;
            }
        });
        return command;
    }

    private static Command List(EntranceContext context)
    {
        var file = FileOption();
        var command = new Command("list", "Lists the baselines of a file.") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (await Read(parsed.GetValue(file)!, isToChange: false, context, cancellationToken) is not { } set)
            {
                return ExitCode.Usage;
            }

            foreach (var baseline in set.Baselines)
            {
                await context.Out.WriteLineAsync($"{(baseline.Name == set.Current ? "*" : " ")} {BaselineText.Head(baseline, context.Clock.GetUtcNow())}");
            }

            return ExitCode.Passed;
        });
        return command;
    }
}
