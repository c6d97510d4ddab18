namespace Stampede.Engine;

/// <summary>The way out of a connection: what of a request is sent, what still waits for room, and a body that is read while it is sent.</summary>
internal sealed class RequestOutput(HttpConnection connection, EventLoop loop)
{
    private LoopSocket? _socket;
    private TlsLayer? _tls;
    private OutputQueue _queue;
    private RequestStream? _stream;

    /// <summary>The system takes nothing more of the present request.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Anything of the present request may have reached the server.</summary>
    public bool AnyWritten { get; private set; }

    /// <summary>All of the present request is sent.</summary>
    public bool IsComplete => !HasFailed && HasRoom && _stream is null or { IsDone: true };

    /// <summary>Nothing waits to be sent.</summary>
    public bool HasRoom => _tls?.HasRoom ?? _queue.IsEmpty;

    public void Open(LoopSocket socket, TlsLayer? tls)
    {
        _socket = socket;
        _tls = tls;
    }

    /// <summary>Sends a request, as far as it goes at once.</summary>
    public void Send(Exchange exchange)
    {
        AnyWritten = false;
        HasFailed = false;
        var head = RequestRenderer.Render(exchange, loop, out var body);
        if (exchange.BodyStream is not null)
        {
            _stream = new RequestStream(connection, this, loop, exchange);
        }

        Write(exchange, head, body);
        _stream?.Start();
    }

    /// <summary>Sends now what can be sent now, and the rest when there is room.</summary>
    /// <param name="exchange">What it belongs to.</param>
    /// <param name="scratch">In the loop's buffer: copied if it must wait.</param>
    /// <param name="body">Stands still until the exchange is over.</param>
    public void Write(Exchange exchange, ReadOnlyMemory<byte> scratch, ReadOnlyMemory<byte> body)
    {
        exchange.BytesSent += scratch.Length + body.Length;
        if (_tls is not null)
        {
            AnyWritten = true;
            _tls.Write(scratch, body);
            return;
        }

        var sent = _queue.IsEmpty ? _socket!.Send(scratch.Span) : LoopSocket.WouldBlock;
        AnyWritten |= sent > 0;
        if (sent == scratch.Length && body.IsEmpty)
        {
            return;
        }

        if (sent == LoopSocket.Failed)
        {
            Fail();
            return;
        }

        _queue.AddCopy(scratch.Span[Math.Max(sent, 0)..]);
        _queue.Add(body);
        Flush();
    }

    /// <summary>There is room: sends what waits.</summary>
    public void Flush()
    {
        while (_queue.TryPeek(out var next))
        {
            var sent = _socket!.Send(next.Span);
            if (sent == LoopSocket.WouldBlock)
            {
                _socket.AwaitWritable();
                return;
            }

            if (sent == LoopSocket.Failed)
            {
                Fail();
                return;
            }

            AnyWritten |= sent > 0;
            _queue.Advance(sent);
        }

        OnRoom();
    }

    /// <summary>All that was handed over is sent.</summary>
    public void OnRoom() => _stream?.OnRoom();

    /// <summary>A send that fails is no verdict yet: the answer may stand in the receive buffer already (rule 7), or the end (rule 10).</summary>
    public void Fail()
    {
        HasFailed = true;
        _queue.Clear();
        connection.OnSendFailed();
    }

    /// <summary>The exchange is over: nothing more of it is read.</summary>
    public void EndStream()
    {
        _stream?.Cancel();
        _stream = null;
    }

    public void Close()
    {
        EndStream();
        _queue.Clear();
        _tls = null;
        _socket = null;
    }
}
