using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What a command was given cannot be used.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="exitCode">The exit code; default 2.</param>
internal sealed class UsageException(string message, int exitCode = ExitCode.Usage) : Exception(message)
{
    /// <summary>The exit code.</summary>
    public int ExitCode => exitCode;
}
