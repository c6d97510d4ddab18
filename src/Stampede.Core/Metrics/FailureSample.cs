namespace Stampede.Metrics;

/// <summary>One failed exchange, kept so that a person can see what really came back. Secrets are masked when it is written.</summary>
public sealed record FailureSample
{
    /// <summary>When it was settled, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The absolute URL.</summary>
    public required string Url { get; init; }

    /// <summary>The status, 0 where no answer came.</summary>
    public required int Status { get; init; }

    /// <summary>The response time in microseconds.</summary>
    public required long ResponseTime { get; init; }

    /// <summary>The first 512 bytes of the body, as text.</summary>
    public required string Body { get; init; }

    /// <summary>Headers that identify the request on the server's side: request, correlation and trace ids, server, date, retry-after.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
}
