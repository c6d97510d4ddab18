using Scale;
using Stampede.Results;

namespace StoreBench;

/// <summary>A made run folder of so many seconds, or of so many bytes.</summary>
internal static class BenchRun
{
    /// <summary>Writes one that has ended.</summary>
    /// <param name="root">Where to.</param>
    /// <param name="names">Request names, each with requests in every second.</param>
    /// <param name="seconds">At most so many seconds.</param>
    /// <param name="bytes">At most about so many bytes.</param>
    public static async Task<string> Write(string root, int names, int seconds, long bytes)
    {
        Directory.CreateDirectory(root);
        await using (var run = new LongRun(names, root))
        {
            await run.Start();
            for (var second = 0; second < seconds && run.BytesWritten < bytes; second++)
            {
                await run.NextSecond();
            }
        }

        var folder = Directory.GetDirectories(root).Single();
        var result = await RunFolderReader.Open(folder);
        AtomicFile.Write(
            Path.Combine(folder, RunFolder.RunFile),
            stream => RunJsonWriter.Write(stream, result with { Ending = RunEnding.Completed, Notes = [] }, [], new SecretNames([])));
        return folder;
    }
}
