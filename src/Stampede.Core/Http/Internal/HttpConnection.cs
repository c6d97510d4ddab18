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
    private readonly RequestOutput _output;
    private LoopSocket? _socket;
    private TlsLayer? _tls;
    private Exchange? _exchange;
    private Connector? _connector;
    private State _state;
    private bool _reused;
    private bool _answered;

    public HttpConnection(ConnectionSet set, Origin origin, bool trustAny)
    {
        _set = set;
        _loop = set.Loop;
        _origin = origin;
        _trustAny = trustAny;
        _output = new RequestOutput(this, _loop);
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
        _state = State.Connecting;
        _connector = new Connector(this, _set, _origin);
        _connector.Start();
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
        if (_state != State.Connecting || _exchange is not { } exchange || _connector is not { } connector)
        {
            return;
        }

        if (error != SocketError.Success)
        {
            if (!connector.TryAnother(error, out var reason, out var detail))
            {
                Fail(reason, detail, MonotonicClock.Ticks);
            }

            return;
        }

        var now = MonotonicClock.Ticks;
        exchange.ConnectTicks = connector.Elapsed(now);
        exchange.Opened++;
        _socket = connector.Socket;
        if (!_origin.IsSecure)
        {
            Established(exchange, now);
            return;
        }

        _state = State.Handshaking;
        _tls = new TlsLayer(this, _output, _loop, _socket!, _origin.Host, _trustAny, _set.Engine.Handshakes);
        _tls.Start();
    }

    /// <summary>The host's name has no address.</summary>
    public void OnUnresolved(string problem) => Fail(TransportError.UnknownHost, problem, MonotonicClock.Ticks);

    /// <summary>It is still this connector that the connection waits for.</summary>
    public bool IsConnecting(Connector connector) => _state == State.Connecting && ReferenceEquals(_connector, connector);

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

        exchange.TlsTicks = _connector!.Elapsed(now) - exchange.ConnectTicks;
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
            _output.Flush();
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

        // Rule 8: a look at the clock for the first piece and one for the last, the same where they are one.
        var first = exchange.FirstByte == 0;
        if (first)
        {
            exchange.FirstByte = MonotonicClock.Ticks;
        }

        exchange.BytesReceived += data.Length;
        switch (_parser.Parse(data, out var consumed))
        {
            case ParseResult.NeedMore:
                return true;
            case ParseResult.Done:
                exchange.Ended = first ? exchange.FirstByte : MonotonicClock.Ticks;
                _answered = true;
                if (consumed < data.Length)
                {
                    Finish(exchange, keep: false);
                    return false;
                }

                return true;
            default:
                Fail(ParseFailure(_parser.Error), _parser.Detail, MonotonicClock.Ticks);
                return false;
        }
    }

    /// <summary>All that has been received so far is handed over.</summary>
    public void OnDrained()
    {
        if (_answered && _exchange is { } exchange)
        {
            Finish(exchange, keep: _socket is { } socket && !socket.HasEnded());
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

    private void Established(Exchange exchange, long now)
    {
        exchange.Deadline = exchange.Started + exchange.TimeoutTicks;
        if (exchange.Sent == 0)
        {
            exchange.Sent = now;
        }

        _reused = false;
        _connector = null;
        _output.Open(_socket!, _tls);
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
        _parser.Begin(exchange.Message, exchange.IsHead, exchange.DiscardBody, exchange.Limits);
        _output.Send(exchange);
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
        _reused && exchange.Resent == 0 && exchange.BodyStream is null && (exchange.IsIdempotent || !_output.AnyWritten);

    private void Resend(Exchange exchange)
    {
        exchange.Resent++;
        exchange.Sent = 0;
        exchange.Message.Reset();
        exchange.BytesSent = 0;
        _exchange = null;
        Close();
        _set.SendAgain(exchange);
    }

    private void Finish(Exchange exchange, bool keep)
    {
        var sent = _output.IsComplete;
        _output.EndStream();
        _exchange = null;
        _answered = false;
        exchange.Connection = null;
        _loop.Exchanges.Remove(exchange);
        if (keep && sent && exchange.KeepAlive && _parser.KeepAlive)
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
        _output.EndStream();
        _loop.Exchanges.Remove(exchange);
        Close();
        exchange.Owner.OnDone(exchange);
    }

    private void Close()
    {
        if (_state == State.Closed)
        {
            return;
        }

        _state = State.Closed;
        _output.Close();
        _connector?.Close();
        _connector = null;
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

        _output.Write(exchange, piece, default);
        return ReferenceEquals(_exchange, exchange) && !_output.HasFailed;
    }

    /// <summary>The stream of a body threw: the request cannot be completed.</summary>
    internal void StreamFailed(Exchange exchange, string detail)
    {
        if (ReferenceEquals(_exchange, exchange))
        {
            Fail(TransportError.NotSent, detail, MonotonicClock.Ticks);
        }
    }

    /// <summary>The system takes nothing more: what is there to be received decides, in a moment.</summary>
    internal void OnSendFailed()
    {
        if (_exchange is { } exchange)
        {
            _loop.Enqueue(new SendFailure(this, exchange));
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
