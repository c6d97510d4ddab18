using System.Globalization;
using Peers;
using Peers.Server;
using Stampede.Results;

namespace Scale;

/// <summary>Whether scheduled arrivals are all sent, and how long after their time their iterations start.</summary>
internal sealed class ArrivalsExperiment : IExperiment
{
    public const string RateVariable = "STAMPEDE_BENCH_RATE";

    public string Name => "arrivals";

    public string Heading => "Scheduled arrivals";

    public async Task<string> Run(ScratchFolder folder, ScaleOptions options)
    {
        var (rate, seconds) = (options.Rate ?? 20_000, options.Duration);
        Environment.SetEnvironmentVariable(RateVariable, $"{rate}");
        await using var server = await NginxServer.Start(folder.New("nginx"));
        var (run, cpu) = await Generator.Run("arrivals", folder, server.Http, "-t", $"{seconds}s", "--stop-timeout", "5");
        var served = (await server.Status()).Requests;
        var result = await RunFolderReader.Open(run);
        var arrivals = result.Arrivals.Single();
        var delay = arrivals.StartDelay ?? throw new InvalidOperationException("The run says nothing of how late its arrivals started.");
        var requests = result.Requests.Values.Single();
        var generators = new List<GeneratorSample>();
        var seconds99 = new List<string>();
        await foreach (var interval in RunFolderReader.Intervals(run))
        {
            generators.Add(interval.Generator!);
            if (interval.Arrivals.Single().StartDelay is { Count: > 0 } delays)
            {
                seconds99.Add((delays.Percentile(99) / 1e3).ToString("0.0", CultureInfo.InvariantCulture));
            }
        }

        var within = delay.Buckets.Where(bucket => bucket.High <= 2000).Sum(bucket => bucket.Count) / (double)delay.Count;
        return string.Create(CultureInfo.InvariantCulture, $"""
            {rate:N0} arrivals a second for {seconds} s against one nginx worker on the same two cores; each is one request.

            | scheduled | started | late (over 10 ms) | dropped | requests settled | failed | nginx counted |
            |---|---|---|---|---|---|---|
            | {arrivals.Scheduled:N0} | {arrivals.Started:N0} | {arrivals.Late:N0} | {arrivals.Dropped:N0} | {requests.Settled:N0} | {requests.Failed:N0} | {served - 1:N0} |

            | started after its time by | p50 | p90 | p99 | p99.9 | largest | within 2 ms |
            |---|---|---|---|---|---|---|
            | ms | {At(50):0.00} | {At(90):0.00} | {At(99):0.00} | {At(99.9):0.00} | {delay.Max / 1e3:0.00} | {100 * within:0.00} % |

            **{(arrivals.Scheduled == (long)rate * seconds && arrivals.Dropped == 0 && requests.Settled == arrivals.Scheduled ? "All sent" : "Not all sent")}, {100 * within:0.00} % within 2 ms**; asked for: all sent, 99 % within 2 ms of their time.
            The p99 of each second: {string.Join(", ", seconds99)} ms.
            Response time (from the intended start) p99 {requests.ResponseTime.Percentile(99) / 1e3:0.00} ms. Generator: {cpu / seconds:0.00} of a core, {1e6 * cpu / arrivals.Started:0.0} µs of CPU an arrival; the longest turn
            of its loop {generators.Max(g => g.LoopLag):0.0} ms, GC pauses {generators.Sum(g => g.GcPause):0.0} ms in all.
            """);

        double At(double percentile) => delay.Percentile(percentile) / 1e3;
    }
}
