using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>What the HTTP sessions of a user class begin with: options, host, encoded headers.</summary>
internal sealed class HttpDefaults
{
    public HttpDefaults(HttpOptions options, UrlTarget? host)
    {
        Options = options;
        Host = host;
        TimeoutTicks = MonotonicClock.FromTimeSpan(options.Timeout);
        ConnectTimeoutTicks = MonotonicClock.FromTimeSpan(options.ConnectTimeout);
        Limits = ResponseLimits.Default with { Body = options.BodyLimit };
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["User-Agent"] = "Stampede",
            ["Accept"] = "*/*",
            ["Accept-Encoding"] = "gzip, deflate, br",
        };
        foreach (var (name, value) in options.Headers)
        {
            headers[name] = value;
        }

        Headers = headers;
        EncodedHeaders = RequestHead.Encode(headers);
    }

    public HttpOptions Options { get; }

    public UrlTarget? Host { get; }

    public long TimeoutTicks { get; }

    public long ConnectTimeoutTicks { get; }

    public ResponseLimits Limits { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public byte[] EncodedHeaders { get; }
}
