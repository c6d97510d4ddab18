using System.Threading.Tasks.Sources;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>
/// One request of a user from its start until its slot is used again: the exchange, how it counts, and the task that is awaited. Reused;
/// <see cref="Version"/> tells responses of earlier uses that theirs is gone.
/// </summary>
internal sealed class ResponseSlot : IExchangeOwner, IValueTaskSource<Response>, ILoopWork
{
    private readonly HttpSession _session;
    private readonly OutgoingRequest _request;
    private ManualResetValueTaskSourceCore<Response> _core;
    private bool _expectFailed;
    private bool _statusExpected;
    private Declared _declared;
    private FailureKind _kind;
    private string? _reason;
    private ReadOnlyMemory<byte> _decoded;
    private bool _isDecoded;
    private SlotState _state;

    public ResponseSlot(HttpSession session)
    {
        _session = session;
        Exchange = new Exchange(this);
        _request = new OutgoingRequest(session, Exchange);
    }

    private enum Declared : byte
    {
        Nothing,
        Failed,
        Passed,
    }

    public Exchange Exchange { get; }

    public SlotState State
    {
        get => _state;
        private set => _state = value;
    }

    public int Version { get; private set; }

    public int RequestId { get; private set; }

    /// <summary>How it counted, once settled.</summary>
    public FailureKind Kind => _kind;

    public string? Reason => _reason;

    public UserContext Context => _session.Context;

    /// <summary>Takes the slot for a new request. Sent by <see cref="Send"/>.</summary>
    public void Prepare(in RequestParts parts, int requestId, in UrlTarget target, long started)
    {
        Exchange.Prepare(started);
        RequestId = requestId;
        State = SlotState.InFlight;
        _declared = Declared.Nothing;
        _expectFailed = _statusExpected = false;
        _kind = FailureKind.None;
        _reason = null;
        _decoded = default;
        _isDecoded = false;
        _request.Prepare(parts, target);
        _core.Reset();
    }

    /// <summary>Sends it; from any thread.</summary>
    public ValueTask<Response> Send()
    {
        var loop = _session.Context.Loop;
        var pending = new ValueTask<Response>(this, _core.Version);
        if (loop.IsCurrent)
        {
            _session.Connections.Send(Exchange);
        }
        else
        {
            loop.Post(this);
        }

        return pending;
    }

    /// <summary>Posted by another thread.</summary>
    public void Run()
    {
        if (Context is { IsEnding: true, IsInStop: false })
        {
            // The user was ended in between: nobody would end it a second time.
            Exchange.Error = TransportError.Aborted;
            Exchange.Ended = MonotonicClock.Ticks;
            _request.ReleaseBody();
            Complete();
            return;
        }

        _session.Connections.Send(Exchange);
    }

    public void WriteHeaders(Exchange exchange, ref RequestHeadWriter head)
    {
        _request.WriteHeaders(ref head);
        Context.Hooks?.Trace?.Sent(exchange, head.Written);
    }

    public void OnDone(Exchange exchange)
    {
        var message = exchange.Message;
        if (exchange.Error == TransportError.None)
        {
            if (message.HasSetCookie)
            {
                _session.Cookies.Store(message, exchange.Target, _session.Context.Time);
            }

            if (_request.FollowsRedirects && Redirects.IsRedirect(message.Status))
            {
                if (_request.TryFollow(out var kind, out var problem))
                {
                    _session.Connections.Send(exchange);
                    return;
                }

                if (problem is not null)
                {
                    Expect(false, kind, problem);
                }
            }
        }

        _request.ReleaseBody();
        Complete();
    }

    /// <summary>The answer is expected to hold something; the first that does not decides.</summary>
    public void Expect(bool holds, FailureKind kind, string reason)
    {
        if (!holds && !_expectFailed)
        {
            _expectFailed = true;
            if (_reason is null)
            {
                _kind = kind;
                _reason = reason;
            }
        }
    }

    /// <summary>The status is one of those that were expected.</summary>
    public void AcceptStatus() => _statusExpected = true;

    public void Declare(bool passed, string? reason)
    {
        _declared = passed ? Declared.Passed : Declared.Failed;
        if (!passed && (_reason is null || !_expectFailed))
        {
            _kind = _kind == FailureKind.None ? FailureKind.Declared : _kind;
            _reason ??= reason;
        }
    }

    /// <summary>It counts now, once: the stop may settle it on the loop while the user's code does on another thread.</summary>
    public void Settle()
    {
        if (_state != SlotState.Open || Interlocked.CompareExchange(ref _state, SlotState.Settled, SlotState.Open) != SlotState.Open)
        {
            return;
        }

        var exchange = Exchange;
        Decide(exchange);
        _session.Record(this, exchange, accepted: _kind == FailureKind.None && exchange.Message.Status >= 400);
    }

    /// <summary>The body, decoded when it is first asked for.</summary>
    public ReadOnlyMemory<byte> Body()
    {
        if (_isDecoded)
        {
            return _decoded;
        }

        var message = Exchange.Message;
        if (!message.TryGetHeader("content-encoding"u8, out var encoding))
        {
            return message.Body;
        }

        try
        {
            _decoded = ContentDecoder.Decode(message.Body, encoding, Exchange.Limits.Body);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            if (State == SlotState.Open)
            {
                Expect(false, FailureKind.Undecodable, exception.Message);
            }

            throw new RequirementException($"{Context.Recorder.Request(RequestId)}: {exception.Message}");
        }

        _isDecoded = true;
        return _decoded;
    }

    /// <summary>It is not sent after all.</summary>
    public void Abandon()
    {
        _request.ReleaseBody();
        State = SlotState.Free;
        Version++;
    }

    /// <summary>Gives the buffers back: the response is not readable any more.</summary>
    public void Release()
    {
        if (State == SlotState.InFlight)
        {
            return;
        }

        Settle();
        State = SlotState.Free;
        Version++;
        Exchange.Message.Release();
        _decoded = default;
        _isDecoded = false;
        _request.Release();
    }

    Response IValueTaskSource<Response>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<Response>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<Response>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Decide(Exchange exchange)
    {
        if (_declared == Declared.Passed)
        {
            _kind = FailureKind.None;
            _reason = null;
            return;
        }

        if (exchange.Error != TransportError.None)
        {
            return;
        }

        if (_declared == Declared.Nothing && !_expectFailed && exchange.Message.Status >= 400 && !_statusExpected)
        {
            _kind = FailureKind.Status;
            _reason = StatusText.Of(exchange.Message.Status);
        }
    }

    private void Complete()
    {
        var context = _session.Context;
        var exchange = Exchange;
        State = SlotState.Open;
        if (exchange.Error != TransportError.None)
        {
            if (exchange.Error == TransportError.Aborted)
            {
                State = SlotState.Settled;
                context.CutOff(MonotonicClock.Microseconds(exchange.Ended - exchange.Intended));
                _session.Done();
                context.Loop.Enter(context.Mark);
                _core.SetException(new UserStoppedException());
                context.Loop.Leave();
                return;
            }

            _kind = FailureKinds.Of(exchange.Error);
            _reason = exchange.ErrorDetail ?? _kind.ToString();
            _expectFailed = true;
        }

        _session.Done();
        context.Loop.Enter(context.Mark);
        _core.SetResult(new Response(this));
        context.Loop.Leave();
    }
}
