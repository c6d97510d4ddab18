using System.Collections;
using Stampede.Engine;

namespace Stampede;

/// <summary>The headers that one user sends with every request. Names are compared without case; setting null removes one.</summary>
public sealed class RequestHeaders : IEnumerable<KeyValuePair<string, string>>
{
    private readonly HttpDefaults _defaults;
    private Dictionary<string, string>? _own;
    private byte[]? _encoded;

    internal RequestHeaders(HttpDefaults defaults) => _defaults = defaults;

    internal byte[] Encoded => _own is null ? _defaults.EncodedHeaders : _encoded ??= RequestHead.Encode(_own);

    internal IReadOnlyDictionary<string, string> All => _own ?? _defaults.Headers;

    /// <summary>The value of a header; null where it is not sent.</summary>
    /// <exception cref="ArgumentException">Name or value has characters that no header may have.</exception>
    public string? this[string name]
    {
        get => All.TryGetValue(name, out var value) ? value : null;
        set
        {
            if (value is not null)
            {
                RequestHead.Encode([new(name, value)]);
            }

            _own ??= new Dictionary<string, string>(_defaults.Headers, StringComparer.OrdinalIgnoreCase);
            _encoded = null;
            if (value is null)
            {
                _own.Remove(name);
            }
            else
            {
                _own[name] = value;
            }
        }
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => All.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
