namespace Stampede.Results;

/// <summary>The load generator itself in one interval: the tool tells on itself.</summary>
public sealed record GeneratorSample
{
    /// <summary>CPU time of the process ÷ (length of the interval × cores), 0 to 1.</summary>
    public required double Cpu { get; init; }

    /// <summary>CPU of the whole machine, 0 to 1; null where the system does not tell.</summary>
    public double? MachineCpu { get; init; }

    /// <summary>Garbage collection pauses in the interval, in milliseconds.</summary>
    public required double GcPause { get; init; }

    /// <summary>Bytes allocated in the interval.</summary>
    public required long Allocated { get; init; }

    /// <summary>Resident memory of the process in bytes, at the end of the interval.</summary>
    public required long Memory { get; init; }

    /// <summary>The longest time that any event loop went without looking at its timers, in milliseconds.</summary>
    public required double LoopLag { get; init; }

    /// <summary>The share of the interval that the busiest event loop worked rather than waited, 0 to 1; null in runs of before it was measured.</summary>
    public double? LoopBusy { get; init; }

    /// <summary>How late the latest timer (wait or start of a user) fired, in milliseconds.</summary>
    public required double Lateness { get; init; }

    /// <summary>Work items waiting for the thread pool at the end of the interval.</summary>
    public required long PoolQueue { get; init; }

    /// <summary>Open connections at the end of the interval.</summary>
    public required int OpenSockets { get; init; }
}
