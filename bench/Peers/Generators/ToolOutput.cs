using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Peers.Generators;

/// <summary>Runs small commands and finds things in what they print.</summary>
internal static class ToolOutput
{
    public static string Of(string fileName, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(fileName, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return output;
    }

    /// <summary>The version of a program that does not tell its own.</summary>
    public static string DebianVersion(string package) => First(Of("dpkg-query", "-W", "-f", "${Version}", package), @"^([^\s-]+)");

    public static string First(string text, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        var match = Regex.Match(text, pattern, RegexOptions.Multiline);
        return match.Success ? match.Groups[1].Value : throw new FormatException($"No '{pattern}' in:{Environment.NewLine}{text}");
    }

    public static long Number(string text, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern) =>
        long.Parse(First(text, pattern), CultureInfo.InvariantCulture);
}
