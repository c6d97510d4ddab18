using Stampede.Baselines;

namespace Stampede.Analysis;

/// <summary>Looks at the history of one plan: every metric of every service by the first detector, every service's distributions by the second.</summary>
internal static class PlanAnalysis
{
    public static PlanHistory Of(RunHistory history, HistoryOptions options)
    {
        HistoryRun[] runs = options.Last is { } last ? [.. history.Runs.TakeLast(last)] : [.. history.Runs];
        var services = ByService(runs);
        var metrics = options.Metrics ?? HistoryMetric.All;
        var environment = Moves(runs).ToArray();
        MetricSearch[] searches =
        [
            .. services.AsParallel().AsOrdered().SelectMany(s => metrics.Where(m => m != HistoryMetric.Distribution)
                .Select(m => MetricSearch.Of(s.Key, m, [.. s.Value.Select(r => r is null ? null : m.Of(r))], services.Count * metrics.Count, options))),
        ];
        DistributionSearch[] distributions = metrics.Contains(HistoryMetric.Distribution)
            ? [.. services.Keys.AsParallel().AsOrdered().Select(s => DistributionSearch.Of(s, runs, services.Count, options)).OfType<DistributionSearch>()] : [];
        searches = Discoveries.Held(searches, options.MaxQ);
        distributions = Discoveries.Held(distributions, options.MaxQ);
        var series = new List<HistorySeries>();
        var (changes, uncertain) = (new List<MetricChange>(), new List<MetricChange>());
        foreach (var service in services.Keys)
        {
            var distribution = distributions.FirstOrDefault(d => d.Service == service);
            var seen = new HashSet<FoundChange>();
            foreach (var search in searches.Where(s => s.Service == service))
            {
                series.Add(search.Series());
                changes.AddRange(search.Changes(options).Select(c => distribution is null || !c.Metric.IsTime ? c : distribution.Confirm(c, seen)));
                uncertain.AddRange(search.Uncertain(options));
            }

            foreach (var (own, change) in distribution?.Others(seen, options) ?? [])
            {
                series.Add(own);
                changes.Add(change);
            }
        }

        return new PlanHistory
        {
            Plan = history.Plan,
            PlanHash = history.PlanHash,
            Format = history.Format,
            IsSuperseded = history.IsSuperseded,
            Runs = [.. runs.Select(r => new HistoryEntry(r.Id, r.Metrics.Manifest))],
            Excluded = [.. history.Excluded],
            Environment = environment,
            Metrics = series,
            Changes = [.. changes.Select(WithEnvironment).OrderBy(c => c.Index)],
            Uncertain = [.. uncertain.Select(WithEnvironment).OrderBy(c => c.Index)],
            Tested = searches.Count(s => s.IsTested),
            TestedDistributions = distributions.Length,
        };

        MetricChange WithEnvironment(MetricChange change) => change with
        {
            Environment = [.. environment.Where(e => e.Index > change.SuspectAfter && e.Index <= change.SuspectLast)],
            IsSetByPlan = change.Metric == HistoryMetric.RequestsPerSecond && runs[change.Index].Metrics.Manifest.Paced == true,
        };
    }

    // Services in the order in which the runs have them, each with a place a run.
    private static Dictionary<string, ServiceMetrics?[]> ByService(HistoryRun[] runs)
    {
        var services = new Dictionary<string, ServiceMetrics?[]>();
        foreach (var (index, run) in runs.Index())
        {
            foreach (var service in run.Metrics.Services)
            {
                if (!services.TryGetValue(service.Service, out var all))
                {
                    services.Add(service.Service, all = new ServiceMetrics?[runs.Length]);
                }

                all[index] = service;
            }
        }

        return services;
    }

    private static IEnumerable<EnvironmentChange> Moves(HistoryRun[] runs)
    {
        for (var i = 1; i < runs.Length; i++)
        {
            foreach (var ((what, before), (_, after)) in Environment(runs[i - 1].Metrics.Manifest).Zip(Environment(runs[i].Metrics.Manifest)))
            {
                if (before is not null && after is not null && before != after)
                {
                    yield return new EnvironmentChange(i, what, before, after);
                }
            }
        }
    }

    private static (string What, string? Value)[] Environment(RunManifest manifest) =>
    [
        ("machine", manifest.Machine),
        ("cores", manifest.Cores?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("runtime", manifest.Runtime),
        ("optimised", manifest.Optimized is { } optimized ? optimized ? "yes" : "no" : null),
        ("Stampede", manifest.Version),
    ];
}
