using System.Buffers;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>What a request sends: its body, its headers merged with the user's, and what changes about them on the way through redirects.</summary>
internal sealed class OutgoingRequest(HttpSession session, Exchange exchange)
{
    private Body? _body;
    private ArrayBufferWriter<byte>? _buffer;
    private Stream? _stream;
    private IReadOnlyDictionary<string, string>? _headers;
    private string? _contentType;
    private string? _authorization;
    private int _redirectsLeft;
    private bool _leftOrigin;

    /// <summary>Whether an answer that redirects is to be followed.</summary>
    public bool FollowsRedirects => _redirectsLeft >= 0;

    /// <summary>Fills the exchange from the arguments of a request.</summary>
    public void Prepare(in RequestParts parts, in UrlTarget target)
    {
        _headers = parts.Headers;
        _leftOrigin = false;
        _authorization = target.UserInfo is { } userInfo ? FromUserInfo(userInfo) : null;
        _redirectsLeft = parts.Method != "HEAD" && (parts.FollowRedirects ?? session.FollowRedirects) ? session.MaxRedirects : -1;
        exchange.Method = parts.Method;
        exchange.Target = target;
        exchange.KeepAlive = session.KeepAlive;
        exchange.DiscardBody = parts.DiscardBody;
        exchange.TrustAnyCertificate = session.TrustAnyCertificate;
        exchange.Limits = session.Limits;
        exchange.TimeoutTicks = parts.Timeout is { } timeout ? MonotonicClock.FromTimeSpan(timeout) : session.TimeoutTicks;
        exchange.ConnectTimeoutTicks = session.ConnectTimeoutTicks;
        PrepareBody(parts.Body, parts.Method);
    }

    /// <summary>Writes all header lines but those of the engine; each time the request is sent.</summary>
    public void WriteHeaders(ref RequestHeadWriter head)
    {
        if (_headers is null && _authorization is null && !_leftOrigin)
        {
            head.Raw(session.EncodedHeaders);
        }
        else
        {
            WriteMerged(ref head);
        }

        if (_contentType is not null)
        {
            head.Header("Content-Type", _contentType);
        }

        session.Cookies.WriteHeader(exchange.Target, session.Context.Time, ref head);
    }

    /// <summary>Makes the exchange the request that an answer redirects to.</summary>
    /// <param name="kind">With a problem: what kind of failure it is.</param>
    /// <param name="problem">Why a redirect cannot be followed; null where the answer stands as it is.</param>
    public bool TryFollow(out FailureKind kind, out string? problem)
    {
        (kind, problem) = (FailureKind.None, null);
        var message = exchange.Message;
        if (!message.TryGetHeader("location"u8, out var location))
        {
            return false;
        }

        if (_redirectsLeft == 0)
        {
            (kind, problem) = (FailureKind.TooManyRedirects, $"More than {session.MaxRedirects} redirects");
            return false;
        }

        UrlTarget next;
        try
        {
            next = Redirects.Resolve(exchange.Target, location);
        }
        catch (UriFormatException exception)
        {
            (kind, problem) = (FailureKind.Malformed, exception.Message);
            return false;
        }

        if (!TryRepeatBody(message.Status))
        {
            return false;
        }

        _redirectsLeft--;
        _leftOrigin |= !next.Origin.Equals(exchange.Origin);
        exchange.Target = next;
        exchange.PrepareNext();
        return true;
    }

    /// <summary>The request is over: gives the body back.</summary>
    public void ReleaseBody()
    {
        if (_buffer is not null)
        {
            session.ReturnBodyBuffer(_buffer);
            _buffer = null;
        }

        _stream?.Dispose();
        _stream = null;
        _body = null;
        exchange.Body = default;
        exchange.BodyStream = null;
    }

    /// <summary>Forgets what belongs to the caller.</summary>
    public void Release() => _headers = null;

    private static bool Contains(IReadOnlyDictionary<string, string> headers, string name)
    {
        foreach (var key in headers.Keys)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>User info goes to its own origin only, and what the test sets in so many words goes before it.</summary>
    private string? FromUserInfo(string userInfo) =>
        session.Headers["Authorization"] is null && (_headers is null || !Contains(_headers, "Authorization"))
            ? BasicAuth.FromUserInfo(userInfo)
            : null;

    private void PrepareBody(Body? body, string method)
    {
        _body = body;
        _contentType = body?.ContentType;
        exchange.Body = default;
        exchange.BodyStream = null;
        exchange.HasBody = body is not null || method is "POST" or "PUT" or "PATCH";
        if (body is null)
        {
            return;
        }

        if (body.IsStreamed)
        {
            _stream = body.OpenStream();
            exchange.BodyStream = _stream;
            exchange.BodyStreamLength = body.StreamLength ?? -1;
        }
        else if (body.Memory is { } memory)
        {
            exchange.Body = memory;
        }
        else
        {
            _buffer ??= session.RentBodyBuffer();
            body.WriteTo(_buffer);
            exchange.Body = _buffer.WrittenMemory;
        }
    }

    /// <summary>The body of a redirected request: none, the same again, or false where it was a stream that cannot be read twice.</summary>
    private bool TryRepeatBody(int status)
    {
        if (Redirects.ChangesToGet(status, exchange.Method))
        {
            ReleaseBody();
            exchange.Method = "GET";
            exchange.HasBody = false;
            _contentType = null;
            return true;
        }

        if (_body is { IsRepeatable: false })
        {
            return false;
        }

        if (_stream is not null)
        {
            _stream.Dispose();
            _stream = _body!.OpenStream();
            exchange.BodyStream = _stream;
        }

        return true;
    }

    private void WriteMerged(ref RequestHeadWriter head)
    {
        foreach (var (name, value) in session.AllHeaders)
        {
            var replaced = (_headers is not null && Contains(_headers, name))
                || (_authorization is not null && name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                || (_leftOrigin && !Redirects.MayLeaveOrigin(name));
            if (!replaced)
            {
                head.Header(name, value);
            }
        }

        foreach (var (name, value) in _headers ?? new Dictionary<string, string>())
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                _contentType = null;
            }

            if (!_leftOrigin || Redirects.MayLeaveOrigin(name))
            {
                head.Header(name, value);
            }
        }

        if (_authorization is not null && !_leftOrigin)
        {
            head.Header("Authorization", _authorization);
        }
    }
}
