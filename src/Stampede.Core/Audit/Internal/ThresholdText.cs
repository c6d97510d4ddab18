using System.Globalization;
using System.Text.RegularExpressions;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>What rules about samples need of a threshold's text. Thresholds themselves are judged elsewhere; a text that is not understood here is left alone.</summary>
internal static partial class ThresholdText
{
    /// <summary>The percentile that it is about; null for none.</summary>
    public static double? Percentile(string text) => PercentileOf().Match(text) is { Success: true } match ? Number(match.Groups[1]) : null;

    /// <summary>The rate of failures that it allows, 0 to 1, and whether it is written as one of successes; null where it is about something else.</summary>
    public static double? FailureLimit(string text)
    {
        var match = Rate().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var limit = Number(match.Groups["limit"]) / (match.Groups["percent"].Success ? 100 : 1);
        var (isSuccess, isAtMost) = (match.Groups["metric"].Value == "success_rate", match.Groups["sign"].Value[0] == '<');
        return isSuccess == isAtMost ? null : isSuccess ? 1 - limit : limit;
    }

    /// <summary>Whether no run can fail it: a share of at most all, or at least none.</summary>
    public static bool CannotFail(string text) =>
        FailureLimit(text) is >= 1
        || (AtMostAll().Match(text) is { Success: true } most && Number(most.Groups["limit"]) >= (most.Groups["percent"].Success ? 100 : 1))
        || AtLeastNone().IsMatch(text);

    /// <summary>Statistics of what it is about; null where that cannot be told from here.</summary>
    public static IReadOnlyCollection<RequestStats>? Subject(string text, RunResult run)
    {
        // Of two that are compared, the one with fewer requests says how sure that is.
        var selection = run.Selections.Keys.Where(s => text.Contains(s, StringComparison.Ordinal)).MinBy(s => run.Selections[s].Values.Sum(r => r.Settled));
        var target = Target().Match(text);
        if (!target.Success)
        {
            return selection is null ? text.Contains('{') ? null : [.. run.Requests.Values] : [.. run.Selections[selection].Values];
        }

        var name = target.Groups[1].Value.Trim().Trim('"', '\'');
        RequestStats[] found = [.. run.Requests.Where(r => r.Key.ToString() == name || r.Key.Name == name).Select(r => r.Value)];
        return found.Length > 0 && selection is null ? found : null;
    }

    private static double Number(Group group) => double.Parse(group.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bp\(\s*(\d+(?:\.\d+)?)\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex PercentileOf();

    [GeneratedRegex(@"\b(?<metric>failure_rate|success_rate)\s*(?<sign><=|<|>=|>)\s*(?<limit>\d+(?:\.\d+)?)\s*(?<percent>%)?", RegexOptions.CultureInvariant)]
    private static partial Regex Rate();

    [GeneratedRegex(@"\b(?:late_arrival_rate|dropped_arrival_rate)\s*<=\s*(?<limit>\d+(?:\.\d+)?)\s*(?<percent>%)?", RegexOptions.CultureInvariant)]
    private static partial Regex AtMostAll();

    [GeneratedRegex(@"[\w)]\s*>=\s*0+(?:\.0+)?\s*(?:%|ms|s|us|µs|m|h)?(?![\d.])", RegexOptions.CultureInvariant)]
    private static partial Regex AtLeastNone();

    // A request's name, then a colon and a space; metrics may be written so as well.
    [GeneratedRegex(@"^(?!(?:failed_|all_)?response_time\s*:|service_time\s*:)([^{]*?\S)\s*(?:\{[^}]*\}\s*)?:\s", RegexOptions.CultureInvariant)]
    private static partial Regex Target();
}
