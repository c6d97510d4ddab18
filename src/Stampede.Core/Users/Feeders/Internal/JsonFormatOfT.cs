namespace Stampede.Engine;

/// <summary>JSON: an array, or a value on each line.</summary>
internal sealed class JsonFormat<T>(bool isLines, RowParser<T> parser) : FeederFormat<T>
{
    public override RecordReader Records(Stream stream) => isLines ? new JsonLineReader(stream) : new JsonArrayReader(stream);

    public override RowParser<T>? Begin(RecordReader records, string file, FeederProblems problems) => parser;
}
