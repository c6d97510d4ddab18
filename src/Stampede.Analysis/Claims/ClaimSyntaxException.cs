namespace Stampede.Claims;

/// <summary>A claim that cannot be read; the message says what is allowed.</summary>
public sealed class ClaimSyntaxException(string message) : FormatException(message);
