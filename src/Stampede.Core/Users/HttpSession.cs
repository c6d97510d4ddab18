using System.Buffers;
using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede;

/// <summary>
/// The HTTP client of one user: one connection per origin, its own cookies. Each request is measured under its name and method and is open until
/// it is settled: by <see cref="Response.Dispose"/>, the next request, the start of a wait, the end of the task, or the stop of the run.
/// </summary>
public sealed class HttpSession
{
    /// <summary>A user's last eight responses stay readable until the task ends.</summary>
    private const int Readable = 8;

    /// <summary>Connections that a batch uses: as many as a browser opens to one origin.</summary>
    private const int BatchConnections = 6;

    private readonly List<ResponseSlot> _slots = new(1);
    private readonly HttpDefaults _defaults;
    private Stack<ArrayBufferWriter<byte>>? _bodyBuffers;
    private ResponseSlot? _open;
    private int _batchOpen;
    private int _next;
    private int _inFlight;
    private bool _inBatch;
    private TimeSpan _timeout;
    private TimeSpan _connectTimeout;

    // The last request's name and target: most users send the same few requests again and again.
    private string? _lastUrl;
    private string? _lastMethod;
    private string? _lastName;
    private int _lastId;
    private UrlTarget _lastTarget;

    internal HttpSession(UserContext context)
    {
        Context = context;
        _defaults = context.Http;
        var options = _defaults.Options;
        Connections = new ConnectionSet(context.Engine, context.Loop);
        Headers = new RequestHeaders(_defaults);
        TimeoutTicks = _defaults.TimeoutTicks;
        ConnectTimeoutTicks = _defaults.ConnectTimeoutTicks;
        _timeout = options.Timeout;
        _connectTimeout = options.ConnectTimeout;
        FollowRedirects = options.FollowRedirects;
        MaxRedirects = options.MaxRedirects;
        KeepAlive = options.KeepAlive;
        TrustAnyCertificate = options.TrustAnyCertificate;
        Limits = _defaults.Limits;
    }

    /// <summary>Headers sent with every request of this user.</summary>
    public RequestHeaders Headers { get; }

    /// <summary>From the start of a request to its last byte, redirects included; default 60 s (<see cref="HttpOptions.Timeout"/>); above 0.</summary>
    public TimeSpan Timeout
    {
        get => _timeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _timeout = value;
            TimeoutTicks = MonotonicClock.FromTimeSpan(value);
        }
    }

    /// <summary>To establish a connection, TLS included; default 60 s (<see cref="HttpOptions.ConnectTimeout"/>); above 0.</summary>
    public TimeSpan ConnectTimeout
    {
        get => _connectTimeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _connectTimeout = value;
            ConnectTimeoutTicks = MonotonicClock.FromTimeSpan(value);
        }
    }

    /// <summary>Whether redirects are followed; default true.</summary>
    public bool FollowRedirects { get; set; }

    /// <summary>Redirects followed within one request; default 30; 0 or more.</summary>
    public int MaxRedirects { get; set; }

    /// <summary>Keep connections open between requests; default true.</summary>
    public bool KeepAlive { get; set; }

    /// <summary>Trust any server certificate; default false.</summary>
    public bool TrustAnyCertificate { get; set; }

    internal UserContext Context { get; }

    internal ConnectionSet Connections { get; }

    internal CookieJar Cookies { get; } = new();

    internal ResponseLimits Limits { get; }

    internal long TimeoutTicks { get; private set; }

    internal long ConnectTimeoutTicks { get; private set; }

    internal byte[] EncodedHeaders => Headers.Encoded;

    internal IReadOnlyDictionary<string, string> AllHeaders => Headers.All;

    /// <summary>Sends basic credentials with every request from here on.</summary>
    public void BasicAuth(string user, string password) => Headers["Authorization"] = Engine.BasicAuth.Header(user, password);

    /// <summary>Sends a bearer token with every request from here on.</summary>
    public void BearerToken(string token) => Headers["Authorization"] = "Bearer " + token;

    /// <summary>The value of a cookie that would be sent to the host; null without one.</summary>
    public string? Cookie(string name) => Cookies.Get(name, Base("cookies"), Context.Time);

    /// <summary>Sets a cookie for the host.</summary>
    public void SetCookie(string name, string value) => Cookies.Set(name, value, Base("cookies").Origin);

    /// <summary>Forgets all cookies.</summary>
    public void ClearCookies() => Cookies.Clear();

    /// <summary>Sends a GET.</summary>
    /// <param name="url">A path from a slash, or an absolute URL.</param>
    /// <param name="name">The name of its statistics; default the path without its query. Give one where the path holds an id.</param>
    /// <param name="query">Query values: an object's properties or a dictionary.</param>
    /// <param name="headers">Headers beside (or instead of) those of every request.</param>
    /// <param name="timeout">From start to last byte; default <see cref="Timeout"/>.</param>
    /// <param name="followRedirects">Default <see cref="FollowRedirects"/>.</param>
    /// <param name="discardBody">Counts the body's bytes and does not keep them.</param>
    /// <returns>The answer; where none came, one of status 0.</returns>
    /// <exception cref="UriFormatException">The URL is none.</exception>
    /// <exception cref="InvalidOperationException">A request of this user is under way already.</exception>
    public ValueTask<Response> Get(
        string url, string? name = null, object? query = null, Dictionary<string, string>? headers = null, TimeSpan? timeout = null, bool? followRedirects = null, bool discardBody = false) =>
        Start("GET", url, null, null, name, query, headers, timeout, followRedirects, discardBody);

    /// <summary>Sends a HEAD. Redirects are not followed.</summary>
    /// <inheritdoc cref="Get"/>
    public ValueTask<Response> Head(
        string url, string? name = null, object? query = null, Dictionary<string, string>? headers = null, TimeSpan? timeout = null) =>
        Start("HEAD", url, null, null, name, query, headers, timeout, false, false);

    /// <summary>Sends an OPTIONS.</summary>
    /// <inheritdoc cref="Get"/>
    public ValueTask<Response> Options(
        string url, string? name = null, object? query = null, Dictionary<string, string>? headers = null, TimeSpan? timeout = null, bool? followRedirects = null, bool discardBody = false) =>
        Start("OPTIONS", url, null, null, name, query, headers, timeout, followRedirects, discardBody);

    /// <summary>Sends a POST.</summary>
    /// <param name="url">A path from a slash, or an absolute URL.</param>
    /// <param name="body">An object is sent as JSON; a string, <c>byte[]</c>, <see cref="ReadOnlyMemory{T}"/>, <see cref="Stream"/> or <see cref="Body"/> as it is.</param>
    /// <param name="contentType">The body's media type; default by its kind.</param>
    /// <param name="name">The name of its statistics; default the path without its query. Give one where the path holds an id.</param>
    /// <param name="query">Query values: an object's properties or a dictionary.</param>
    /// <param name="headers">Headers beside (or instead of) those of every request.</param>
    /// <param name="timeout">From start to last byte; default <see cref="Timeout"/>.</param>
    /// <param name="followRedirects">Default <see cref="FollowRedirects"/>.</param>
    /// <param name="discardBody">Counts the answer's body and does not keep it.</param>
    /// <returns>The answer; where none came, one of status 0.</returns>
    /// <exception cref="UriFormatException">The URL is none.</exception>
    /// <exception cref="InvalidOperationException">A request of this user is under way already.</exception>
    public ValueTask<Response> Post(
        string url, object? body = null, string? contentType = null, string? name = null, object? query = null, Dictionary<string, string>? headers = null, TimeSpan? timeout = null, bool? followRedirects = null, bool discardBody = false) =>
        Start("POST", url, body, contentType, name, query, headers, timeout, followRedirects, discardBody);

    /// <summary>Sends a PUT.</summary>
    /// <inheritdoc cref="Post"/>
    public ValueTask<Response> Put(
        string url, object? body = null, string? contentType = null, string? name = null, object? query = null, Dictionary<string, string>? headers = null, TimeSpan? timeout = null, bool? followRedirects = null, bool discardBody = false) =>
        Start("PUT", url, body, contentType, name, query, headers, timeout, followRedirects, discardBody);

    /// <summary>Sends a PATCH.</summary>
    /// <inheritdoc cref="Post"/>
    public ValueTask<Response> Patch(
        string url, object? body = null, string? contentType = null, string? name = null, object? query = null, Dictionary<string, string>? headers = null, TimeSpan? timeout = null, bool? followRedirects = null, bool discardBody = false) =>
        Start("PATCH", url, body, contentType, name, query, headers, timeout, followRedirects, discardBody);

    /// <summary>Sends a DELETE.</summary>
    /// <inheritdoc cref="Post"/>
    public ValueTask<Response> Delete(
        string url, object? body = null, string? contentType = null, string? name = null, object? query = null, Dictionary<string, string>? headers = null, TimeSpan? timeout = null, bool? followRedirects = null, bool discardBody = false) =>
        Start("DELETE", url, body, contentType, name, query, headers, timeout, followRedirects, discardBody);

    /// <summary>Sends a request that was described before.</summary>
    public ValueTask<Response> Send(Request request) => Start(request.Parts());

    /// <summary>Sends a batch over up to six connections at once and waits for all answers, as a browser loads a page.</summary>
    /// <param name="requests">The requests; each is measured by itself.</param>
    /// <returns>The answers, in the requests' order; all readable until the task ends.</returns>
    public async ValueTask<Response[]> All(params Request[] requests)
    {
        Ready(requests.Length == 0 ? "a batch" : requests[0].Url);
        var responses = new Response[requests.Length];
        if ((Context.IsEnding && !Context.IsInStop) || !Context.MaySend(requests.Length))
        {
            await Context.Ended();
        }

        var slots = new ResponseSlot[requests.Length];
        _batchOpen = requests.Length;
        try
        {
            for (var i = 0; i < requests.Length; i++)
            {
                slots[i] = Prepare(requests[i].Parts());
                _inFlight++;
            }
        }
        catch
        {
            foreach (var slot in slots)
            {
                slot?.Abandon();
            }

            _inFlight = 0;
            _batchOpen = 0;
            throw;
        }

        _inBatch = true;
        var next = 0;
        try
        {
            await new LoopSwitch(Context.Loop, Context.Mark);
            var lanes = new Task[Math.Min(BatchConnections, requests.Length)];
            for (var i = 0; i < lanes.Length; i++)
            {
                lanes[i] = Lane();
            }

            await Task.WhenAll(lanes);
        }
        finally
        {
            _inBatch = false;
            for (; next < slots.Length; next++)
            {
                // The run stopped before it was sent.
                slots[next].Abandon();
                _inFlight--;
            }
        }

        return responses;

        async Task Lane()
        {
            while (next < slots.Length)
            {
                var mine = next++;
                // Connect errors and timeouts count from here: what waited for a lane was not under way.
                slots[mine].Exchange.StartAgain(MonotonicClock.Ticks);
                responses[mine] = await slots[mine].Send();
            }
        }
    }

    /// <summary>Settles what is open: the next request, a wait, the end of a task.</summary>
    internal void SettleOpen()
    {
        if (_batchOpen > 0)
        {
            _batchOpen = 0;
            for (var i = 0; i < _slots.Count; i++)
            {
                _slots[i].Settle();
            }
        }

        SettleLast();
    }

    /// <summary>The task is over: settles what is open and gives all buffers back.</summary>
    internal void EndTask()
    {
        SettleLast();
        _batchOpen = 0;
        foreach (var slot in _slots)
        {
            if (slot.State != SlotState.Free)
            {
                slot.Release();
            }
        }

        if (_inFlight == 0 && _slots.Count > Readable)
        {
            _slots.RemoveRange(Readable, _slots.Count - Readable);
        }

        _next = 0;
    }

    /// <summary>Ends what is under way; on the loop's thread.</summary>
    internal void Abort() => Connections.Close();

    internal bool IsInFlight => _inFlight > 0;

    internal void Done() => _inFlight--;

    internal ArrayBufferWriter<byte> RentBodyBuffer() =>
        _bodyBuffers is not null && _bodyBuffers.TryPop(out var buffer) ? buffer : new ArrayBufferWriter<byte>(256);

    internal void ReturnBodyBuffer(ArrayBufferWriter<byte> buffer)
    {
        // A waiting user shall not hold on to a large one.
        if (buffer.Capacity <= 4096 && (_bodyBuffers ??= new()).Count < 2)
        {
            buffer.ResetWrittenCount();
            _bodyBuffers.Push(buffer);
        }
    }

    internal void Record(ResponseSlot slot, Exchange exchange, bool accepted)
    {
        var failed = slot.Kind != FailureKind.None;
        var response = exchange.Ended - exchange.Intended;
        var sample = new RequestSample
        {
            RequestId = slot.RequestId,
            FailureId = -1,
            ResponseTime = MonotonicClock.Microseconds(response),
            ServiceTime = MonotonicClock.Microseconds(exchange.Ended - (exchange.Sent == 0 ? exchange.Started : exchange.Sent)),
            FirstByte = exchange.FirstByte == 0 ? -1 : MonotonicClock.Microseconds(exchange.FirstByte - exchange.Sent),
            Connect = exchange.ConnectTicks < 0 ? -1 : MonotonicClock.Microseconds(exchange.ConnectTicks),
            Tls = exchange.TlsTicks < 0 ? -1 : MonotonicClock.Microseconds(exchange.TlsTicks),
            Status = exchange.Message.Status,
            Sent = exchange.BytesSent,
            Received = exchange.BytesReceived,
            Body = exchange.Message.BodyLength,
            Accepted = accepted,
            Opened = exchange.Opened,
            Resent = exchange.Resent,
            Selections = Context.Selections,
        };
        if (failed)
        {
            Context.CountFailure();
            var recorder = Context.Recorder;
            sample.FailureId = recorder.FailureId(slot.RequestId, slot.Kind, slot.Reason ?? slot.Kind.ToString());
            if (recorder.WantsSample(sample.FailureId))
            {
                recorder.AddSample(sample.FailureId, FailureSamples.Make(exchange, sample.ResponseTime, Context.Time));
            }
        }

        Context.Shard.Record(in sample);
        Context.Hooks?.Settled(Context, in sample, slot.Kind, slot.Reason, exchange.Intended, exchange);
    }

    private ValueTask<Response> Start(
        string method, string url, object? body, string? contentType, string? name, object? query, Dictionary<string, string>? headers, TimeSpan? timeout, bool? followRedirects, bool discardBody) =>
        Start(new RequestParts
        {
            Method = method,
            Url = url,
            Name = name,
            Body = body is null ? null : Body.From(body, contentType),
            Query = query,
            Headers = headers,
            Timeout = timeout,
            FollowRedirects = followRedirects,
            DiscardBody = discardBody,
        });

    private ValueTask<Response> Start(in RequestParts parts)
    {
        Ready(parts.Url);
        if ((Context.IsEnding && !Context.IsInStop) || !Context.MaySend(1))
        {
            return Ended(Context);
        }

        var slot = Prepare(parts);
        _inFlight++;
        _open = slot;
        return slot.Send();

        static async ValueTask<Response> Ended(UserContext context)
        {
            await context.Ended();
            throw new UserStoppedException();
        }
    }

    private void SettleLast()
    {
        if (_open is { State: not SlotState.InFlight } open)
        {
            open.Settle();
            _open = null;
        }
    }

    private void Ready(string what)
    {
        if (_inFlight > 0 || _inBatch)
        {
            throw new InvalidOperationException(
                $"This user has a request under way: '{what}' was started before it was awaited. Await each request, or send them together with Http.All(…).");
        }

        SettleOpen();
    }

    private ResponseSlot Prepare(in RequestParts given)
    {
        var parts = Context.Hooks?.RequestFilter is null ? given : Filter(given);
        var (target, id) = Target(parts);
        if (parts.Timeout is { } timeout && timeout <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(parts), timeout, $"{parts.Method} {parts.Url}: a timeout is above 0.");
        }

        if (parts.Headers is not null)
        {
            // What cannot be sent is said here, where the task can be told, not when it is written.
            RequestHead.Encode(parts.Headers);
        }

        var slot = NextSlot();
        var now = MonotonicClock.Ticks;
        slot.Prepare(parts, id, target, now);
        slot.Exchange.Intended = Context.TakeIntended(now);
        return slot;
    }

    private RequestParts Filter(in RequestParts parts)
    {
        var target = Resolve(parts);
        var draft = new RequestDraft(parts.Method, target, parts.Name ?? NameOf(target), parts.Headers, Context, Headers);
        Context.Hooks!.Filter(Context, draft);
        return parts with { Name = draft.IsRenamed ? draft.Name : parts.Name, Headers = draft.Headers };
    }

    private UrlTarget Resolve(in RequestParts parts)
    {
        var url = parts.Query is null ? parts.Url : FieldList.AddQuery(parts.Url, FieldList.From(parts.Query));
        return _defaults.Host is { } host ? host.Resolve(url) : Absolute(url);
    }

    private (UrlTarget Target, int Id) Target(in RequestParts parts)
    {
        if (ReferenceEquals(parts.Url, _lastUrl) && ReferenceEquals(parts.Method, _lastMethod) && ReferenceEquals(parts.Name, _lastName) && parts.Query is null)
        {
            return (_lastTarget, _lastId);
        }

        var target = Resolve(parts);
        var id = Context.Recorder.RequestId(parts.Method, parts.Name ?? NameOf(target));
        if (parts.Query is null)
        {
            (_lastUrl, _lastMethod, _lastName, _lastTarget, _lastId) = (parts.Url, parts.Method, parts.Name, target, id);
        }

        return (target, id);
    }

    private string NameOf(in UrlTarget target) =>
        _defaults.Host is { } host && host.Origin.Equals(target.Origin) ? target.Name : target.Origin + target.Name;

    private static UrlTarget Absolute(string url) =>
        OriginParser.IsAbsolute(url)
            ? UrlTarget.Parse(url)
            : throw new UriFormatException($"The URL '{url}' has no host: set LoadTest.Host or --host, or write an absolute URL.");

    private UrlTarget Base(string what) =>
        _defaults.Host ?? throw new InvalidOperationException($"There is no host to have {what} for: set LoadTest.Host or --host.");

    private ResponseSlot NextSlot()
    {
        var capacity = Math.Max(Readable, _batchOpen);
        if (_next < _slots.Count)
        {
            var slot = _slots[_next];
            _next = (_next + 1) % capacity;
            slot.Release();
            return slot;
        }

        var fresh = new ResponseSlot(this);
        _slots.Add(fresh);
        _next = (_next + 1) % capacity;
        return fresh;
    }
}
