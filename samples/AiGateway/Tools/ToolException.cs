namespace AiGateway.Tools;

/// <summary>A tool cannot do what it was asked; the message is for the caller.</summary>
internal sealed class ToolException(string type, string message) : Exception(message)
{
    public string Type { get; } = type;

    /// <summary>An argument that leads out of what the tool may touch.</summary>
    public static ToolException Violation(string message) => new(ToolOutcome.AccessDenied, message) { IsViolation = true };

    public bool IsViolation { get; private init; }
}
