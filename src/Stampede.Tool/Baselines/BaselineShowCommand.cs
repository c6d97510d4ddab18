using System.CommandLine;
using Stampede.Baselines;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede baseline show</c>: one baseline with its figures.</summary>
internal static class BaselineShowCommand
{
    public static Command Make(EntranceContext context)
    {
        var name = new Argument<string?>("name") { Description = "The baseline. Default: the current one.", Arity = ArgumentArity.ZeroOrOne };
        var service = new Option<string?>("--service") { Description = "Only this service.", HelpName = "name" };
        var file = BaselineCommand.FileOption();
        var store = StoreOption.Make();
        var command = new Command("show", "Shows a baseline: where its runs come from, and its figures, of several runs their medians.") { name, service, file, store };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var place = BaselinePlace.Of(parsed, file, store, context);
            return await Run(parsed.GetValue(name), parsed.GetValue(service), place, context, cancellationToken);
        });
        return command;
    }

    private static async Task<int> Run(string? name, string? service, BaselinePlace place, EntranceContext context, CancellationToken cancellationToken)
    {
        if (await place.Read(cancellationToken) is not { } set)
        {
            return ExitCode.Usage;
        }

        try
        {
            var baseline = set.Find(name);
            var table = BaselineText.Table(baseline, service is null ? baseline.Services : [service]);
            await context.Out.WriteLineAsync(BaselineText.Head(baseline, context.Clock.GetUtcNow()));
            foreach (var manifest in BaselineText.Manifests(baseline))
            {
                await context.Out.WriteLineAsync($"  {manifest}");
            }

            await context.Out.WriteLineAsync();
            new SizedOutput(context.Out, context.IsTerminal, context.Size).Console(context.Color).Write(table);
            return ExitCode.Passed;
        }
        catch (KeyNotFoundException e)
        {
            await context.Error.WriteLineAsync($"error: {e.Message}");
            return ExitCode.Usage;
        }
    }
}
