using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>The generator over some intervals: means of the shares by time, sums of pauses and allocations, the worst of the rest.</summary>
internal sealed class GeneratorWorst
{
    private GeneratorSample? _worst;
    private double _cpu;
    private double _machine;
    private double _loop;
    private double _loopSeconds;
    private double _machineSeconds;
    private double _seconds;

    public void Add(GeneratorSample? sample, TimeSpan length)
    {
        if (sample is null)
        {
            return;
        }

        _cpu += sample.Cpu * length.TotalSeconds;
        _seconds += length.TotalSeconds;
        if (sample.MachineCpu is { } machine)
        {
            _machine += machine * length.TotalSeconds;
            _machineSeconds += length.TotalSeconds;
        }

        if (sample.LoopBusy is { } busy)
        {
            _loop += busy * length.TotalSeconds;
            _loopSeconds += length.TotalSeconds;
        }

        _worst = _worst is null ? sample : sample with
        {
            GcPause = _worst.GcPause + sample.GcPause,
            Allocated = _worst.Allocated + sample.Allocated,
            Memory = Math.Max(_worst.Memory, sample.Memory),
            LoopLag = Math.Max(_worst.LoopLag, sample.LoopLag),
            Lateness = Math.Max(_worst.Lateness, sample.Lateness),
            PoolQueue = Math.Max(_worst.PoolQueue, sample.PoolQueue),
            OpenSockets = Math.Max(_worst.OpenSockets, sample.OpenSockets),
        };
    }

    public GeneratorSample? Take()
    {
        var taken = _worst is null ? null : _worst with
        {
            Cpu = _seconds > 0 ? _cpu / _seconds : _worst.Cpu,
            MachineCpu = _machineSeconds > 0 ? _machine / _machineSeconds : null,
            LoopBusy = _loopSeconds > 0 ? _loop / _loopSeconds : null,
        };
        (_worst, _cpu, _machine, _machineSeconds, _loop, _loopSeconds, _seconds) = (null, 0, 0, 0, 0, 0, 0);
        return taken;
    }
}
