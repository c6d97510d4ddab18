using Peers.Generators;
using Peers.Server;

namespace Peers.Measuring;

/// <summary>Every generator in turn, and that several times: what changes on the machine meanwhile changes for all.</summary>
internal sealed class SpeedBench(NginxServer server, ScratchFolder folder, PeersOptions options)
{
    public async Task<SpeedReport> Run(IReadOnlyList<IGenerator> generators)
    {
        foreach (var generator in generators)
        {
            generator.Prepare(folder);
        }

        string[] versions = [.. generators.Select(generator => generator.Version()).Distinct()];
        var connections = options.Connections ?? 100;
        var http = await Rounds(generators, server.Http, connections);
        IReadOnlyList<IGenerator> secure = options.Https ? [.. generators.Where(generator => generator.Https)] : [];
        var https = await Rounds(secure, server.Https, connections);
        return new SpeedReport(options, connections, versions, http, https);
    }

    private async Task<Dictionary<string, List<Measurement>>> Rounds(IReadOnlyList<IGenerator> generators, Uri url, int connections)
    {
        var results = generators.ToDictionary(generator => generator.Name, _ => new List<Measurement>());
        for (var round = 1; round <= options.Rounds && generators.Count > 0; round++)
        {
            foreach (var generator in generators)
            {
                var measured = await Meter.Run(generator.Command(url, connections, options.Duration, folder), server);
                results[generator.Name].Add(measured);
                Console.Error.WriteLine(
                    $"{url.Scheme} round {round}: {generator.Name}: {measured.Requests:N0} requests, {measured.CpuSeconds:0.00} CPU-s, {measured.Rate:N0} per CPU-second");
            }
        }

        return results;
    }
}
