using Stampede.Engine;

namespace Stampede;

/// <summary>A request that is about to be sent: what <see cref="Hooks.RequestFilter"/> gets, and may change. Changes after the filter has returned do nothing.</summary>
public sealed class RequestDraft
{
    private readonly RequestHeaders _common;
    private readonly IReadOnlyDictionary<string, string>? _given;
    private readonly UrlTarget _target;
    private Dictionary<string, string>? _headers;
    private string _name;

    internal RequestDraft(string method, in UrlTarget target, string name, IReadOnlyDictionary<string, string>? headers, UserContext user, RequestHeaders common)
    {
        Method = method;
        UserClass = user.ClassName;
        UserNumber = user.Number;
        _target = target;
        _name = name;
        _given = headers;
        _common = common;
    }

    /// <summary>Its HTTP method.</summary>
    public string Method { get; }

    /// <summary>Where it goes: the absolute URL, without user info.</summary>
    public string Url => _target.ToString();

    /// <summary>The name of its statistics. Set it to count the request under another.</summary>
    public string Name
    {
        get => _name;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _name = value;
            IsRenamed = true;
        }
    }

    /// <summary>The class of its user.</summary>
    public string UserClass { get; }

    /// <summary>The number of its user in the run, from 0.</summary>
    public int UserNumber { get; }

    internal bool IsRenamed { get; private set; }

    /// <summary>The headers of this request beside those of the session; null without any.</summary>
    internal IReadOnlyDictionary<string, string>? Headers => _headers ?? _given;

    /// <summary>The value that a header will have; null where it is not set, as those are that the engine writes (Host, Cookie, Content-Length).</summary>
    public string? Header(string name)
    {
        if (Headers is { } own)
        {
            foreach (var (key, value) in own)
            {
                if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }
        }

        return _common[name];
    }

    /// <summary>Adds a header to this request, or replaces it.</summary>
    /// <exception cref="ArgumentException">Name or value has characters that no header may have.</exception>
    public void SetHeader(string name, string value)
    {
        RequestHead.Encode([new(name, value)]);
        if (_headers is null)
        {
            _headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (key, given) in _given ?? _headers)
            {
                _headers[key] = given;
            }
        }

        _headers[name] = value;
    }
}
