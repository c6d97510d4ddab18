namespace ControlPlane.Errors;

/// <summary>The body of an answer that the framework gives: refused, throttled, malformed, crashed.</summary>
internal sealed record ErrorBody(string Error, string CorrelationId);
