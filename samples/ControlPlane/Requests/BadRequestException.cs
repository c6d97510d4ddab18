namespace ControlPlane.Requests;

/// <summary>The request cannot be understood; the message is for the caller.</summary>
internal sealed class BadRequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
