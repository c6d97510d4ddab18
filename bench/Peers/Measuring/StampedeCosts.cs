using System.Text.Json;

namespace Peers.Measuring;

/// <summary>What a run of Stampede says of itself in its run folder.</summary>
/// <param name="AllocatedBytes">Bytes allocated over the run.</param>
/// <param name="PauseShare">Garbage collection pauses ÷ length of the run.</param>
internal sealed record StampedeCosts(double AllocatedBytes, double PauseShare)
{
    public static StampedeCosts Read(string results)
    {
        double allocated = 0, pause = 0, seconds = 0;
        foreach (var line in File.ReadLines(Directory.EnumerateFiles(results, "intervals.jsonl", SearchOption.AllDirectories).Single()))
        {
            using var interval = JsonDocument.Parse(line);
            seconds += interval.RootElement.GetProperty("lengthSeconds").GetDouble();
            var generator = interval.RootElement.GetProperty("generator");
            allocated += generator.GetProperty("allocatedBytes").GetDouble();
            pause += generator.GetProperty("gcPauseMs").GetDouble() / 1000;
        }

        return new(allocated, pause / seconds);
    }
}
