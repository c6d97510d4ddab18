namespace Stampede.Engine;

/// <summary>Rows of a large file, read one after the other, again and again; only a buffer of it is in memory.</summary>
/// <param name="name">As messages name the file.</param>
/// <param name="file">Its full path.</param>
/// <param name="format">How it is read.</param>
/// <param name="count">How many rows it has.</param>
internal sealed class StreamedRows<T>(string name, string file, FeederFormat<T> format, long count) : FeederRows<T>
{
    private RecordReader? _records;
    private RowParser<T>? _parser;

    public override long Count => count;

    /// <summary>What it holds of the file.</summary>
    public int Buffered => _records?.BufferSize ?? 0;

    public override T At(long row)
    {
        try
        {
            if (row == 0)
            {
                Begin();
            }

            if (_parser is null || !_records!.Read())
            {
                throw Changed("it has fewer rows.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FeederFormatException)
        {
            throw Changed(exception.Message);
        }

        return _parser.TryParse(_records.Record, _records.Line, out var made, out var problem) ? made : throw Changed(problem);
    }

    public override void Dispose() => _records?.Dispose();

    private void Begin()
    {
        Dispose();
        _parser = null;
        var problems = new List<string>();
        _records = format.Records(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
        _parser = format.Begin(_records, name, new FeederProblems(name, problems)) ?? throw Changed(problems[0]);
    }

    private LoadTestException Changed(string problem) => new([$"{name} has changed since the run began: {problem}"]);
}
