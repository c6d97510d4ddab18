using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Samples the load generator itself, once a second. One caller at a time.</summary>
internal sealed class GeneratorSampler : IDisposable
{
    private readonly MachineCpu _machine = new();
    private TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private TimeSpan _gcPause = GC.GetTotalPauseDuration();
    private long _allocated = GC.GetTotalAllocatedBytes();

    /// <summary>What was used since the last call, or since this was made.</summary>
    /// <param name="length">The time since then, measured.</param>
    /// <param name="loopLagMs">The longest time that any loop went without looking at its timers, in milliseconds.</param>
    /// <param name="loopBusy">The share of that time that the busiest loop worked, 0 to 1.</param>
    /// <param name="latenessMs">How late the latest timer fired, in milliseconds.</param>
    /// <param name="openSockets">Open connections now.</param>
    public GeneratorSample Sample(TimeSpan length, double loopLagMs, double loopBusy, double latenessMs, int openSockets)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var gcPause = GC.GetTotalPauseDuration();
        var allocated = GC.GetTotalAllocatedBytes();
        var available = length.TotalSeconds * Environment.ProcessorCount;
        var sample = new GeneratorSample
        {
            // The system counts CPU time in ticks of its own: a full second may read as a little more than one.
            Cpu = available > 0 ? Math.Clamp((cpu - _cpu).TotalSeconds / available, 0, 1) : 0,
            MachineCpu = _machine.Share(),
            GcPause = (gcPause - _gcPause).TotalMilliseconds,
            Allocated = allocated - _allocated,
            Memory = Environment.WorkingSet,
            LoopLag = loopLagMs,
            LoopBusy = loopBusy,
            Lateness = latenessMs,
            PoolQueue = ThreadPool.PendingWorkItemCount,
            OpenSockets = openSockets,
        };
        (_cpu, _gcPause, _allocated) = (cpu, gcPause, allocated);
        return sample;
    }

    public void Dispose() => _machine.Dispose();
}
