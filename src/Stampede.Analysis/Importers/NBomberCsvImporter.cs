using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads NBomber's CSV report: a row per step, times in milliseconds of steps that were OK. The row <c>global information</c> of a scenario is no step: it
/// becomes a transaction, or the request itself where the scenario has no steps.
/// </summary>
public sealed class NBomberCsvImporter : IResultImporter
{
    private const string ScenarioRow = "global information";
    private const double Milliseconds = 1_000;

    private static readonly string[] Scenario = ["scenario", "scenario_name"];
    private static readonly string[] Step = ["step_name", "step"];
    private static readonly string[] Requests = ["request_count"];

    /// <inheritdoc />
    public string Name => "nbomber-csv";

    /// <inheritdoc />
    public string Format => "NBomber CSV";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.FirstLine.Contains("step_name", StringComparison.OrdinalIgnoreCase)
        && head.FirstLine.Contains("request_count", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public async ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default)
    {
        var run = new FigureRun(this, path);
        var table = new CsvTable(path);
        var scenarios = new List<(string Name, RequestStats Stats)>();
        var steps = new HashSet<string>();
        await foreach (var row in table.Rows([Scenario, Step, Requests], cancellationToken))
        {
            var scenario = row.Text(Scenario) ?? "";
            var step = row.Text(Step) ?? "";
            var stats = Stats(row);
            if (string.Equals(step.Trim(), ScenarioRow, StringComparison.OrdinalIgnoreCase))
            {
                scenarios.Add((scenario, stats));
            }
            else
            {
                steps.Add(scenario);
                run.Add(new RequestKey("", scenario.Length == 0 ? step : $"{scenario} / {step}"), stats);
            }

            run.Seconds = Math.Max(run.Seconds ?? 0, Duration(row) ?? 0) is > 0 and var seconds ? seconds : null;
        }

        foreach (var (name, stats) in scenarios)
        {
            if (steps.Contains(name))
            {
                run.AddTransaction(name, stats);
            }
            else
            {
                run.Add(new RequestKey("", name), stats);
            }
        }

        run.Note(table.Notes);
        return run.Result(UnknownParts.Statuses | UnknownParts.Bytes | UnknownParts.Bodies);
    }

    private static RequestStats Stats(TableRow row)
    {
        var count = row.Count(Requests) ?? throw row.Error("the number of requests is missing.");
        var failed = row.Count("failed", "fail", "failed_count") ?? count - (row.Count("ok", "ok_count") ?? count);
        if (failed < 0 || failed > count)
        {
            throw row.Error($"of {count} requests {failed} cannot have failed.");
        }

        var ok = count - failed;
        var percentiles = new Dictionary<double, double>();
        foreach (var percentile in (double[])[50, 75, 95, 99])
        {
            if (Time(row, ok, string.Create(CultureInfo.InvariantCulture, $"{percentile}_percent")) is { } time)
            {
                percentiles[percentile] = time;
            }
        }

        return new RequestStats
        {
            Settled = count,
            Failed = failed,
            Reported = new ReportedTimes
            {
                Count = ok,
                IncludesFailures = false,
                Mean = Time(row, ok, "mean"),
                Minimum = Time(row, ok, "min"),
                Maximum = Time(row, ok, "max"),
                Percentiles = percentiles,
            },
        };
    }

    // Since version 6 figures of failed steps stand beside those of the others, which have a name of their own.
    private static double? Time(TableRow row, long ok, string column) => ok == 0 ? null : row.Number("ok_" + column, column) * Milliseconds;

    private static double? Duration(TableRow row)
    {
        var text = row.Text("duration");
        return text is null || LenientNumber.IsUnknown(System.Text.Encoding.UTF8.GetBytes(text)) ? null
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration >= TimeSpan.Zero ? duration.TotalSeconds
            : throw row.Error($"'duration' must be as in 00:01:30, but is '{text}'.");
    }
}
