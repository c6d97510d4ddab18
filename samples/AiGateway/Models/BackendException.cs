namespace AiGateway.Models;

/// <summary>A backend, or all of a model's, did not answer.</summary>
internal sealed class BackendException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>Whether another try, here or elsewhere, may help.</summary>
    public bool IsTransient => Status is 408 or 500 or 502 or 503 or 504;
}
