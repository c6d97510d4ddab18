using System.Text;
using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// A delimited file, plain or gzip, row by row without a text per field: columns by name, figures as <see cref="LenientNumber"/> reads them. The fields of a
/// row are valid until the next is read. A last row that was cut off is left out.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    private readonly InputStream _stream;
    private readonly CsvRecordReader _records;
    private readonly List<(int Start, int Length, bool IsQuoted)> _fields = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte _delimiter;
    private (long Line, int Fields)? _short;
    private byte[] _unescaped = [];
    private bool _isOver;
    private bool _isCutOff;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="delimiter">What separates fields; null where the first line is to tell: comma, tab, semicolon or bar.</param>
    /// <exception cref="RunFolderException">It cannot be read.</exception>
    public CsvRows(string path, byte? delimiter = null)
    {
        _delimiter = delimiter ?? Delimiter(path);
        _stream = new InputStream(path);
        _records = new CsvRecordReader(_stream, _delimiter);
        FilePath = path;
    }

    /// <summary>Reads from a stream, which is disposed with this.</summary>
    /// <param name="path">What errors call it.</param>
    /// <param name="stream">The rows, plain.</param>
    /// <param name="delimiter">What separates fields.</param>
    public CsvRows(string path, Stream stream, byte delimiter)
    {
        _delimiter = delimiter;
        _stream = new InputStream(path, stream);
        _records = new CsvRecordReader(_stream, _delimiter);
        FilePath = path;
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>The columns of the header; empty before <see cref="ReadHeader"/>.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The line on which the row last read begins, from 1.</summary>
    public long Line => _records.Line;

    /// <summary>How many fields the row last read has.</summary>
    public int FieldCount => _fields.Count;

    /// <summary>What readers must know of the file, once it has been read.</summary>
    public IEnumerable<RunNote> Notes =>
        [.. InputLines.CutOff(_stream, $"line {Line}"), .. _isCutOff ? [InputLines.CutLine(FilePath, _short?.Line ?? Line + 1)] : (RunNote[])[]];

    /// <summary>A field of the row last read; empty where the column is not there (below 0).</summary>
    public ReadOnlySpan<byte> this[int column]
    {
        get
        {
            if ((uint)column >= (uint)_fields.Count)
            {
                return [];
            }

            var (start, length, isQuoted) = _fields[column];
            var field = _records.Record.Span.Slice(start, length);
            return isQuoted && field.Contains((byte)'"') ? Unescaped(field) : field;
        }
    }

    /// <summary>The bytes of the row last read that follow a field, the delimiter first; empty after the last.</summary>
    public ReadOnlySpan<byte> After(int column)
    {
        var (start, length, isQuoted) = _fields[column];
        return _records.Record.Span[(start + length + (isQuoted ? 1 : 0))..];
    }

    /// <summary>What the first line tells: the delimiter that it has most of, a comma without any.</summary>
    public static byte Delimiter(ReadOnlySpan<byte> line)
    {
        var (best, most) = ((byte)',', 0);
        foreach (var candidate in ",\t;|"u8)
        {
            var count = line.Count(candidate);
            if (count > most)
            {
                (best, most) = (candidate, count);
            }
        }

        return best;
    }

    /// <summary>Reads the header.</summary>
    /// <param name="needed">Columns that must be there, each by any of its names.</param>
    /// <exception cref="RunFolderException">The file is empty, or one of them is not there.</exception>
    public void ReadHeader(params ReadOnlySpan<string[]> needed)
    {
        if (!ReadRecord())
        {
            throw new RunFolderException(FilePath, "the file is empty.");
        }

        var columns = new string[FieldCount];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Encoding.UTF8.GetString(this[i]).Trim();
            _index.TryAdd(columns[i], i);
        }

        Columns = columns;
        foreach (var names in needed)
        {
            if (Column(names) < 0)
            {
                var hint = Columns.Count == 1 ? " Is this the delimiter?" : "";
                throw new RunFolderException(FilePath, $"there is no column '{string.Join("' or '", names)}'; there are: {string.Join(", ", Columns.Take(30))}.{hint}", Line);
            }
        }
    }

    /// <summary>Says what the columns of a file without a header are.</summary>
    public void UseColumns(IReadOnlyList<string> columns)
    {
        Columns = columns;
        for (var i = 0; i < columns.Count; i++)
        {
            _index.Add(columns[i], i);
        }
    }

    /// <summary>The place of the first of the columns that is there; -1 where none is.</summary>
    public int Column(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_index.TryGetValue(name, out var column))
            {
                return column;
            }
        }

        return -1;
    }

    /// <summary>Reads the next row; false at the end. A row with fewer fields than the header is an error, unless it is the last: then it was cut off.</summary>
    /// <exception cref="RunFolderException">The row is not readable.</exception>
    public bool Read()
    {
        if (!ReadRecord())
        {
            _isCutOff |= _short is not null;
            return false;
        }

        if (_short is { } row)
        {
            throw new RunFolderException(FilePath, $"the row has {row.Fields} fields, fewer than the {Columns.Count} of the header.", row.Line);
        }

        if (FieldCount < Columns.Count)
        {
            _short = (Line, FieldCount);
            return Read();
        }

        return true;
    }

    /// <summary>A field as text; null where the column is not there.</summary>
    public string? Text(int column) => column < 0 || column >= _fields.Count ? null : Encoding.UTF8.GetString(this[column]);

    /// <summary>A whole number of 0 or more; null where it is unknown.</summary>
    /// <exception cref="RunFolderException">It is none.</exception>
    public long? Count(int column)
    {
        var field = this[column];
        return LenientNumber.IsUnknown(field) ? null : LenientNumber.TryCount(field, out var count) ? count : throw Wrong(column, "a whole number of 0 or more");
    }

    /// <summary>A number of 0 or more; null where it is unknown.</summary>
    /// <exception cref="RunFolderException">It is none.</exception>
    public double? Number(int column)
    {
        var field = this[column];
        return LenientNumber.IsUnknown(field) ? null
            : LenientNumber.TryNumber(field, out var number) && number >= 0 ? number
            : throw Wrong(column, "a number of 0 or more that is told from thousands");
    }

    /// <summary>An error about the row last read.</summary>
    public RunFolderException Error(string problem) => new(FilePath, problem, Line);

    /// <summary>An error about a field of the row last read.</summary>
    public RunFolderException Wrong(int column, string expected)
    {
        var text = Text(column) ?? "";
        var name = column < Columns.Count ? $"'{Columns[column]}'" : $"field {column + 1}";
        return Error($"{name} must be {expected}, but is '{(text.Length > 60 ? text[..60] + "…" : text)}'.");
    }

    public void Dispose() => _records.Dispose();

    private static byte Delimiter(string path)
    {
        using var stream = new InputStream(path);
        var bytes = new byte[ImportHead.Size];
        var head = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).TrimStart("\r\n"u8);
        var end = head.IndexOf((byte)'\n');
        return Delimiter(end < 0 ? head : head[..end]);
    }

    private bool ReadRecord()
    {
        try
        {
            if (_isOver || !_records.Read())
            {
                _isOver = true;
                return false;
            }
        }
        catch (FeederFormatException e) when (e.IsCutOff)
        {
            (_isOver, _isCutOff) = (true, true);
            return false;
        }
        catch (FeederFormatException e)
        {
            throw new RunFolderException(FilePath, e.Message, inner: e);
        }

        Split(_records.Record.Span);
        return true;
    }

    // As CsvFields splits, without a text per field; a field that goes on after its closing quote keeps what follows.
    private void Split(ReadOnlySpan<byte> record)
    {
        _fields.Clear();
        for (var at = 0; ; at++)
        {
            var start = at;
            var isQuoted = false;
            if (at < record.Length && record[at] == '"' && CsvFields.Unquoted(record, at) is > 0 and var after && (after == record.Length || record[after] == _delimiter))
            {
                (isQuoted, at) = (true, after);
                _fields.Add((start + 1, after - start - 2, isQuoted));
            }
            else
            {
                var length = record[at..].IndexOf(_delimiter);
                at = length < 0 ? record.Length : at + length;
                _fields.Add((start, at - start, isQuoted));
            }

            if (at >= record.Length)
            {
                return;
            }
        }
    }

    private ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> field)
    {
        if (_unescaped.Length < field.Length)
        {
            _unescaped = new byte[field.Length * 2];
        }

        var length = 0;
        for (var i = 0; i < field.Length; i++)
        {
            _unescaped[length++] = field[i];
            i += field[i] == '"' && i + 1 < field.Length && field[i + 1] == '"' ? 1 : 0;
        }

        return _unescaped.AsSpan(0, length);
    }
}
