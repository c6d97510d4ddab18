using Npgsql;

namespace Stampede.Stores.Internal;

/// <summary>A run's intervals.jsonl as a stream, read from the database as it is read here: one row in memory at a time.</summary>
internal sealed class RowStream(StoreDatabase database, long key, string place, long length) : Stream
{
    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _command;
    private NpgsqlDataReader? _reader;
    private ReadOnlyMemory<byte> _row;
    private bool _hasNewline; // that of the row before is still to be given
    private long _left = length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left == 0 || buffer.IsEmpty)
        {
            return 0; // the last line may have no newline
        }

        if (_row.IsEmpty && !_hasNewline)
        {
            await database.Guarded(() => Next(cancellationToken), outcome: "");
        }

        int given;
        if (_row.IsEmpty)
        {
            buffer.Span[0] = (byte)'\n';
            (given, _hasNewline) = (1, false);
        }
        else
        {
            given = (int)Math.Min(Math.Min(buffer.Length, _row.Length), _left);
            _row[..given].CopyTo(buffer);
            _row = _row[given..];
        }

        _left -= given;
        return given;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await (_reader?.DisposeAsync() ?? default);
        await (_command?.DisposeAsync() ?? default);
        await (_connection?.DisposeAsync() ?? default);
        await base.DisposeAsync();
    }

    private async ValueTask<bool> Next(CancellationToken cancellationToken)
    {
        if (_reader is null)
        {
            _connection = await database.OpenToRead(cancellationToken);
            _command = new NpgsqlCommand("SELECT content FROM stampede.intervals WHERE run = $1 ORDER BY line", _connection) { Parameters = { new() { Value = key } } };
            _reader = await _command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, cancellationToken);
        }

        if (!await _reader.ReadAsync(cancellationToken))
        {
            throw new StoreException($"{place}: its intervals are not all there; it was removed or replaced while it was read. Read it again.");
        }

        _row = await _reader.GetFieldValueAsync<byte[]>(0, cancellationToken);
        _hasNewline = true;
        return true;
    }
}
