namespace Stampede.Engine;

/// <summary>
/// Reads a file record by record through a buffer that is as long as the longest record, at least 64 KB. A record stays valid until the next is read.
/// Invariant: <c>_buffer[_start.._end]</c> is the file from <c>_position</c> on, and <c>_newlines</c> lines end before it.
/// </summary>
/// <param name="stream">Disposed with the reader.</param>
internal abstract class RecordReader(Stream stream) : IDisposable
{
    /// <summary>A longer record is taken for a mistake: a quote that is not closed.</summary>
    private const int Longest = 16 * 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long _position;
    private long _newlines;
    private bool _isBegun;
    private bool _isOver;

    /// <summary>The record last read, without what ends it.</summary>
    public ReadOnlyMemory<byte> Record { get; private set; }

    /// <summary>Where in the file it begins, in bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>The line on which it begins, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>What it holds of the file at most.</summary>
    public int BufferSize => _buffer.Length;

    /// <summary>Reads the next record; false at the end of the file.</summary>
    /// <exception cref="FeederFormatException">The file is not what it should be; it cannot be read on.</exception>
    public bool Read()
    {
        while (true)
        {
            var bytes = _buffer.AsMemory(_start.._end);
            if (Take(bytes.Span, _isOver) is { } taken)
            {
                Record = bytes.Slice(taken.Start, taken.Length);
                Offset = _position + taken.Start;
                Line = _newlines + bytes.Span[..taken.Start].Count((byte)'\n') + 1;
                _newlines += bytes.Span[..taken.Consumed].Count((byte)'\n');
                _start += taken.Consumed;
                _position += taken.Consumed;
                return true;
            }

            if (_isOver)
            {
                return false;
            }

            Fill();
        }
    }

    public void Dispose() => stream.Dispose();

    /// <summary>Finds the next record.</summary>
    /// <param name="bytes">What has been read of the file and not been taken.</param>
    /// <param name="isOver">Nothing follows.</param>
    /// <returns>Null where more must be read, or nothing is left.</returns>
    protected abstract Taken? Take(ReadOnlySpan<byte> bytes, bool isOver);

    /// <summary>A problem at a line of what was not taken yet.</summary>
    protected FeederFormatException Wrong(int at, string problem, bool isCutOff = false) =>
        new($"{Place.Of(_newlines + _buffer.AsSpan(_start, at).Count((byte)'\n') + 1)}: {problem}") { IsCutOff = isCutOff };

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_end >= Longest)
            {
                throw Wrong(0, $"a row of more than {Longest / 1024 / 1024} MB: is a quote not closed?");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var room = _buffer.AsSpan(_end);
        var read = _isBegun ? stream.Read(room) : stream.ReadAtLeast(room, 3, throwOnEndOfStream: false);
        _isOver = read == 0;
        _end += read;
        if (!_isBegun)
        {
            Begin();
        }
    }

    private void Begin()
    {
        _isBegun = true;
        var bytes = _buffer.AsSpan(0, _end);
        if (bytes.StartsWith("\uFEFF"u8))
        {
            _start = 3;
            _position = 3;
        }
        else if (bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF]))
        {
            throw new FeederFormatException("it is UTF-16: save it as UTF-8.");
        }
    }

    /// <summary>A record in what has been read.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="Length">How long it is.</param>
    /// <param name="Consumed">What is done with: up to the end of the record and of what ends it.</param>
    protected readonly record struct Taken(int Start, int Length, int Consumed);
}
