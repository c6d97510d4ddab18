using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede;

/// <summary>A request that was settled: what <see cref="Hooks.Request"/> gets, with the figures that the statistics have.</summary>
public readonly record struct RequestEvent
{
    /// <summary>The method of its statistics.</summary>
    public required string Method { get; init; }

    /// <summary>The name of its statistics.</summary>
    public required string Name { get; init; }

    /// <summary>The URL that answered, after redirects the last one; null for what is not HTTP. Made when it is asked for.</summary>
    public string? Url => Target?.ToString();

    /// <summary>The HTTP status; 0 where no answer came, and of what is not HTTP.</summary>
    public required int Status { get; init; }

    /// <summary>From the intended start to the last byte.</summary>
    public required TimeSpan ResponseTime { get; init; }

    /// <summary>From the moment it was sent to the last byte.</summary>
    public required TimeSpan ServiceTime { get; init; }

    /// <summary>Bytes sent, heads included.</summary>
    public required long BytesSent { get; init; }

    /// <summary>Bytes received, heads included.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>Bytes of the body as received.</summary>
    public required long BodyLength { get; init; }

    /// <summary>Whether it counted as failed.</summary>
    public bool IsFailed => Kind != FailureKind.None;

    /// <summary>How it failed; <see cref="FailureKind.None"/> where it did not.</summary>
    public required FailureKind Kind { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public required string? Reason { get; init; }

    /// <summary>The class of its user.</summary>
    public required string UserClass { get; init; }

    /// <summary>The number of its user in the run, from 0.</summary>
    public required int UserNumber { get; init; }

    /// <summary>When it was to start, UTC: where its response time begins.</summary>
    public required DateTimeOffset Started { get; init; }

    internal UrlTarget? Target { get; init; }
}
