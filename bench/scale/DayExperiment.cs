using System.Diagnostics;
using System.Globalization;
using Peers;

namespace Scale;

/// <summary>What a process that follows a run all day comes to keep: the intervals of many hours, made as fast as they can be.</summary>
internal sealed class DayExperiment : IExperiment
{
    private const int Names = 200;

    public string Name => "day";

    public string Heading => "A day's intervals";

    public async Task<string> Run(ScratchFolder folder, ScaleOptions options)
    {
        var watch = Stopwatch.StartNew();
        await using var run = new LongRun(Names, folder.New("day"));
        await run.Start();
        var memory = new List<long>();
        for (var hour = 1; hour <= options.Hours; hour++)
        {
            for (var second = 0; second < 3600; second++)
            {
                await run.NextSecond();
            }

            memory.Add(await run.Memory());
            Console.Error.WriteLine($"hour {hour}: {memory[^1] / 1e6:0.00} MB after {watch.Elapsed.TotalSeconds:0} s");
        }

        var growth = memory.Max() - memory[0];
        return string.Create(CultureInfo.InvariantCulture, $"""
            {options.Hours * 3600:N0} intervals of {Names} request names ({run.RequestsPerSecond:N0} requests in each), recorded, flushed, added up by phase, judged by an aborting threshold, printed
            as progress lines and written as a run folder; the clock is simulated. Managed memory after a full collection at the end of each hour (and of a folding of the folder's old seconds that was under way),
            in MB:

            {string.Join(", ", memory.Select(bytes => (bytes / 1e6).ToString("0.00", CultureInfo.InvariantCulture)))}

            **The largest is {growth / 1e6:0.00} MB above that of the first hour** ({100.0 * growth / memory[0]:0.0} %); asked for: it does not grow after the first hour. It took {watch.Elapsed.TotalMinutes:0.0} minutes;
            the run folder has {run.BytesWritten / 1e6:0} MB, notes: {(run.Notes.Count == 0 ? "none" : string.Join(", ", run.Notes))}.
            """);
    }
}
