namespace Samples;

/// <summary>The request cannot be understood; the message is for the caller.</summary>
public sealed class BadRequestException(int status, string message) : Exception(message)
{
    /// <summary>The status of the answer.</summary>
    public int Status { get; } = status;
}
