using System.Diagnostics;
using System.Globalization;
using Stampede.ImportBench;
using Stampede.Importing;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Seconds = 10;
const int Megabytes = 300;
var path = Path.Combine(Path.GetTempPath(), $"stampede-import-{Environment.ProcessId}.json");
if (args is ["--jtl", ..])
{
    return await JtlBench.Run(args.Length > 1 ? long.Parse(args[1]) << 20 : 1L << 30);
}

if (args is ["child", var file])
{
    // In a process of its own: the memory of the import, not of what wrote the file.
    var watch = Stopwatch.StartNew();
    var run = (await Importers.Import(file))!;
    var took = watch.Elapsed;
    using var self = Process.GetCurrentProcess();
    self.Refresh();
    Console.WriteLine($"{run.Total().Settled} {run.Intervals.Count} {took.TotalSeconds} {self.PeakWorkingSet64 >> 20} {self.TotalProcessorTime.TotalSeconds}");
    return 0;
}

var rows = args is ["--rows", var given] ? long.Parse(given) : 1_000_000;
try
{
    var requests = K6Rows.Write(path, rows);
    Console.WriteLine($"k6 JSON lines: {rows:N0} rows of {requests:N0} requests, {new FileInfo(path).Length >> 20:N0} MB.");
    Console.WriteLine();
    Console.WriteLine("| attempt | seconds | CPU seconds | rows per second | peak memory | requests read | intervals |");
    Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
    var isWithin = true;
    for (var attempt = 1; attempt <= 3; attempt++)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["child", path]) { RedirectStandardOutput = true })!;
        var figures = (await child.StandardOutput.ReadToEndAsync()).Split(' ', StringSplitOptions.TrimEntries);
        await child.WaitForExitAsync();
        var (seconds, peak) = (double.Parse(figures[2]), long.Parse(figures[3]));
        isWithin &= seconds < Seconds && peak < Megabytes && long.Parse(figures[0]) == requests;
        Console.WriteLine($"| {attempt} | {seconds:0.0} | {double.Parse(figures[4]):0.0} | {rows / seconds:N0} | {peak} MB | {long.Parse(figures[0]):N0} | {figures[1]} |");
    }

    Console.WriteLine();
    Console.WriteLine(isWithin ? $"Every attempt took less than {Seconds} s and {Megabytes} MB, and read every request." : $"NOT within {Seconds} s and {Megabytes} MB.");
    return isWithin ? 0 : 1;
}
finally
{
    File.Delete(path);
}
