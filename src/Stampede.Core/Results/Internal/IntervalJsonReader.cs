using System.Text.Json;

namespace Stampede.Results;

/// <summary>Reads a line of intervals.jsonl.</summary>
internal static class IntervalJsonReader
{
    /// <exception cref="FormatException">A member is missing or wrong.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static IntervalSnapshot Read(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var part = new JsonPart(document.RootElement, "interval");
        return new IntervalSnapshot
        {
            Index = part["index"].Int(),
            Offset = part["offsetSeconds"].Seconds(),
            Length = part["lengthSeconds"].Seconds(),
            Phase = part.Find("phase")?.Enum<Phase>() ?? Phase.Steady,
            Requests = StatsJsonReader.Requests(part),
            Selections = StatsJsonReader.Selections(part),
            Transactions = StatsJsonReader.Transactions(part),
            Metrics = StatsJsonReader.Metrics(part),
            Failures = StatsJsonReader.Failures(part),
            Checks = StatsJsonReader.Checks(part),
            UserErrors = StatsJsonReader.UserErrors(part),
            Classes = StatsJsonReader.Classes(part),
            Arrivals = StatsJsonReader.Arrivals(part),
            Generator = part.Find("generator") is { } generator ? Generator(generator) : null,
        };
    }

    private static GeneratorSample Generator(JsonPart part) => new()
    {
        Cpu = part["cpu"].Double(),
        MachineCpu = part.Find("machineCpu")?.Double(),
        GcPause = part["gcPauseMs"].Double(),
        Allocated = part["allocatedBytes"].Long(),
        Memory = part["memoryBytes"].Long(),
        LoopLag = part["loopLagMs"].Double(),
        LoopBusy = part.Find("loopBusy")?.Double(),
        Lateness = part["latenessMs"].Double(),
        PoolQueue = part["poolQueue"].Long(),
        OpenSockets = part["openSockets"].Int(),
    };
}
