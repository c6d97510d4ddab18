using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Reads both sides of a comparison, and compares them.</summary>
internal static class ComparisonSource
{
    /// <summary>Compares.</summary>
    /// <param name="request">What with what.</param>
    /// <param name="now">The time.</param>
    /// <param name="problems">Where to add what is wrong with the request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The comparison; null where there is a problem.</returns>
    /// <exception cref="RunFolderException">A file cannot be read, or holds what cannot be; names file and place.</exception>
    public static async ValueTask<RunComparison?> Compare(ComparisonRequest request, DateTimeOffset now, List<string> problems, CancellationToken cancellationToken)
    {
        var margins = MarginsFile.Read(request.Margins, problems);
        var map = ServiceMapFile.Read(request.Services, problems);
        var (before, after) = (RunPaths.Of(request.Baseline, request.Results), RunPaths.Of(request.Runs, request.Results));
        problems.AddRange(before.Concat(after).GroupBy(p => Path.GetFullPath(p)).Where(g => g.Count() > 1).Select(g => $"'{g.First()}' is there {Times(g.Count())}: a run counts once."));
        var (baseline, own) = await Baseline(request, before, map, problems, cancellationToken);
        var runs = new List<CandidateRun>();
        foreach (var path in after)
        {
            if (ComparisonFile.SchemaOf(path) is BaselineSet.Schema)
            {
                problems.Add($"'{path}' holds baselines, which runs are compared with; give it first.");
                continue;
            }

            runs.AddRange(await MetricsSource.Runs(path, map, request.Services, request.Results, request.Store, problems, cancellationToken));
        }

        if (problems.Count > 0 || baseline is null || margins is null)
        {
            return null;
        }

        var comparison = RunComparison.Of(baseline, runs, margins, request.Options, new Random(request.Seed), now) with { Command = request.Command };
        if (own.Count > 0)
        {
            comparison = comparison with { Baseline = [.. own.Select(ComparedRun.Of)] }; // with their audits
        }

        return comparison.Metrics.Any(m => m.Candidate is not null) || comparison.WithoutBaseline.Count == 0 ? comparison
            : comparison with { Warnings = [.. comparison.Warnings, "No service is on both sides. --services names the map of services that the baseline was made with."] };
    }

    // The baseline; where it is of runs that were given, with these.
    private static async ValueTask<(Baseline? Baseline, IReadOnlyList<CandidateRun> Runs)> Baseline(
        ComparisonRequest request, IReadOnlyList<string> paths, ServiceMap? map, List<string> problems, CancellationToken cancellationToken)
    {
        if (paths is [var file] && await Set(file, cancellationToken) is { } set)
        {
            try
            {
                return (set.Find(request.BaselineName), []);
            }
            catch (KeyNotFoundException e)
            {
                problems.Add($"{file}: {e.Message}");
                return (null, []);
            }
        }

        if (paths is [var name] && request.Store is not null && !Path.Exists(name) && !Path.Exists(Path.Combine(request.Results, name))
            && await StoredBaselines.Find(request.Store, name, cancellationToken) is { } stored)
        {
            return (stored, []);
        }

        if (request.BaselineName is not null)
        {
            problems.Add($"--baseline names a baseline of a file of baselines, which '{string.Join("', '", request.Baseline)}' is not.");
        }

        var runs = new List<CandidateRun>();
        foreach (var path in paths)
        {
            if (paths.Count > 1 && ComparisonFile.SchemaOf(path) is BaselineSet.Schema)
            {
                problems.Add($"'{path}' holds baselines; it is compared with alone.");
                continue;
            }

            runs.AddRange(await MetricsSource.Runs(path, map, request.Services, request.Results, request.Store, problems, cancellationToken));
        }

        return (runs.Count == 0 ? null : new Baseline { Name = runs[0].Metrics.Manifest.Name, Runs = [.. runs.Select(r => r.Metrics)] }, runs);
    }

    // Its own, or the scripts', which says no schema and which no importer knows.
    private static async ValueTask<BaselineSet?> Set(string path, CancellationToken cancellationToken)
    {
        var schema = ComparisonFile.SchemaOf(path);
        var isSet = schema is not (null or RunMetricsFile.Schema)
            || (schema is null && File.Exists(path) && Importers.Head(path) is var head && IsJson(path, head) && !Importers.All.Any(i => i.Recognises(head)));
        return isSet ? await BaselineSet.Read(path, cancellationToken) : null;
    }

    // Or should be: an empty or broken file of baselines is one that cannot be read.
    private static bool IsJson(string path, ImportHead head) =>
        Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) || head.Bytes.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8);

    private static string Times(int count) => count == 2 ? "twice" : $"{count} times";
}
