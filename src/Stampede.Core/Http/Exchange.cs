namespace Stampede.Engine;

/// <summary>
/// One request and its answer on the wire: what to send, what came back, and when. It knows no statistics. Reused by its owner;
/// times are stopwatch ticks.
/// </summary>
internal sealed class Exchange
{
    public Exchange(IExchangeOwner owner) => Owner = owner;

    public IExchangeOwner Owner { get; }

    // What to send.
    public string Method = "GET";
    public UrlTarget Target;

    public ReadOnlyMemory<byte> Body;

    /// <summary>A body that is read while it is sent; then <see cref="Body"/> is empty.</summary>
    public Stream? BodyStream;

    /// <summary>How many bytes <see cref="BodyStream"/> gives; -1 where unknown: sent chunked.</summary>
    public long BodyStreamLength = -1;

    /// <summary>There is a body, be it empty: a Content-Length is sent.</summary>
    public bool HasBody;

    public bool KeepAlive = true;
    public bool DiscardBody;
    public bool TrustAnyCertificate;
    public ResponseLimits Limits = ResponseLimits.Default;
    public long TimeoutTicks;
    public long ConnectTimeoutTicks;

    // What came back.
    public readonly ResponseMessage Message = new();
    public TransportError Error;
    public string? ErrorDetail;

    // When.

    /// <summary>When it should have started: before <see cref="Started"/> where the user was late for it, else the same.</summary>
    public long Intended;
    public long Started;
    public long Sent;
    public long FirstByte;
    public long Ended;

    /// <summary>Ticks of connecting and of the TLS handshake; -1 where a connection was reused.</summary>
    public long ConnectTicks;
    public long TlsTicks;

    // How.
    public int Opened;
    public int Resent;
    public long BytesSent;
    public long BytesReceived;

    // The engine's own.
    internal ConnectionSet? Connections;
    internal HttpConnection? Connection;
    internal Exchange? NextPending;
    internal Exchange? PreviousPending;
    internal bool IsPending;

    /// <summary>When the sweep ends it.</summary>
    internal long Deadline;

    public Origin Origin => Target.Origin;

    public bool IsHead => Method == "HEAD";

    /// <summary>RFC 9110 9.2.2.</summary>
    public bool IsIdempotent => Method is "GET" or "HEAD" or "OPTIONS" or "PUT" or "DELETE";

    /// <summary>Forgets what came back and how: the request may be sent (again).</summary>
    public void Prepare(long started)
    {
        Message.Reset();
        Error = TransportError.None;
        ErrorDetail = null;
        Intended = started;
        Started = started;
        Sent = 0;
        FirstByte = 0;
        Ended = 0;
        ConnectTicks = -1;
        TlsTicks = -1;
        Opened = 0;
        Resent = 0;
        BytesSent = 0;
        BytesReceived = 0;
    }

    /// <summary>It starts now, not when it was prepared; one that was late already stays so.</summary>
    public void StartAgain(long now)
    {
        Intended = Intended == Started ? now : Intended;
        Started = now;
    }

    /// <summary>Forgets one answer of several that belong together (a redirect); what was counted and when it began stay.</summary>
    public void PrepareNext()
    {
        Message.Reset();
        FirstByte = 0;
    }

    /// <summary>The deadline has passed.</summary>
    internal void Expire(long now) => Connection?.Expire(this, now);
}
