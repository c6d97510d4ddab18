using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Stampede.Stores;
using StoreBench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["child", var work, var address, var what, var to])
{
    // In a process of its own: the memory of the one step.
    await using var store = new PostgresRunStore(StoreAddress.Parse(address));
    var watch = Stopwatch.StartNew();
    switch (work)
    {
        case "push":
            Console.Write((await store.Push(new RunPush(what))).Id);
            break;
        case "pull":
            await store.Pull(what, to);
            Console.Write(what);
            break;
        default:
            await store.Open(what);
            Console.Write(await store.Intervals(what).CountAsync());
            break;
    }

    var took = watch.Elapsed.TotalSeconds;
    using var self = Process.GetCurrentProcess();
    Console.WriteLine($" {took} {self.TotalProcessorTime.TotalSeconds} {self.PeakWorkingSet64 >> 20}");
    return 0;
}

if (args.Length is 0 or > 2)
{
    Console.Error.WriteLine("bench/store postgres://user@host/database [MB]: which database? It should be empty.");
    return 2;
}

var size = (args.Length > 1 ? long.Parse(args[1]) : 250) << 20;
var folder = Directory.CreateTempSubdirectory("stampede-store-").FullName;
try
{
    Console.WriteLine($"Load average before the start: {File.ReadAllText("/proc/loadavg").Split(' ')[0]}; {Environment.ProcessorCount} cores.");
    await using (var store = new PostgresRunStore(StoreAddress.Parse(args[0])))
    {
        await store.Migrate();
    }

    Console.WriteLine();
    Console.WriteLine("| run | step | seconds | CPU seconds | MB per second | peak memory | in the database |");
    Console.WriteLine("|---|---|--:|--:|--:|--:|--:|");
    await Measure("5 minutes, 20 names", await BenchRun.Write(Path.Combine(folder, "short"), 20, 300, long.MaxValue));
    await Measure("200 names", await BenchRun.Write(Path.Combine(folder, "long"), 200, int.MaxValue, size));
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

async Task Measure(string name, string run)
{
    var bytes = Directory.EnumerateFiles(run).Sum(f => new FileInfo(f).Length);
    var head = $"{name}, {bytes / 1e6:0.0} MB, {File.ReadLines(Path.Combine(run, "intervals.jsonl")).Count():N0} intervals";
    var before = await Bytes();
    var id = await Step("push", run, head, async () => $"{(await Bytes() - before) / 1e6:0.0} MB");
    await Step("push again", run, "", () => Task.FromResult(""));
    await Step("pull", id, "", () => Task.FromResult(""));
    await Step("read", id, "", () => Task.FromResult(""));
    await using var store = new PostgresRunStore(StoreAddress.Parse(args[0]));
    await store.Remove([id], keepsTagged: false);

    async Task<string> Step(string step, string what, string text, Func<Task<string>> stored)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["child", step.Split(' ')[0], args[0], what, Path.Combine(folder, "pulled")]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var words = (await child.StandardOutput.ReadToEndAsync()).Split(' ', StringSplitOptions.TrimEntries);
        await child.WaitForExitAsync();
        var seconds = double.Parse(words[1]);
        Console.WriteLine($"| {text} | {step} | {seconds:0.00} | {double.Parse(words[2]):0.0} | {bytes / 1e6 / seconds:0} | {words[3]} MB | {await stored()} |");
        return words[0];
    }
}

async Task<long> Bytes()
{
    await using var source = NpgsqlDataSource.Create(StoreAddress.Parse(args[0]).Settings);
    await using var command = source.CreateCommand("SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relnamespace = to_regnamespace('stampede') AND relkind = 'r'");
    return (long)(await command.ExecuteScalarAsync())!;
}
