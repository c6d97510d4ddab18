using System.Globalization;
using Stampede.Baselines;
using Stampede.Reporting;

namespace Stampede.Engine;

/// <summary>What is printed of baselines.</summary>
internal static class BaselineText
{
    /// <summary>One line: name, runs, when it was saved, and whether it is valid.</summary>
    public static string Head(Baseline baseline, DateTimeOffset now)
    {
        var runs = baseline.Runs.Count == 1 ? "1 run" : $"{baseline.Runs.Count} runs";
        var saved = baseline.Saved is { } time ? $", saved {Text(DateOnly.FromDateTime(time.UtcDateTime))}" : "";
        var from = baseline.ValidFrom is { } first ? $", valid from {Text(first)}" : "";
        var until = baseline.ValidUntil is { } last ? $", valid until {Text(last)}" : "";
        var expired = baseline.IsValid(DateOnly.FromDateTime(now.UtcDateTime)) ? "" : " (not valid today)";
        return LineText.OneLine($"{baseline.Name}  {runs}{saved}{from}{until}{expired}; services: {string.Join(", ", baseline.Services)}");
    }

    /// <summary>Where its runs come from, a line for each that differs.</summary>
    public static IEnumerable<string> Manifests(Baseline baseline) => baseline.Runs.Select(r => r.Manifest)
        .Select(m => LineText.OneLine(string.Join(", ", ((string?[])
        [
            m.Name, m.PlanHash is { } hash ? $"plan {hash[..Math.Min(hash.Length, 12)]}" : null, m.Commit is { } commit ? $"commit {commit}" : null,
            m.Machine is { } machine ? $"on {machine}" : null, m.Cores is { } cores ? $"{cores} cores" : null, m.Runtime, m.Optimized == false ? "not optimised" : null,
            m.Users is { } users ? $"{users} users" : null, m.Format is { } format ? $"from {format}" : null,
        ]).Where(t => t is not null)))).Distinct();

    /// <summary>The figures of services, of several runs their medians.</summary>
    public static ColumnTable Table(Baseline baseline, IEnumerable<string> services)
    {
        var table = new ColumnTable(
        [
            new Column("Service") { IsText = true }, new Column("Runs"), new Column("Requests"), new Column("Errors, %"), new Column("Requests/s"),
            new Column("Mean, ms"), new Column("Median"), new Column("p95"), new Column("p99"), new Column("Max"),
        ]);
        foreach (var service in services)
        {
            var runs = baseline.Of(service);
            table.Add(
            [
                LineText.OneLine(service), runs.Count.ToString(CultureInfo.InvariantCulture), Median(runs, r => r.Requests), Median(runs, r => r.ErrorRate),
                Median(runs, r => r.RequestsPerSecond), Median(runs, r => r.Mean), Median(runs, r => r.Median), Median(runs, r => r.P95), Median(runs, r => r.P99),
                Median(runs, r => r.Maximum),
            ]);
        }

        return table;
    }

    private static string Median(IReadOnlyList<ServiceMetrics> runs, Func<ServiceMetrics, double?> figure)
    {
        var known = runs.Select(figure).OfType<double>().Order().ToArray();
        return known.Length == 0 ? "-" : ((known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2).ToString("0.##", CultureInfo.InvariantCulture);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
