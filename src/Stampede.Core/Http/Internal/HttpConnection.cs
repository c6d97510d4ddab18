using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Stampede.Engine;

/// <summary>
/// One HTTP/1.1 connection, on its loop's thread only.
/// <code>
/// state        event                                  next
/// New          Begin: resolve, connect                Connecting
/// Connecting   connected, http                        Busy (request sent)
/// Connecting   connected, https                       Handshaking
/// Connecting   error, another address left            Connecting
/// Handshaking  done                                   Busy (request sent)
/// Busy         answer complete, may be kept           Idle
/// Busy         answer complete otherwise, error       Closed
/// Idle         Begin                                  Busy
/// Idle         the peer ends it or sends anything     Closed
/// </code>
/// </summary>
internal sealed class HttpConnection : ISocketOwner
{
    private readonly ConnectionSet _set;
    private readonly EventLoop _loop;
    private readonly Origin _origin;
    private readonly bool _trustAny;
    private readonly ResponseParser _parser = new();
    private LoopSocket? _socket;
    private TlsLayer? _tls;
    private Exchange? _exchange;
    private IPEndPoint? _address;
    private State _state;
    private int _attempts;
    private bool _reused;
    private bool _answered;
    private bool _anyWritten;
    private bool _sendFailed;
    private long _connectStarted;
    private OutputQueue _output;
    private RequestStream? _stream;

    public HttpConnection(ConnectionSet set, Origin origin, bool trustAny)
    {
        _set = set;
        _loop = set.Loop;
        _origin = origin;
        _trustAny = trustAny;
    }

    private enum State : byte
    {
        New,
        Connecting,
        Handshaking,
        Busy,
        Idle,
        Closed,
    }

    public bool IsIdle => _state == State.Idle;

    public bool Serves(Exchange exchange) => _trustAny == exchange.TrustAnyCertificate && _origin.Equals(exchange.Origin);

    /// <summary>Sends an exchange; connects first where that has not been done.</summary>
    public void Begin(Exchange exchange)
    {
        _exchange = exchange;
        exchange.Connection = this;
        if (_state == State.Idle)
        {
            _reused = true;
            exchange.Deadline = exchange.Started + exchange.TimeoutTicks;
            if (exchange.Sent == 0)
            {
                // No time has passed since the start: no further look at the clock. A redirect keeps the first request's.
                exchange.Sent = exchange.Started;
            }

            SendRequest(exchange);
            return;
        }

        exchange.Deadline = exchange.Started + Math.Min(exchange.ConnectTimeoutTicks, exchange.TimeoutTicks);
        _connectStarted = MonotonicClock.Ticks;
        Connect(exchange);
    }

    /// <summary>Its deadline has passed.</summary>
    public void Expire(Exchange exchange, long now)
    {
        if (!ReferenceEquals(exchange, _exchange))
        {
            return;
        }

        var connecting = _state is State.New or State.Connecting or State.Handshaking
            && exchange.ConnectTimeoutTicks <= exchange.TimeoutTicks;
        exchange.Ended = now;
        Fail(
            connecting ? TransportError.ConnectTimeout : TransportError.Timeout,
            connecting ? "No connection in time" : "No complete answer in time",
            now);
    }

    /// <summary>Closes it; an exchange under way ends as aborted.</summary>
    public void Abort()
    {
        if (_exchange is null)
        {
            Close();
        }
        else
        {
            Fail(TransportError.Aborted, "The run stopped", MonotonicClock.Ticks);
        }
    }

    public void OnConnected(SocketError error)
    {
        if (_state != State.Connecting || _exchange is not { } exchange)
        {
            return;
        }

        if (error != SocketError.Success)
        {
            ConnectFailed(exchange, error);
            return;
        }

        var now = MonotonicClock.Ticks;
        exchange.ConnectTicks = now - _connectStarted;
        exchange.Opened++;
        if (!_origin.IsSecure)
        {
            Established(exchange, now);
            return;
        }

        _state = State.Handshaking;
        _tls = new TlsLayer(this, _loop, _socket!, _origin.Host, _trustAny, _set.Engine.Handshakes);
        _tls.Start();
    }

    /// <summary>The TLS handshake is over.</summary>
    public void OnHandshaken(TransportError error, string? detail)
    {
        if (_state != State.Handshaking || _exchange is not { } exchange)
        {
            return;
        }

        var now = MonotonicClock.Ticks;
        if (error != TransportError.None)
        {
            Fail(error, detail, now);
            return;
        }

        exchange.TlsTicks = now - _connectStarted - exchange.ConnectTicks;
        Established(exchange, now);
    }

    public void OnReadable()
    {
        if (_tls is not null)
        {
            _tls.OnReadable();
        }
        else if (_socket is not null)
        {
            Receive();
        }
    }

    public void OnWritable()
    {
        if (_tls is not null)
        {
            _tls.OnWritable();
        }
        else if (_state == State.Busy)
        {
            Flush();
        }
    }

    /// <summary>Bytes of an answer, decrypted. True where more may be taken, false where the exchange or the connection is over.</summary>
    public bool OnData(ReadOnlySpan<byte> data)
    {
        if (_exchange is not { } exchange || _answered)
        {
            // Nobody asked, or an answer is followed by more: never to be read as the next answer.
            if (_exchange is { } answered)
            {
                Finish(answered, keep: false);
            }
            else
            {
                Close();
            }

            return false;
        }

        var now = MonotonicClock.Ticks;
        if (exchange.FirstByte == 0)
        {
            exchange.FirstByte = now;
        }

        exchange.BytesReceived += data.Length;
        switch (_parser.Parse(data, out var consumed))
        {
            case ParseResult.NeedMore:
                return true;
            case ParseResult.Done:
                exchange.Ended = now;
                _answered = true;
                if (consumed < data.Length)
                {
                    Finish(exchange, keep: false);
                    return false;
                }

                return true;
            default:
                Fail(ParseFailure(_parser.Error), _parser.Detail, now);
                return false;
        }
    }

    /// <summary>All that has been received so far is handed over.</summary>
    public void OnDrained()
    {
        if (_answered && _exchange is { } exchange)
        {
            Finish(exchange, keep: _socket is { PeerEnded: false });
        }
    }

    /// <summary>The peer has ended the connection, or it broke.</summary>
    public void OnEnd(SocketError error)
    {
        if (_exchange is not { } exchange)
        {
            Close();
            return;
        }

        if (_answered)
        {
            Finish(exchange, keep: false);
            return;
        }

        var now = MonotonicClock.Ticks;
        if (exchange.FirstByte == 0)
        {
            if (MayResend(exchange))
            {
                Resend(exchange);
                return;
            }

            Fail(
                error == SocketError.Success ? TransportError.ConnectionClosed : SocketErrors.OnTransfer(error),
                error == SocketError.Success ? "The server closed the connection without an answer" : $"The connection broke before an answer: {error}",
                now);
            return;
        }

        if (error == SocketError.Success && _parser.EndOfInput() == ParseResult.Done)
        {
            exchange.Ended = now;
            Finish(exchange, keep: false);
            return;
        }

        Fail(
            error == SocketError.Success ? TransportError.Truncated : SocketErrors.OnTransfer(error),
            error == SocketError.Success ? "The connection ended in the middle of the answer" : $"The connection broke in the middle of the answer: {error}",
            now);
    }

    private static TransportError ParseFailure(ParseError error) => error switch
    {
        ParseError.HeadTooLarge => TransportError.HeadTooLarge,
        ParseError.BodyTooLarge => TransportError.BodyTooLarge,
        ParseError.Truncated => TransportError.Truncated,
        _ => TransportError.Malformed,
    };

    private void Connect(Exchange exchange)
    {
        _state = State.Connecting;
        if (!_set.Engine.Hosts.TryNext(_origin, out var address))
        {
            _ = Resolve(exchange);
            return;
        }

        _attempts++;
        _address = address;
        _socket = _loop.NewSocket(this);
        var error = _socket.Connect(address!);
        if (error != SocketError.Success)
        {
            _socket = null;
            // Not from within Begin: whoever sends must first have got his pending task.
            _loop.Enqueue(new ConnectFailure(this, exchange, error));
        }
    }

    private async Task Resolve(Exchange exchange)
    {
        TransportError error;
        string? detail = null;
        try
        {
            await _set.Engine.Hosts.Resolve(_origin.Host, CancellationToken.None);
            error = TransportError.None;
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            error = TransportError.UnknownHost;
            detail = $"The host name '{_origin.Host}' could not be resolved";
        }

        await Task.Yield();
        await new LoopSwitch(_loop);
        if (!ReferenceEquals(_exchange, exchange) || _state != State.Connecting)
        {
            return;
        }

        if (error != TransportError.None)
        {
            Fail(error, detail, MonotonicClock.Ticks);
        }
        else
        {
            Connect(exchange);
        }
    }

    private void ConnectFailed(Exchange exchange, SocketError error)
    {
        _socket?.Close();
        _socket = null;
        var mapped = SocketErrors.OnConnect(error);
        if (mapped is not (TransportError.TooManyOpenFiles or TransportError.NoFreePort))
        {
            _set.Engine.Hosts.Failed(_origin, _address!);
            if (_attempts < _set.Engine.Hosts.CountOf(_origin))
            {
                Connect(exchange);
                return;
            }
        }

        Fail(mapped, ConnectDetail(mapped, error), MonotonicClock.Ticks);
    }

    private string ConnectDetail(TransportError mapped, SocketError error) => mapped switch
    {
        TransportError.ConnectionRefused => $"Nobody listens at {_origin}",
        TransportError.TooManyOpenFiles => "No file descriptor left: raise the limit of open files (ulimit -n)",
        TransportError.NoFreePort => $"No free local port for {_origin}: too many connections opened and closed",
        TransportError.Unreachable => $"No route to {_origin}",
        TransportError.ConnectTimeout => $"{_origin} did not answer the connect",
        _ => $"Connecting to {_origin} failed: {error}",
    };

    private void Established(Exchange exchange, long now)
    {
        exchange.Deadline = exchange.Started + exchange.TimeoutTicks;
        if (exchange.Sent == 0)
        {
            exchange.Sent = now;
        }

        _reused = false;
        SendRequest(exchange);
        if (_socket is not null)
        {
            _socket.AwaitReadable();
        }
    }

    private void SendRequest(Exchange exchange)
    {
        _state = State.Busy;
        _answered = false;
        _anyWritten = false;
        _sendFailed = false;
        _parser.Begin(exchange.Message, exchange.IsHead, exchange.DiscardBody, exchange.Limits);
        var head = RequestRenderer.Render(exchange, _loop, out var body);
        if (exchange.BodyStream is not null)
        {
            _stream = new RequestStream(this, _loop, exchange);
        }

        Write(exchange, head, body);
        if (_stream is not null && ReferenceEquals(_exchange, exchange))
        {
            _stream.Start();
        }
    }

    /// <summary>Sends now what can be sent now, and the rest when there is room. <paramref name="scratch"/> is the loop's and is copied if it must wait.</summary>
    private void Write(Exchange exchange, ReadOnlyMemory<byte> scratch, ReadOnlyMemory<byte> body)
    {
        exchange.BytesSent += scratch.Length + body.Length;
        if (_tls is not null)
        {
            _anyWritten = true;
            _tls.Write(scratch, body);
            return;
        }

        var sent = _output.IsEmpty ? _socket!.Send(scratch.Span) : LoopSocket.WouldBlock;
        _anyWritten |= sent > 0;
        if (sent == scratch.Length && body.IsEmpty)
        {
            return;
        }

        if (sent == LoopSocket.Failed)
        {
            SendFailed();
            return;
        }

        _output.AddCopy(scratch.Span[Math.Max(sent, 0)..]);
        _output.Add(body);
        Flush();
    }

    private void Flush()
    {
        while (_output.TryPeek(out var next))
        {
            var sent = _socket!.Send(next.Span);
            if (sent == LoopSocket.WouldBlock)
            {
                _socket.AwaitWritable();
                return;
            }

            if (sent == LoopSocket.Failed)
            {
                SendFailed();
                return;
            }

            _anyWritten |= sent > 0;
            _output.Advance(sent);
        }

        _stream?.OnRoom();
    }

    /// <summary>A send that fails is no verdict yet: the answer may stand in the receive buffer already (rule 7), or the end (rule 10).</summary>
    internal void SendFailed()
    {
        _sendFailed = true;
        _output.Clear();
        if (_exchange is { } exchange)
        {
            _loop.Enqueue(new SendFailure(this, exchange));
        }
    }

    private void Receive()
    {
        var large = false;
        while (_socket is { } socket)
        {
            var buffer = _loop.Buffers.Rent(large);
            var received = socket.Receive(buffer);
            if (received > 0)
            {
                var goOn = OnData(buffer.AsSpan(0, received));
                _loop.Buffers.Return(buffer);
                if (!goOn)
                {
                    return;
                }

                if (received < buffer.Length && !socket.PeerEnded)
                {
                    break;
                }

                large = true;
                continue;
            }

            _loop.Buffers.Return(buffer);
            if (received == LoopSocket.WouldBlock)
            {
                break;
            }

            OnEnd(received == 0 ? SocketError.Success : socket.Error);
            return;
        }

        // Ask before the owner goes on: it may close the connection.
        _socket?.AwaitReadable();
        OnDrained();
    }

    /// <summary>Rule 10: only on a reused connection, once, and if a second execution does no harm or there was no first.</summary>
    private bool MayResend(Exchange exchange) =>
        _reused && exchange.Resent == 0 && exchange.BodyStream is null && (exchange.IsIdempotent || !_anyWritten);

    private void Resend(Exchange exchange)
    {
        exchange.Resent++;
        exchange.Sent = 0;
        exchange.Message.Reset();
        exchange.BytesSent = 0;
        _exchange = null;
        Close();
        _set.Send(exchange);
    }

    private void Finish(Exchange exchange, bool keep)
    {
        var unsent = _sendFailed || !_output.IsEmpty || _tls is { HasRoom: false } || _stream is { IsDone: false };
        EndStream();
        _exchange = null;
        _answered = false;
        exchange.Connection = null;
        _loop.Exchanges.Remove(exchange);
        if (keep && !unsent && exchange.KeepAlive && _parser.KeepAlive)
        {
            _state = State.Idle;
        }
        else
        {
            Close();
        }

        exchange.Owner.OnDone(exchange);
    }

    private void Fail(TransportError error, string? detail, long now)
    {
        var exchange = _exchange!;
        exchange.Error = error;
        exchange.ErrorDetail = detail;
        exchange.Ended = now;
        exchange.Connection = null;
        _exchange = null;
        EndStream();
        _loop.Exchanges.Remove(exchange);
        Close();
        exchange.Owner.OnDone(exchange);
    }

    private void EndStream()
    {
        _stream?.Cancel();
        _stream = null;
    }

    private void Close()
    {
        if (_state == State.Closed)
        {
            return;
        }

        _state = State.Closed;
        _output.Clear();
        _tls?.Dispose();
        _tls = null;
        _socket?.Close();
        _socket = null;
        _set.Remove(this);
    }

    /// <summary>A piece of a streamed body; false where the exchange is over.</summary>
    internal bool WritePiece(Exchange exchange, ReadOnlyMemory<byte> piece)
    {
        if (!ReferenceEquals(_exchange, exchange) || _state != State.Busy)
        {
            return false;
        }

        Write(exchange, piece, default);
        return ReferenceEquals(_exchange, exchange);
    }

    /// <summary>Nothing waits to be sent.</summary>
    internal bool HasRoom => _tls?.HasRoom ?? _output.IsEmpty;

    /// <summary>The stream of a body threw: the request cannot be completed.</summary>
    internal void StreamFailed(Exchange exchange, string detail)
    {
        if (ReferenceEquals(_exchange, exchange))
        {
            Fail(TransportError.NotSent, detail, MonotonicClock.Ticks);
        }
    }

    /// <summary>The TLS layer has sent all it was given.</summary>
    internal void OnTlsRoom() => _stream?.OnRoom();

    private sealed class ConnectFailure(HttpConnection connection, Exchange exchange, SocketError error) : ILoopWork
    {
        public void Run()
        {
            if (connection._state == State.Connecting && ReferenceEquals(connection._exchange, exchange))
            {
                connection.ConnectFailed(exchange, error);
            }
        }
    }

    private sealed class SendFailure(HttpConnection connection, Exchange exchange) : ILoopWork
    {
        public void Run()
        {
            if (connection._state != State.Busy || !ReferenceEquals(connection._exchange, exchange))
            {
                return;
            }

            connection.OnReadable();
            if (connection._state == State.Busy && ReferenceEquals(connection._exchange, exchange))
            {
                connection.OnEnd(SocketError.ConnectionReset);
            }
        }
    }
}
