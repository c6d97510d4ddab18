namespace Stampede.Engine;

/// <summary>What was given on the command line or in the environment cannot be used: exit code 2.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
internal sealed class UsageException(string message) : Exception(message);
