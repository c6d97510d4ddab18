using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The load generator over time: shares of its processors are means over a point, delays the worst of it.</summary>
internal sealed class GeneratorSeries
{
    private double _seconds;
    private double _cpu;
    private double? _machine;
    private double _lag;
    private double _pause;
    private double _late;
    private long _memory;
    private long _sockets;

    /// <summary>Whether there was ever a sample.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>
    /// Per point, null where it is unknown: CPU of the process and of the machine in thousandths, longest lag of a loop, pauses for garbage collection and
    /// latest timer in microseconds, memory in bytes, open connections.
    /// </summary>
    public List<long?>[] Columns { get; } = [[], [], [], [], [], [], []];

    /// <summary>Adds what an interval has.</summary>
    public void Add(GeneratorSample? sample, TimeSpan length)
    {
        if (sample is null)
        {
            return;
        }

        var seconds = length.TotalSeconds;
        IsKnown = true;
        _seconds += seconds;
        _cpu += sample.Cpu * seconds;
        _machine = sample.MachineCpu is { } machine ? (_machine ?? 0) + machine * seconds : _machine;
        _lag = Math.Max(_lag, sample.LoopLag);
        _pause += sample.GcPause;
        _late = Math.Max(_late, sample.Lateness);
        _memory = sample.Memory;
        _sockets = sample.OpenSockets;
    }

    /// <summary>Ends the open point.</summary>
    public void Close()
    {
        long?[] values = _seconds > 0
            ? [Whole(_cpu / _seconds * 1_000), _machine is { } m ? Whole(m / _seconds * 1_000) : null, Whole(_lag * 1_000), Whole(_pause * 1_000), Whole(_late * 1_000), _memory, _sockets]
            : [null, null, null, null, null, null, null];
        for (var i = 0; i < values.Length; i++)
        {
            Columns[i].Add(values[i]);
        }

        (_seconds, _cpu, _machine, _lag, _pause, _late) = (0, 0, null, 0, 0, 0);
    }

    private static long? Whole(double value) => double.IsFinite(value) ? (long)Math.Round(value) : null;
}
