namespace Stampede.Results;

/// <summary>Reads a stream line by line as bytes, up to a length; a line stays valid until the next is read.</summary>
/// <param name="stream">The stream; not disposed.</param>
/// <param name="length">So many bytes of it are read.</param>
/// <param name="longest">A line of this many bytes is refused.</param>
internal sealed class LineReader(Stream stream, long length = long.MaxValue, int longest = int.MaxValue)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long _left = length;
    private bool _isOver;

    /// <summary>The number of the line last read, from 1.</summary>
    public long Number { get; private set; }

    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Whether the line last read ended with a newline; only the last of a stream may not.</summary>
    public bool IsWhole { get; private set; }

    public async ValueTask<bool> Read(CancellationToken cancellationToken)
    {
        var scanned = _start;
        while (true)
        {
            var newline = _buffer.AsSpan(scanned.._end).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                Take(scanned + newline, isWhole: true);
                _start++;
                return true;
            }

            if (_isOver)
            {
                if (_start == _end)
                {
                    return false;
                }

                Take(_end, isWhole: false);
                return true;
            }

            scanned = await Fill(cancellationToken);
        }
    }

    private void Take(int end, bool isWhole)
    {
        Line = _buffer.AsMemory(_start..end);
        _start = end;
        IsWhole = isWhole;
        Number++;
    }

    // Returns where the new bytes begin.
    private async ValueTask<int> Fill(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_end >= longest)
            {
                throw new InvalidDataException($"a line of more than {longest >> 20} MB: this is no text.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var room = (int)Math.Min(_buffer.Length - _end, _left);
        var read = room == 0 ? 0 : await stream.ReadAsync(_buffer.AsMemory(_end, room), cancellationToken);
        _isOver = read == 0;
        _left -= read;
        _end += read;
        return _end - read;
    }
}
