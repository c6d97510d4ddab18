using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stampede.Results;

/// <summary>Writes lines of intervals.jsonl. The buffer it returns is valid until the next call.</summary>
internal sealed class IntervalJsonWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new(64 * 1024);
    private readonly Utf8JsonWriter _json;

    public IntervalJsonWriter() => _json = new Utf8JsonWriter(_buffer, Options);

    /// <summary>One interval as a line, its end included.</summary>
    public ReadOnlyMemory<byte> Line(IntervalSnapshot interval)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartObject();
        _json.WriteNumber("index", interval.Index);
        _json.WriteSeconds("offsetSeconds", interval.Offset);
        _json.WriteSeconds("lengthSeconds", interval.Length);
        if (interval.Phase != Phase.Steady)
        {
            _json.WriteEnum("phase", interval.Phase);
        }

        StatsJsonWriter.Classes(_json, interval.Classes);
        StatsJsonWriter.Arrivals(_json, interval.Arrivals);
        StatsJsonWriter.Requests(_json, interval.Requests);
        StatsJsonWriter.Selections(_json, interval.Selections);
        StatsJsonWriter.Transactions(_json, interval.Transactions);
        StatsJsonWriter.Metrics(_json, interval.Metrics);
        StatsJsonWriter.Failures(_json, interval.Failures);
        StatsJsonWriter.Checks(_json, interval.Checks);
        StatsJsonWriter.UserErrors(_json, interval.UserErrors);
        if (interval.Generator is { } generator)
        {
            Generator(generator);
        }

        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
        return _buffer.WrittenMemory;
    }

    private void Generator(GeneratorSample generator)
    {
        _json.WriteStartObject("generator");
        _json.WriteDouble("cpu", generator.Cpu);
        _json.WriteIfKnown("machineCpu", generator.MachineCpu);
        _json.WriteDouble("gcPauseMs", generator.GcPause);
        _json.WriteNumber("allocatedBytes", generator.Allocated);
        _json.WriteNumber("memoryBytes", generator.Memory);
        _json.WriteDouble("loopLagMs", generator.LoopLag);
        _json.WriteIfKnown("loopBusy", generator.LoopBusy);
        _json.WriteDouble("latenessMs", generator.Lateness);
        _json.WriteNumber("poolQueue", generator.PoolQueue);
        _json.WriteNumber("openSockets", generator.OpenSockets);
        _json.WriteEndObject();
    }
}
