using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Reporting;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary>Reads the runs of a history, wherever they are. One that cannot be read is listed, and the others are read all the same.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="store">The store; null for none.</param>
/// <param name="problems">Where to add what is wrong with the command line.</param>
internal sealed class HistorySource(HistoryRequest request, PostgresRunStore? store, List<string> problems)
{
    private readonly ServiceMap _map = ServiceMapFile.Read(request.Services, problems) ?? ServiceMap.ByRequest;
    private readonly bool _needsTimes = request.Known.Metrics?.Contains(HistoryMetric.Distribution) != false;

    /// <summary>Reads them.</summary>
    public async ValueTask<HistoryInput> Read(CancellationToken cancellationToken)
    {
        var readers = new List<Func<CancellationToken, ValueTask<IReadOnlyList<HistoryRun>>>>();
        var names = new List<string>();
        var known = new HashSet<string>();
        if (request.Runs.Count == 0 && store is null && !Directory.Exists(request.Results))
        {
            problems.Add($"There is no folder '{request.Results}'; --results names another, or name runs.");
        }

        if (problems.Count > 0)
        {
            return new HistoryInput([], []);
        }

        if (request.Runs.Count == 0 && store is not null)
        {
            foreach (var run in await Stored(store, cancellationToken))
            {
                names.Add(run.Id);
                readers.Add(token => Stored(store, run, token));
            }
        }

        foreach (var name in request.Runs.Count > 0 ? request.Runs : store is null ? [request.Results] : [])
        {
            foreach (var (one, read) in Found(name))
            {
                if (known.Add(Path.GetFullPath(one)))
                {
                    names.Add(one);
                    readers.Add(read);
                }
            }
        }

        if (problems.Count > 0)
        {
            return new HistoryInput([], []);
        }

        var runs = new IReadOnlyList<HistoryRun>[readers.Count];
        var unread = new ExcludedRun?[readers.Count];
        await Parallel.ForAsync(0, readers.Count, cancellationToken, async (i, token) =>
        {
            runs[i] = [];
            try
            {
                runs[i] = await readers[i](token);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                unread[i] = new ExcludedRun(names[i], null, e.Message);
            }
        });
        return new HistoryInput([.. runs.SelectMany(r => r)], [.. unread.OfType<ExcludedRun>()]);
    }

    /// <summary>What should be known of what was read.</summary>
    public IEnumerable<string> Warnings(HistoryInput input, IReadOnlyList<RunHistory> histories)
    {
        foreach (var run in input.Unread)
        {
            yield return $"'{run.Id}' is left out: {run.Reason}";
        }

        if (input.Runs.SelectMany(r => r.Metrics.Unmapped).Distinct().ToArray() is { Length: > 0 } unmapped)
        {
            yield return MetricsSource.Unmatched(request.Services, unmapped);
        }

        if (request.Plan is null && histories.Count(h => h.PlanHash is null) > 1)
        {
            yield return $"The plan of {histories.Where(h => h.PlanHash is null).Sum(h => h.Runs.Count)} runs is not known, so that each is a history of its own: --plan <name> takes them as runs of one.";
        }
    }

    /// <summary>Some names, not too many.</summary>
    public static string Listed(IReadOnlyList<string> names) => string.Join(", ", names.Take(10)) + (names.Count > 10 ? $" and {names.Count - 10} more" : "");

    private IEnumerable<(string Name, Func<CancellationToken, ValueTask<IReadOnlyList<HistoryRun>>> Read)> Found(string name)
    {
        var paths = RunPaths.Of(name, request.Results);
        var folder = RunPaths.Folder(name, request.Results);
        if (folder is not null && paths is [var only] && only == name && !RunPaths.IsRun(folder))
        {
            problems.Add($"There is no run folder in '{folder}', and no file of 'stampede metrics'.");
            return [];
        }

        return paths.Select(p => (p, Reader(p)));
    }

    private Func<CancellationToken, ValueTask<IReadOnlyList<HistoryRun>>> Reader(string path)
    {
        if (RunPaths.Folder(path, request.Results) is { } folder)
        {
            return token => Folder(folder, token);
        }

        return RunPaths.IsMetrics(path) ? token => Metrics(path, token) : token => Imported(path, token);
    }

    // Those of the plan where one is named: only the others that are read can say that there is none.
    private async ValueTask<IReadOnlyList<StoredRun>> Stored(PostgresRunStore from, CancellationToken cancellationToken)
    {
        var all = await from.List(new RunQuery { Branch = request.Branch }, cancellationToken);
        StoredRun[] chosen = [.. all.Where(r => r.Entry.Name == request.Plan || (request.Plan is { } plan && r.PlanHash?.StartsWith(plan, StringComparison.OrdinalIgnoreCase) == true))];
        return chosen.Length > 0 ? chosen : all;
    }

    private async ValueTask<IReadOnlyList<HistoryRun>> Stored(PostgresRunStore from, StoredRun run, CancellationToken cancellationToken) =>
        [Run(run.Id, RunMetrics.Of(await from.Open(run.Id, cancellationToken), _map))];

    private async ValueTask<IReadOnlyList<HistoryRun>> Folder(string folder, CancellationToken cancellationToken) =>
        [Run(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), RunMetrics.Of(await RunFolderReader.Open(folder, cancellationToken), _map))];

    private async ValueTask<IReadOnlyList<HistoryRun>> Metrics(string file, CancellationToken cancellationToken)
    {
        var runs = await RunMetricsFile.Read(file, cancellationToken);
        return [.. runs.Select((r, i) => Run(runs.Count == 1 ? Path.GetFileName(file) : $"{Path.GetFileName(file)}#{i + 1}", r))];
    }

    private async ValueTask<IReadOnlyList<HistoryRun>> Imported(string name, CancellationToken cancellationToken)
    {
        if (await RunSource.Open(name, request.Results, store, cancellationToken) is not { } run)
        {
            lock (problems)
            {
                problems.Add(RunSource.Missing(name, request.Results, store)["error: ".Length..]);
            }

            return [];
        }

        run = await RunAudit.OfImported(run, cancellationToken);
        return [Run(Path.GetFileName(name), RunMetrics.Of(run.Result, _map))];
    }

    // Distributions take the most memory, and only the second detector looks at them, one service after the other.
    private HistoryRun Run(string id, RunMetrics metrics) =>
        _needsTimes ? new HistoryRun(LineText.OneLine(id), metrics).Pack() : new(LineText.OneLine(id), metrics with { Services = [.. metrics.Services.Select(s => s with { Times = null })] });
}
