using System.CommandLine;
using Stampede.Analysis;
using Stampede.Reporting;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary><c>stampede history</c>: where metrics changed over many runs of a plan, by how much, with which commits, and whether it still is so.</summary>
internal static class HistoryCommand
{
    public static Command Make(EntranceContext context)
    {
        var runs = new Argument<string[]>("runs")
        {
            Description = "Folders of runs, run folders or their names within the folder of results, files of 'stampede metrics', files of other tools. Default: all of the store, or of the folder of results.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var services = new Option<string?>("--services") { Description = "A YAML file that says which requests belong to which service. Default: each request is its own.", HelpName = "file" };
        var plan = new Option<string?>("--plan") { Description = "Only the plan of this name, or whose hash begins so. Files of other tools, whose plan is not known, are taken as runs of it.", HelpName = "name" };
        var branch = new Option<string?>("--branch") { Description = "Of a store, only the runs of this branch.", HelpName = "name" };
        var store = StoreOption.Make();
        var metrics = new Option<string[]>("--metric")
        {
            Description = $"Only these: {string.Join(", ", HistoryMetric.All.Select(m => m.Name))}.",
            HelpName = "names",
            AllowMultipleArgumentsPerToken = true,
        };
        var last = new Option<int?>("--last") { Description = "Only so many of the latest runs of each plan.", HelpName = "n" };
        var window = new Option<int>("--window") { Description = "Runs looked at together.", HelpName = "n", DefaultValueFactory = _ => new HistoryOptions().Window };
        var maxP = new Option<double>("--p") { Description = "The P up to which a mean is taken as changed.", HelpName = "p", DefaultValueFactory = _ => new HistoryOptions().MaxP };
        var margin = new Option<double>("--margin")
        {
            Description = "The change in percent from which on a regression matters.",
            HelpName = "percent",
            DefaultValueFactory = _ => 100 * new HistoryOptions().Margin,
        };
        var fails = new Option<bool>("--fail-on-change") { Description = "End with exit code 6 where a regression that matters is still there." };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var output = new Option<string[]>("--out", "-o") { Description = "A file to write, by its ending: .md, .html or .json. Can be repeated.", HelpName = "file" };
        var results = new Option<string>("--results")
        {
            Description = "The folder of the run folders.",
            HelpName = "folder",
            DefaultValueFactory = _ => "results",
        };
        var command = new Command("history", "Finds where metrics changed over many runs, and with which commits.") { runs, services, plan, branch, metrics, last, window, maxP, margin, fails, json, output, results, store };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // A folder that is named is meant, whatever the variable says.
            var address = parsed.GetResult(results) is { Implicit: false } && parsed.GetValue(store) is null ? StoreOption.None : parsed.GetValue(store);
            await using var opened = StoreOption.Open(address, context);
            var request = new HistoryRequest
            {
                Runs = parsed.GetValue(runs) ?? [],
                Services = parsed.GetValue(services),
                Plan = parsed.GetValue(plan),
                Branch = parsed.GetValue(branch),
                Metrics = parsed.GetValue(metrics) ?? [],
                Options = new HistoryOptions
                {
                    Last = parsed.GetValue(last),
                    Window = parsed.GetValue(window),
                    MaxP = parsed.GetValue(maxP),
                    Margin = parsed.GetValue(margin) / 100,
                },
                Fails = parsed.GetValue(fails),
                IsJson = parsed.GetValue(json),
                Outputs = parsed.GetValue(output) ?? [],
                Results = parsed.GetValue(results)!,
            };
            return await Run(request, opened, context, cancellationToken);
        });
        return command;
    }

    private static async Task<int> Run(HistoryRequest request, PostgresRunStore? store, EntranceContext context, CancellationToken cancellationToken)
    {
        var problems = request.Problems(store is not null);
        var source = new HistorySource(request, store, problems);
        var input = await source.Read(cancellationToken);
        var histories = RunHistory.Of(input.Runs, request.Plan);
        if (problems.Count == 0 && request.Plan is { } plan && histories.Count == 0 && input.Runs.Count > 0)
        {
            var known = input.Runs.Select(r => r.Metrics.Manifest.Name).Distinct().Order(StringComparer.Ordinal);
            problems.Add($"There is no run of a plan '{plan}'; there are runs of {HistorySource.Listed([.. known])}.");
        }

        foreach (var problem in problems)
        {
            await context.Error.WriteLineAsync($"error: {LineText.OneLine(problem)}");
        }

        if (problems.Count > 0)
        {
            return ExitCode.Usage;
        }

        foreach (var warning in source.Warnings(input, histories))
        {
            await context.Error.WriteLineAsync($"warning: {LineText.OneLine(warning)}");
        }

        var report = HistoryReport.Of(histories, request.Known, input.Unread);
        foreach (var path in request.Outputs)
        {
            await OutputFile.Write(path, stream => HistoryForms.Write(path, report, stream), context.Out);
        }

        await (request.IsJson ? OutputFile.Write(null, report.Write, context.Out).AsTask() : HistoryConsole.Print(report, request.Outputs, context));
        return ExitCode.Worst(
            request.Fails && report.HasRegression ? ExitCode.Regression : ExitCode.Passed,
            report.HasTooFewRuns ? ExitCode.NoData : ExitCode.Passed);
    }
}
