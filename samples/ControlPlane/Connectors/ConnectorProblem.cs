namespace ControlPlane.Connectors;

/// <summary>Why an operation failed.</summary>
internal sealed record ConnectorProblem(int StatusCode, string Error, TimeSpan? RetryAfter = null)
{
    public ErrorClass ErrorClass => Classify(StatusCode);

    /// <summary>429, 423 and 5xx pass; 403 is policy; what else is refused stays refused.</summary>
    public static ErrorClass Classify(int status) => status switch
    {
        StatusCodes.Status403Forbidden => ErrorClass.PolicyViolation,
        StatusCodes.Status429TooManyRequests or StatusCodes.Status423Locked or StatusCodes.Status408RequestTimeout or >= 500 => ErrorClass.Transient,
        _ => ErrorClass.Permanent,
    };
}
