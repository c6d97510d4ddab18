namespace Stampede.Engine;

/// <summary>The API of a forge did not do what it was asked for; the message says why, and what to do.</summary>
internal sealed class ApiException(string message) : Exception(message);
