namespace Stampede.Engine;

/// <summary>How much of an answer is read before it counts as a failure.</summary>
/// <param name="Head">Bytes of status line and headers, interim answers included, and again of chunk extensions and trailers; default 64 KB.</param>
/// <param name="Body">Bytes of body as received, transfer coding removed; default 64 MB. Does not apply to a body that is discarded.</param>
internal sealed record ResponseLimits(int Head = 64 << 10, long Body = 64L << 20)
{
    /// <summary>64 KB and 64 MB.</summary>
    public static ResponseLimits Default { get; } = new();

    /// <summary>The limit of a body that is kept: <see cref="Body"/>, or what one array can hold with its head.</summary>
    public long KeptBody => Math.Min(Body, 2_000_000_000);
}
