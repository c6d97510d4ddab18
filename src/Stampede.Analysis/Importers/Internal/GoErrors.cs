using System.Text.RegularExpressions;
using Stampede.Metrics;

namespace Stampede.Importing;

/// <summary>Errors as Go's HTTP client words them, which vegeta, hey and bombardier pass on.</summary>
internal static partial class GoErrors
{
    /// <summary>What kind of failure a text tells.</summary>
    public static FailureKind Kind(string text) =>
        text.Contains("connection refused", StringComparison.Ordinal) ? FailureKind.ConnectionRefused
        : text.Contains("connection reset", StringComparison.Ordinal) ? FailureKind.ConnectionReset
        : text.Contains("no such host", StringComparison.Ordinal) ? FailureKind.UnknownHost
        : text.Contains("no route to host", StringComparison.Ordinal) || text.Contains("unreachable", StringComparison.Ordinal) ? FailureKind.Unreachable
        : text.Contains("Client.Timeout", StringComparison.Ordinal) || text.Contains("deadline exceeded", StringComparison.Ordinal) || text.Contains("timeout", StringComparison.Ordinal) ? FailureKind.Timeout
        : text.Contains("too many open files", StringComparison.Ordinal) ? FailureKind.TooManyOpenFiles
        : text.Contains("cannot assign requested address", StringComparison.Ordinal) ? FailureKind.NoFreePort
        : text.EndsWith("EOF", StringComparison.Ordinal) ? FailureKind.ConnectionClosed
        : FailureKind.Unknown;

    /// <summary>The text without the local port, which is another in each.</summary>
    public static string Text(string text) => text.Contains("->", StringComparison.Ordinal) ? Local().Replace(text, "->") : text;

    [GeneratedRegex(@"(?:\d+(?:\.\d+){3}|\[[0-9a-f:]+\]):\d+->")]
    private static partial Regex Local();
}
