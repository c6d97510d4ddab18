using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Reporting;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary>The metrics of the runs that a command is given.</summary>
internal static class MetricsSource
{
    /// <summary>Reads them, and says which requests no rule matches.</summary>
    /// <param name="names">The runs.</param>
    /// <param name="services">The map of services; null for none.</param>
    /// <param name="results">The folder of the run folders.</param>
    /// <param name="store">The store; null for none.</param>
    /// <param name="context">Where errors go.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>One a run, in order; null where something is wrong, which has been said.</returns>
    /// <exception cref="Results.RunFolderException">A run cannot be read.</exception>
    public static async ValueTask<IReadOnlyList<RunMetrics>?> Read(
        IReadOnlyList<string> names, string? services, string results, PostgresRunStore? store, EntranceContext context, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var map = ServiceMapFile.Read(services, problems);
        var runs = new List<RunMetrics>();
        foreach (var path in RunPaths.Of(names, results))
        {
            runs.AddRange((await Runs(path, map, services, results, store, problems, cancellationToken)).Select(r => r.Metrics));
        }

        foreach (var problem in problems)
        {
            await context.Error.WriteLineAsync($"error: {problem}");
        }

        if (problems.Count > 0)
        {
            return null;
        }

        if (runs.SelectMany(r => r.Unmapped).Distinct().ToArray() is { Length: > 0 } unmapped)
        {
            await context.Error.WriteLineAsync($"warning: {Unmatched(services, unmapped)}");
        }

        return runs;
    }

    /// <summary>Reads a run with its audit, or the runs of a file of metrics, which are of services already.</summary>
    /// <param name="path">The run, or the file.</param>
    /// <param name="map">The map of services; null where it could not be read.</param>
    /// <param name="services">The file of the map.</param>
    /// <param name="results">The folder of the run folders.</param>
    /// <param name="store">The store; null for none.</param>
    /// <param name="problems">Where to add what is wrong.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The runs; none where there is a problem.</returns>
    /// <exception cref="Results.RunFolderException">The run cannot be read.</exception>
    public static async ValueTask<IReadOnlyList<CandidateRun>> Runs(
        string path, ServiceMap? map, string? services, string results, PostgresRunStore? store, List<string> problems, CancellationToken cancellationToken)
    {
        if (RunPaths.IsMetrics(path))
        {
            return [.. (await RunMetricsFile.Read(path, cancellationToken)).Select(m => new CandidateRun(m) { Source = path })];
        }

        return await Run(path, map, services, results, store, problems, cancellationToken) is { } run ? [run] : [];
    }

    private static async ValueTask<CandidateRun?> Run(
        string name, ServiceMap? map, string? services, string results, PostgresRunStore? store, List<string> problems, CancellationToken cancellationToken)
    {
        if (await RunSource.Open(name, results, store, cancellationToken) is not { } run)
        {
            problems.Add(RunSource.Missing(name, results, store)["error: ".Length..]);
            return null;
        }

        run = await RunAudit.OfImported(run, cancellationToken);
        var metrics = RunMetrics.Of(run.Result, map);
        if (metrics.Services.Count == 0 && map is not null)
        {
            problems.Add(metrics.Unmapped.Count == 0
                ? $"There is no request in '{name}'."
                : $"No rule of '{services}' matches a request of '{name}'; its requests are {Listed(metrics.Unmapped)}.");
            return null;
        }

        return new CandidateRun(metrics) { Source = name, Audit = run.Result.Audit };
    }

    /// <summary>That requests are in no figure, in a sentence.</summary>
    /// <param name="services">The file of the map; null for none: then a file of metrics tells of them.</param>
    /// <param name="unmapped">The requests.</param>
    public static string Unmatched(string? services, IReadOnlyList<string> unmapped) =>
        $"{(services is null ? "No service has" : $"No rule of '{services}' matches")} {Listed(unmapped)}: they are in no figure.";

    private static string Listed(IReadOnlyList<string> names) =>
        LineText.OneLine(string.Join(", ", names.Take(10)) + (names.Count > 10 ? $" and {names.Count - 10} more" : ""));
}
