using Peers;
using Peers.Generators;
using Peers.Measuring;
using Peers.Server;

PeersOptions options;
try
{
    options = PeersOptions.Parse(args);
}
catch (ArgumentException problem)
{
    Console.Error.WriteLine(problem.Message);
    Console.Error.WriteLine(PeersOptions.Usage);
    return 2;
}

if (options.Help)
{
    Console.Out.WriteLine(PeersOptions.Usage);
    return 0;
}

MachineFacts.RememberLoad();
using var folder = new ScratchFolder();
await using var server = await NginxServer.Start(folder.Path);
try
{
    if (options.Memory)
    {
        var memory = await new MemoryBench(server, folder).Run(options.Connections ?? 10_000, options.Settle);
        new MemoryReport(options, memory).Write(options.Output ?? Path.Combine(Repository.Root, "bench", "results", "memory.md"));
        return 0;
    }

    IGenerator[] generators = [new WrkGenerator(), new StampedeGenerator(), new HeyGenerator(), new LocustGenerator("FastHttpUser"), new LocustGenerator("HttpUser")];
    var report = await new SpeedBench(server, folder, options).Run([.. generators.Where(options.Selects)]);
    report.Write(options.Output ?? Path.Combine(Repository.Root, "bench", "results", "peers.md"));
    return 0;
}
catch (Exception problem) when (problem is InvalidOperationException or FormatException or IOException)
{
    // A generator that fails or miscounts has no number.
    Console.Error.WriteLine(problem.Message);
    return 1;
}
