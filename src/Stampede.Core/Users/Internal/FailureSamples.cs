using System.Text;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>Makes the sample that shows a person what really came back.</summary>
internal static class FailureSamples
{
    private const int BodyBytes = 512;

    private static readonly HashSet<string> Identifying = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-correlation-id", "x-request-id", "request-id", "traceparent", "x-trace-id", "x-amzn-trace-id", "x-b3-traceid", "cf-ray",
        "server", "date", "via", "retry-after", "location", "content-type", "x-cache", "age",
    };

    public static FailureSample Make(Exchange exchange, long responseTime, TimeProvider time)
    {
        var message = exchange.Message;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in message.Headers)
        {
            var name = Encoding.ASCII.GetString(header.Name);
            if (Identifying.Contains(name))
            {
                headers[name] = Encoding.UTF8.GetString(header.Value);
            }
        }

        return new FailureSample
        {
            At = time.GetUtcNow(),
            Url = exchange.Target.ToString(),
            Status = message.Status,
            ResponseTime = responseTime,
            Body = Body(exchange, BodyBytes),
            Headers = headers,
        };
    }

    /// <summary>The beginning of the body as text, decoded.</summary>
    /// <param name="exchange">What came back.</param>
    /// <param name="most">How many bytes of it.</param>
    public static string Body(Exchange exchange, int most)
    {
        var message = exchange.Message;
        var body = message.Body;
        if (message.TryGetHeader("content-encoding"u8, out var encoding))
        {
            try
            {
                body = ContentDecoder.Decode(body, encoding, exchange.Limits.Body);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                return $"({exception.Message})";
            }
        }

        message.TryGetHeader("content-type"u8, out var type);
        return TextDecoding.Decode(body.Span[..Math.Min(most, body.Length)], type);
    }
}
