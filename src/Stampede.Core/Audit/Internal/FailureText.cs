using System.Globalization;
using System.Text.RegularExpressions;

namespace Stampede.Auditing;

/// <summary>What the text of a failure tells of the answer, where that is all that a file has.</summary>
internal static partial class FailureText
{
    /// <summary>The status that a text tells: <c>Failed to create: 403</c>, <c>503 Server Error</c>, <c>Too Many Requests</c>; null where it tells none.</summary>
    public static int? Status(string text)
    {
        var numbers = Number().Matches(text);
        if (numbers.Count > 0)
        {
            return int.Parse(numbers[0].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return Zero().IsMatch(text) ? 0
            : Throttled().IsMatch(text) ? 429
            : Unauthorized().IsMatch(text) ? 401
            : Forbidden().IsMatch(text) ? 403
            : null;
    }

    // A number that HTTP has a meaning for, alone: neither a part of another one, nor a port, nor a number of something.
    [GeneratedRegex(@"(?<![\d.:/_-]|port ?[=:]? ?)(?:30[1-378]|40\d|41[0-8]|42[1-689]|431|451|499|50\d|51[01]|52\d|530)(?![\d_-]|\.\d|[ ]?(?:ms|s|sec|seconds|bytes|kB|KB|MB|users|requests|rows|%)(?![A-Za-z]))", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"[:=( ]0['"")\]]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Zero();

    [GeneratedRegex("too many requests|throttl|rate[ _-]?limit", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Throttled();

    [GeneratedRegex("unauthori[sz]ed|not authenticated|credentials were not provided", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unauthorized();

    [GeneratedRegex("forbidden", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Forbidden();
}
