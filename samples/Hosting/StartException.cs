namespace Samples;

/// <summary>The sample cannot start; the message is for the person who started it, without secrets.</summary>
public sealed class StartException(string message) : Exception(message);
