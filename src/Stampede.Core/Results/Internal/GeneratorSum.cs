namespace Stampede.Results;

/// <summary>The generator over several intervals: shares as means over time, what was used as sums, the worst lag, the last state.</summary>
internal sealed class GeneratorSum
{
    private GeneratorSample? _last;
    private double _seconds;
    private double _cpu;
    private double _loopSeconds;
    private double _loopBusy;
    private double _machineSeconds;
    private double _machineCpu;
    private double _gcPause;
    private long _allocated;
    private double _loopLag;
    private double _lateness;

    public void Add(GeneratorSample sample, TimeSpan length)
    {
        var seconds = Math.Max(length.TotalSeconds, 1e-6);
        _last = sample;
        _seconds += seconds;
        _cpu += sample.Cpu * seconds;
        if (sample.MachineCpu is { } machine)
        {
            _machineSeconds += seconds;
            _machineCpu += machine * seconds;
        }

        if (sample.LoopBusy is { } busy)
        {
            _loopSeconds += seconds;
            _loopBusy += busy * seconds;
        }

        _gcPause += sample.GcPause;
        _allocated += sample.Allocated;
        _loopLag = Math.Max(_loopLag, sample.LoopLag);
        _lateness = Math.Max(_lateness, sample.Lateness);
    }

    public GeneratorSample? ToSample() => _last is null ? null : _last with
    {
        Cpu = _cpu / _seconds,
        MachineCpu = _machineSeconds > 0 ? _machineCpu / _machineSeconds : null,
        LoopBusy = _loopSeconds > 0 ? _loopBusy / _loopSeconds : null,
        GcPause = _gcPause,
        Allocated = _allocated,
        LoopLag = _loopLag,
        Lateness = _lateness,
    };
}
