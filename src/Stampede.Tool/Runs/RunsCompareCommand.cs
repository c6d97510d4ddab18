using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede runs compare</c>: the figures of runs beside each other, with their differences from the first. It claims nothing about them.</summary>
internal static class RunsCompareCommand
{
    private static readonly Figure[] Rows =
    [
        new("requests", (_, s) => s.Settled, v => Figures.Count((long)v)),
        new("failed, %", (_, s) => s.Settled == 0 ? null : 100.0 * s.Failed / s.Settled, v => v.ToString("0.##", CultureInfo.InvariantCulture), IsShare: true),
        new("requests/s", (r, s) => ReportText.PerSecond(r, s.Settled), Figures.Rate),
        new("mean, ms", (_, s) => new TimeFigures(s).Mean, Figures.Milliseconds),
        new("p50, ms", (_, s) => new TimeFigures(s).Percentile(50), Figures.Milliseconds),
        new("p95, ms", (_, s) => new TimeFigures(s).Percentile(95), Figures.Milliseconds),
        new("p99, ms", (_, s) => new TimeFigures(s).Percentile(99), Figures.Milliseconds),
        new("max, ms", (_, s) => new TimeFigures(s).Maximum, Figures.Milliseconds),
    ];

    public static Command Make(EntranceContext context, Option<string> results)
    {
        var runs = new Argument<string[]>("runs") { Description = "Run folders, or their names within the folder of results; the first is what the others are compared with.", Arity = new ArgumentArity(2, 10) };
        var store = StoreOption.Make();
        var command = new Command("compare", "Shows figures of runs beside each other, with their differences from the first.") { runs, store };
        command.SetAction((parsed, cancellationToken) => Run(parsed.GetRequiredValue(runs), parsed.GetValue(results)!, parsed.GetValue(store), context, cancellationToken));
        return command;
    }

    private static async Task<int> Run(string[] names, string root, string? address, EntranceContext context, CancellationToken cancellationToken)
    {
        await using var store = StoreOption.Open(address, context);
        var runs = new List<RunResult>();
        foreach (var name in names)
        {
            if (await RunSource.Open(name, root, store, cancellationToken) is not { } run)
            {
                await context.Error.WriteLineAsync(RunSource.Missing(name, root, store));
                return ExitCode.Usage;
            }

            runs.Add(run.Result);
        }

        var console = new SizedOutput(context.Out, context.IsTerminal, context.Size).Console(context.Color);
        var letters = Enumerable.Range(0, runs.Count).Select(i => ((char)('A' + i)).ToString()).ToArray();
        foreach (var (letter, run, name) in letters.Zip(runs, names))
        {
            var verdict = VerdictText.Of(run, ReportText.Unfinished);
            await context.Out.WriteLineAsync(LineText.OneLine($"{letter}  {name}: {SecretMask.Text(run.Plan.Name)}, {run.Plan.Load.Description}. {ReportText.Head(run)} {verdict.Word}"));
        }

        await context.Out.WriteLineAsync();
        console.Write(Table(runs, letters));
        await context.Out.WriteLineAsync();
        await context.Out.WriteLineAsync("Differences are from A, those of shares in percentage points. Whether one is more than chance is not said here: runs of one system differ too.");
        return ExitCode.Passed;
    }

    private static ColumnTable Table(List<RunResult> runs, string[] letters)
    {
        var table = new ColumnTable(
        [
            new Reporting.Column("Request") { IsText = true },
            new Reporting.Column("Figure") { IsText = true },
            .. letters.SelectMany((l, i) => i == 0 ? [new Reporting.Column(l)] : (Reporting.Column[])[new(l), new("±")]),
        ]);
        var keys = runs.SelectMany(r => r.Requests.Keys).Distinct().OrderBy(k => k.Name, StringComparer.Ordinal).ThenBy(k => k.Method, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            Add(table, LineText.OneLine(ReportText.Masked(key).ToString()), runs, [.. runs.Select(r => r.Requests.GetValueOrDefault(key))]);
        }

        Add(table, "Total", runs, [.. runs.Select(r => r.Total())]);
        return table;
    }

    private static void Add(ColumnTable table, string name, List<RunResult> runs, RequestStats?[] stats)
    {
        foreach (var (index, figure) in Rows.Index())
        {
            var values = runs.Zip(stats, (r, s) => s is null ? null : figure.Value(r, s)).ToArray();
            table.Add(
            [
                index == 0 ? name : "",
                figure.Name,
                .. values.SelectMany((v, i) => i == 0 ? [Text(v, figure)] : (Cell[])[Text(v, figure), Difference(values[0], v, figure)]),
            ]);
        }
    }

    private static Cell Text(double? value, Figure figure) => value is { } known ? figure.Text(known) : "-";

    private static Cell Difference(double? from, double? to, Figure figure) => (from, to) switch
    {
        ({ } a, { } b) when figure.IsShare => (b - a).ToString("+0.##;-0.##;0", CultureInfo.InvariantCulture),
        ({ } a, { } b) when a != 0 => (100 * (b - a) / a).ToString("+0.0;-0.0;0", CultureInfo.InvariantCulture) + " %",
        (0, 0) => "0 %",
        _ => "-",
    };

    private sealed record Figure(string Name, Func<RunResult, RequestStats, double?> Value, Func<double, string> Text, bool IsShare = false);
}
