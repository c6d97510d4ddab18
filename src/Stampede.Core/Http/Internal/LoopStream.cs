using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace Stampede.Engine;

/// <summary>A loop's socket as the stream that <see cref="System.Net.Security.SslStream"/> wants. One read and one write at a time; on the loop's thread.</summary>
internal sealed class LoopStream(LoopSocket socket) : Stream, IValueTaskSource<int>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<int> _read;
    private ManualResetValueTaskSourceCore<int> _write;
    private Memory<byte> _readBuffer;
    private ReadOnlyMemory<byte> _writeRest;
    private bool _reading;
    private bool _writing;
    private bool _readable = true;
    private bool _closed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void OnReadable()
    {
        _readable = true;
        if (!_reading)
        {
            return;
        }

        if (_readBuffer.IsEmpty)
        {
            _reading = false;
            _read.SetResult(0);
            return;
        }

        var received = TryReceive(_readBuffer.Span);
        if (received != LoopSocket.WouldBlock)
        {
            _reading = false;
            if (received == LoopSocket.Failed)
            {
                _read.SetException(Broken());
            }
            else
            {
                _read.SetResult(received);
            }
        }
    }

    public void OnWritable()
    {
        if (!_writing)
        {
            return;
        }

        var sent = TrySend();
        if (sent == LoopSocket.Failed)
        {
            _writing = false;
            _write.SetException(Broken());
        }
        else if (_writeRest.IsEmpty)
        {
            _writing = false;
            _write.SetResult(0);
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_closed)
        {
            return ValueTask.FromException<int>(Closed());
        }

        if (_readable)
        {
            if (buffer.IsEmpty)
            {
                return new ValueTask<int>(0);
            }

            var received = TryReceive(buffer.Span);
            if (received != LoopSocket.WouldBlock)
            {
                return received == LoopSocket.Failed ? ValueTask.FromException<int>(Broken()) : new ValueTask<int>(received);
            }
        }

        _readBuffer = buffer;
        _reading = true;
        _read.Reset();
        return new ValueTask<int>(this, _read.Version);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_closed)
        {
            return ValueTask.FromException(Closed());
        }

        _writeRest = buffer;
        if (TrySend() == LoopSocket.Failed)
        {
            return ValueTask.FromException(Broken());
        }

        if (_writeRest.IsEmpty)
        {
            return default;
        }

        _writing = true;
        _write.Reset();
        return new ValueTask((IValueTaskSource)this, _write.Version);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is asynchronous only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is asynchronous only.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    int IValueTaskSource<int>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token) => _write.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _write.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _write.OnCompleted(continuation, state, token, flags);

    protected override void Dispose(bool disposing)
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        if (_reading)
        {
            _reading = false;
            _read.SetException(Closed());
        }

        if (_writing)
        {
            _writing = false;
            _write.SetException(Closed());
        }

        base.Dispose(disposing);
    }

    private static IOException Closed() => new("The connection is closed.");

    private IOException Broken() => new($"The connection broke: {socket.Error}", new SocketException((int)socket.Error));

    private int TryReceive(Span<byte> buffer)
    {
        var received = socket.Receive(buffer);
        if (received == LoopSocket.WouldBlock || (received > 0 && received < buffer.Length && !socket.PeerEnded))
        {
            _readable = false;
            socket.AwaitReadable();
        }

        return received;
    }

    private int TrySend()
    {
        while (!_writeRest.IsEmpty)
        {
            var sent = socket.Send(_writeRest.Span);
            if (sent < 0)
            {
                if (sent == LoopSocket.WouldBlock)
                {
                    socket.AwaitWritable();
                }

                return sent;
            }

            _writeRest = _writeRest[sent..];
        }

        return 0;
    }
}
