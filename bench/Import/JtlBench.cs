using System.Diagnostics;
using Stampede.Importing;
using Stampede.Tests;

namespace Stampede.ImportBench;

/// <summary>How long a large JTL takes to import, and how much of the managed heap, looked at four times a second after a full collection.</summary>
internal static class JtlBench
{
    private const long Most = 100L << 20;

    /// <summary>Writes so many bytes, and imports them.</summary>
    /// <returns>0 where every row was read within the memory, else 1.</returns>
    public static async Task<int> Run(long size)
    {
        var path = Path.Combine(Path.GetTempPath(), $"stampede-import-{Environment.ProcessId}.jtl");
        try
        {
            var rows = Write(path, size);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var watch = Stopwatch.StartNew();
            var import = Task.Run(() => Importers.Import(path).AsTask());
            var highest = 0L;
            while (await Task.WhenAny(import, Task.Delay(250)) != import)
            {
                highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true) - before);
            }

            var run = (await import)!;
            var seconds = watch.Elapsed.TotalSeconds;
            highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true) - before);
            var isWithin = highest < Most && run.Total().Settled == rows;
            Console.WriteLine($"JTL: {size >> 20:N0} MB, {rows:N0} rows in {seconds:0.0} s, {rows / seconds:N0} rows per second, managed heap at most {highest >> 20} MB, {run.Total().Settled:N0} requests read, {run.Intervals.Count:N0} intervals.");
            Console.WriteLine(isWithin ? $"Within {Most >> 20} MB, and every row was read." : $"NOT within {Most >> 20} MB, or rows are missing.");
            return isWithin ? 0 : 1;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static long Write(string path, long size)
    {
        using var rows = new GeneratedJtl(size);
        using var file = File.Create(path);
        rows.CopyTo(file);
        return rows.Rows;
    }
}
