namespace Stampede.Engine;

/// <summary>A body grew beyond the limit as it was decoded: a mistake of the test's limit, or a bomb.</summary>
internal sealed class DecodedBodyTooLargeException(long limit) : IOException($"the decoded body is larger than {limit} bytes");
