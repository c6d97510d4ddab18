namespace Stampede.Engine;

/// <summary>Why an answer could not be read.</summary>
internal enum ParseError : byte
{
    /// <summary>It could.</summary>
    None,

    /// <summary>It is not HTTP/1.x, or contradicts itself.</summary>
    Malformed,

    /// <summary>The head, interim answers included, is larger than <see cref="ResponseLimits.Head"/>.</summary>
    HeadTooLarge,

    /// <summary>The body is larger than <see cref="ResponseLimits.Body"/>.</summary>
    BodyTooLarge,

    /// <summary>The connection ended in the middle of the answer.</summary>
    Truncated,

    /// <summary>The connection ended before the first byte.</summary>
    ClosedBeforeHead,
}
