using System.CommandLine;
using Stampede.Baselines;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede baseline</c>: keeps what later runs are compared with.</summary>
internal static class BaselineCommand
{
    public static Command Make(EntranceContext context) => new("baseline", "Keeps what later runs are compared with, in a file fit for a repository or in a store.")
    {
        BaselineSaveCommand.Make(context),
        BaselineShowCommand.Make(context),
        List(context),
        Change("promote", "Makes a baseline the current one, which counts where none is named.", (set, name) => set.Promote(name), context),
        Change("remove", "Removes a baseline from the file or the store.", (set, name) => set.Without(name), context),
    };

    /// <summary>The option that names the file.</summary>
    public static Option<string> FileOption() => new("--file")
    {
        Description = "The file of the baselines.",
        HelpName = "file",
        DefaultValueFactory = _ => BaselineSet.FileName,
    };

    private static Command Change(string word, string description, Func<BaselineSet, string, BaselineSet> change, EntranceContext context)
    {
        var name = new Argument<string>("name") { Description = "The baseline's name." };
        var file = FileOption();
        var output = new Option<string?>("--out", "-o") { Description = "The file to write. Default: the one that is read.", HelpName = "file" };
        var store = StoreOption.Make();
        var command = new Command(word, description) { name, file, output, store };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var place = BaselinePlace.Of(parsed, file, store, context, parsed.GetValue(output));
            try
            {
                if (await place.Change(set => change(set, parsed.GetRequiredValue(name)), mayBeNew: false, cancellationToken) is not { } changed)
                {
                    return ExitCode.Usage;
                }

                await context.Out.WriteLineAsync($"Baselines  {place.Name}, current: {changed.Current ?? "none"}");
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
        var store = StoreOption.Make();
        var command = new Command("list", "Lists the baselines of a file or a store.") { file, store };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var place = BaselinePlace.Of(parsed, file, store, context);
            if (await place.Read(cancellationToken) is not { } set)
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
