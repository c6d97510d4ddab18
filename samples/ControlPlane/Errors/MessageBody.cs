namespace ControlPlane.Errors;

/// <summary>The body of an answer that an endpoint gives about its own input. It carries no correlation id: the header does.</summary>
internal sealed record MessageBody(string Error);
