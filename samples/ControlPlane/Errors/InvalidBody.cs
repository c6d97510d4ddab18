namespace ControlPlane.Errors;

/// <summary>The body of an answer about fields that are wrong, each with its reason.</summary>
internal sealed record InvalidBody(string Error, IReadOnlyDictionary<string, string> Details, string CorrelationId);
