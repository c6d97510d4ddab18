using Stampede.Analysis;
using Stampede.Metrics;
using Stampede.Reporting;

namespace Stampede.Engine;

/// <summary>The history that a gate looks at: it names commits and tells what has recovered, and decides nothing.</summary>
internal static class GateHistory
{
    private static readonly string[] Files = ["history.json", "history.md", "history.html"];

    /// <summary>Reads it, and writes its reports.</summary>
    /// <param name="comparison">What is compared.</param>
    /// <param name="names">Runs, folders of run folders or of files of metrics; empty for the folder of results, or the store.</param>
    /// <param name="plan">The load test.</param>
    /// <param name="folder">Where the reports go.</param>
    /// <param name="context">Where it is told.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The report; null where something is wrong with the names, which was said.</returns>
    public static async Task<HistoryReport?> Read(
        ComparisonRequest comparison, IReadOnlyList<string> names, string plan, string folder, EntranceContext context, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var request = new HistoryRequest { Runs = names, Services = comparison.Services, Plan = plan, Results = comparison.Results };
        var source = new HistorySource(request, comparison.Store, problems);
        var input = await source.Read(cancellationToken);
        if (problems.Count > 0)
        {
            await GateCommand.Refuse(problems, context);
            return null;
        }

        var histories = RunHistory.Of(input.Runs, plan);
        foreach (var warning in source.Warnings(input, histories))
        {
            await context.Error.WriteLineAsync($"warning: {LineText.OneLine(warning)}");
        }

        var report = HistoryReport.Of(histories, request.Known, input.Unread);
        foreach (var file in Files.Select(f => Path.Combine(folder, f)))
        {
            await OutputFile.Write(file, stream => HistoryForms.Write(file, report, stream), context.Out);
        }

        await context.Out.WriteLineAsync(LineText.OneLine($"History  {Text(report)}"));
        return report;
    }

    private static string Text(HistoryReport report)
    {
        var runs = Figures.Plural(report.Plans.Sum(p => p.Runs.Count), "run");
        var lasting = report.Plans.Where(p => !p.IsSuperseded).SelectMany(p => p.Lasting).ToArray();
        return report.HasTooFewRuns ? $"{runs}, too few to see changes: at least {ChangePoints.FewestRuns} are needed."
            : lasting.Length == 0 ? $"{runs}, no change for the worse lasts."
            : $"{runs}, worse since: {string.Join("; ", lasting.Take(5).Select(c => $"{c.Metric.Name} of {c.Service}"))}{(lasting.Length > 5 ? $" and {lasting.Length - 5} more" : "")}.";
    }
}
