using System.Globalization;
using Peers;
using Peers.Measuring;
using Peers.Server;

namespace Scale;

/// <summary>What one more user with an open connection takes: the same test with many users and with few.</summary>
internal sealed class UsersExperiment : IExperiment
{
    private const int Few = 100;

    public string Name => "users";

    public string Heading => "Users in one process";

    public async Task<string> Run(ScratchFolder folder, ScaleOptions options)
    {
        var many = options.Users ?? 15_000;
        var small = await Measure(Few);
        var large = await Measure(many);
        return string.Create(CultureInfo.InvariantCulture, $"""
            Users that wait 1–3 s between requests to one nginx worker, each on its own connection. Resident memory (VmRSS) of the whole process
            {options.Settle} s after the last connect.

            | users | connections open | VmRSS |
            |---|---|---|
            | {small.Users:N0} | {small.Connections:N0} | {small.Resident / 1e6:0.0} MB |
            | {large.Users:N0} | {large.Connections:N0} | {large.Resident / 1e6:0.0} MB |

            **{(large.Resident - small.Resident) / 1e3 / (large.Users - small.Users):0.00} KB a user** (the difference ÷ {large.Users - small.Users:N0}); asked for: at most 10 KB.
            """);

        async Task<MemoryMeasurement> Measure(int users)
        {
            await using var server = await NginxServer.Start(folder.New("nginx"));
            return await new MemoryBench(server, folder).Run(users, options.Settle);
        }
    }
}
