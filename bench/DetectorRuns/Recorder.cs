using Stampede;
using Stampede.Baselines;
using Stampede.Results;

namespace DetectorRuns;

/// <summary>Makes the runs that are not there yet. Judges nothing: whatever a run came to, it is kept.</summary>
internal sealed class Recorder(RunLog log, string serviceFile)
{
    public const int Users = 60;
    public const int Seconds = 3;

    private const int WarmUpRuns = 2;

    private readonly ServiceMap _services = new([ServiceRule.Parse("list", $"GET {ListUser.List}")]);

    public async Task Run(CancellationToken cancellationToken)
    {
        // A service goes on in its random numbers where the one before it was stopped: not the same ones again.
        var seed = log.Runs.Count + 1;
        var candidates = new Dictionary<int, SlowService>();
        await using var baseline = await Started(0, seed);
        try
        {
            // Equal builds are two processes too, as builds are.
            foreach (var slower in PlannedComparison.All.Select(c => c.Slower).Distinct())
            {
                candidates[slower] = await Started(slower, seed + 1_000_000 * (1 + slower));
            }

            foreach (var comparison in PlannedComparison.All)
            {
                for (var run = 0; run < PlannedComparison.Runs; run++)
                {
                    if (!log.Has(comparison, run))
                    {
                        await Record(comparison, run, candidates[comparison.Slower], baseline, cancellationToken);
                    }
                }
            }
        }
        finally
        {
            foreach (var candidate in candidates.Values)
            {
                await candidate.DisposeAsync();
            }
        }

        async Task<SlowService> Started(int slower, int ownSeed)
        {
            var service = await SlowService.Start(serviceFile, slower, ownSeed);
            for (var i = 0; i < WarmUpRuns; i++)
            {
                await Load(service.Address, 1, cancellationToken);
            }

            return service;
        }
    }

    private async Task Record(PlannedComparison comparison, int run, SlowService candidate, SlowService baseline, CancellationToken cancellationToken)
    {
        var side = PlannedComparison.SideOf(run);
        var result = await Load((side == Side.Baseline ? baseline : candidate).Address, (ulong)(comparison.Number * PlannedComparison.Runs + run), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var total = result.Total();
        var findings = result.Audit?.Findings.Select(f => $"{f.Severity}:{f.Rule}").Distinct().ToArray() ?? [];
        var recorded = new RecordedRun(
            comparison.Number, run, comparison.Slower, side, result.Verdict!.Value, result.Started, total.Settled, total.Failed, findings);
        var metrics = RunMetrics.Of(result, _services);
        log.Add(recorded, metrics);
        Console.Error.WriteLine(FormattableString.Invariant($"{recorded}\t{metrics.Services.FirstOrDefault()?.Mean:0.00} ms"));
    }

    private static Task<RunResult> Load(string address, ulong seed, CancellationToken cancellationToken) => new LoadTest
    {
        Name = "detector",
        Host = address,
        Load = Stampede.Load.Users(Users, spawnRate: 1_000).For($"{Seconds}s"),
        Users = [typeof(ListUser)],
    }.Run(new RunOptions { Seed = seed }, cancellationToken);
}
