using Microsoft.Win32.SafeHandles;

namespace Stampede.Engine;

/// <summary>Rows of a large file, each read from where it stands when it is asked for.</summary>
/// <param name="name">As messages name the file.</param>
/// <param name="file">Its full path.</param>
/// <param name="parser">Reads a row.</param>
/// <param name="index">Where they are.</param>
internal sealed class IndexedRows<T>(string name, string file, RowParser<T> parser, RowIndex index) : FeederRows<T>
{
    private readonly byte[] _buffer = new byte[index.Longest];
    private SafeFileHandle? _handle;

    public override long Count => index.Count;

    public override T At(long row)
    {
        var (offset, length) = index[(int)row];
        try
        {
            _handle ??= File.OpenHandle(file, options: FileOptions.RandomAccess);
            for (var read = 0; read < length;)
            {
                var bytes = RandomAccess.Read(_handle, _buffer.AsSpan(read..length), offset + read);
                read += bytes > 0 ? bytes : throw Changed("it is shorter.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Changed(exception.Message);
        }

        return parser.TryParse(_buffer.AsMemory(0, length), 0, out var made, out var problem) ? made : throw Changed(problem);
    }

    public override void Dispose() => _handle?.Dispose();

    private LoadTestException Changed(string problem) => new([$"{name} has changed since the run began: {problem}"]);
}
