using System.Text.Json;

namespace Peers.Measuring;

/// <summary>What a run of Stampede says of itself in its run folder.</summary>
/// <param name="AllocatedBytes">Bytes allocated over the run.</param>
/// <param name="PauseShare">Garbage collection pauses ÷ length of the run.</param>
internal sealed record StampedeRun(double AllocatedBytes, double PauseShare)
{
    /// <summary>The requests that succeeded.</summary>
    public static long Requests(string results)
    {
        using var run = JsonDocument.Parse(File.ReadAllText(PathOf(results, "run.json")));
        return run.RootElement.GetProperty("requests").EnumerateArray()
            .Sum(request => request.GetProperty("settled").GetInt64() - request.GetProperty("failed").GetInt64());
    }

    /// <summary>What the run cost, the sum of its seconds.</summary>
    public static StampedeRun Costs(string results)
    {
        double allocated = 0, pause = 0, seconds = 0;
        foreach (var line in File.ReadLines(PathOf(results, "intervals.jsonl")))
        {
            using var interval = JsonDocument.Parse(line);
            seconds += interval.RootElement.GetProperty("lengthSeconds").GetDouble();
            var generator = interval.RootElement.GetProperty("generator");
            allocated += generator.GetProperty("allocatedBytes").GetDouble();
            pause += generator.GetProperty("gcPauseMs").GetDouble() / 1000;
        }

        return new(allocated, pause / seconds);
    }

    private static string PathOf(string results, string name) => Directory.EnumerateFiles(results, name, SearchOption.AllDirectories).Single();
}
