using System.CommandLine;
using Stampede.Baselines;
using Stampede.Baselines.Compatible;
using Stampede.Reporting;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary><c>stampede baseline save</c>: makes a baseline of runs.</summary>
internal static class BaselineSaveCommand
{
    public static Command Make(EntranceContext context)
    {
        var runs = new Argument<string[]>("runs")
        {
            Description = "Runs of one plan: run folders or folders of such, runs of the store, files of other tools, or files of 'stampede metrics'. Several tell what is chance.",
            Arity = ArgumentArity.OneOrMore,
        };
        var name = new Option<string?>("--name") { Description = "The baseline's name. Default: that of the load test.", HelpName = "name" };
        var services = new Option<string?>("--services") { Description = "A YAML file that says which requests belong to which service. Default: each request is its own.", HelpName = "file" };
        var from = new Option<DateOnly?>("--from") { Description = "The first day on which it is valid: 2026-11-30.", HelpName = "day" };
        var until = new Option<DateOnly?>("--until") { Description = "The last day on which it is valid.", HelpName = "day" };
        var replace = new Option<bool>("--replace") { Description = "Replace the baseline of that name." };
        var output = new Option<string>("--out", "-o") { Description = "The file, which is made or added to.", HelpName = "file", DefaultValueFactory = _ => BaselineSet.FileName };
        var compatible = new Option<bool>("--compatible") { Description = "Do as extract_baselines did, percentiles guessed from the mean included, and say where that misleads." };
        var script = CompareCommand.ScriptVersionOption();
        var results = new Option<string>("--results")
        {
            Description = "The folder of the run folders.",
            HelpName = "folder",
            DefaultValueFactory = _ => "results",
        };
        var store = StoreOption.Make();
        var command = new Command("save", "Makes a baseline of one run or several.") { runs, name, services, from, until, replace, output, compatible, script, results, store };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(compatible))
            {
                return await Compatible(parsed.GetRequiredValue(runs), parsed.GetValue(script), parsed.GetValue(output)!, context, cancellationToken);
            }

            await using var opened = StoreOption.Open(parsed.GetValue(store), context);
            await using var place = BaselinePlace.Of(parsed, output, store, context);
            return await Save(
                parsed.GetRequiredValue(runs),
                parsed.GetValue(services),
                parsed.GetValue(results)!,
                opened,
                metrics => new Baseline
                {
                    Name = parsed.GetValue(name) ?? metrics[0].Manifest.Name,
                    Saved = context.Clock.GetUtcNow(),
                    ValidFrom = parsed.GetValue(from),
                    ValidUntil = parsed.GetValue(until),
                    Runs = metrics,
                },
                place,
                parsed.GetValue(replace),
                context,
                cancellationToken);
        });
        return command;
    }

    /// <summary>Makes a baseline of runs, in a file that is made or added to, or in a store.</summary>
    /// <returns>The exit code: 2 where something is wrong with the runs or the file, 5 for an invalid run, which was said.</returns>
    public static async Task<int> Save(
        IReadOnlyList<string> names,
        string? services,
        string results,
        PostgresRunStore? store,
        Func<IReadOnlyList<RunMetrics>, Baseline> make,
        BaselinePlace place,
        bool replaces,
        EntranceContext context,
        CancellationToken cancellationToken)
    {
        if (await MetricsSource.Read(names, services, results, store, context, cancellationToken) is not { } metrics)
        {
            return ExitCode.Usage;
        }

        var baseline = make(metrics);
        var problems = baseline.Problems().ToList();
        try
        {
            if (await place.Change(With, mayBeNew: true, cancellationToken) is not { } changed)
            {
                return ExitCode.Usage;
            }

            await context.Out.WriteLineAsync($"Baseline  {BaselineText.Head(baseline, context.Clock.GetUtcNow())}");
            await context.Out.WriteLineAsync($"{(place is BaselineFile ? "File " : "Store")}     {place.Name}, current: {changed.Current}");
            return ExitCode.Passed;
        }
        catch (UsageException e)
        {
            await context.Error.WriteLineAsync($"error: {LineText.Visible(e.Message, keepsLines: true)}");
            return e.ExitCode;
        }

        BaselineSet With(BaselineSet set)
        {
            if (!replaces && set.Baselines.Any(b => b.Name == baseline.Name))
            {
                problems.Add($"There is a baseline '{baseline.Name}' in '{place.Name}'; --replace replaces it, --name names another.");
            }

            return problems.Count == 0 ? set.With(baseline)
                : throw new UsageException(
                    string.Join("\nerror: ", problems), baseline.Runs.Any(r => r.Manifest.Verdict == Verdict.Invalid) ? ExitCode.Invalid : ExitCode.Usage);
        }
    }

    private static async Task<int> Compatible(string[] files, ScriptVersion version, string output, EntranceContext context, CancellationToken cancellationToken)
    {
        if (files is not [var file])
        {
            await context.Error.WriteLineAsync("error: --compatible takes one file: the scripts read one.");
            return ExitCode.Usage;
        }

        if (File.Exists(output) && !(await BaselineSet.Read(output, cancellationToken)).IsOfScripts)
        {
            await context.Error.WriteLineAsync($"error: '{output}' holds baselines that the scripts cannot read, and would be replaced; --out names another file.");
            return ExitCode.Usage;
        }

        var extract = await ScriptBaselines.Read(file, version, context.Clock.GetUtcNow(), cancellationToken);
        return await CompatibleCommands.Write(extract, "Baselines", output, context);
    }
}
