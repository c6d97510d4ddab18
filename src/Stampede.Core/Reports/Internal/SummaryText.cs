using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Words that several parts of the summary and of the live view share.</summary>
internal static class SummaryText
{
    /// <summary>Failures above this share must be told beside every percentile, which is of successes alone.</summary>
    private const double TellingFailureShare = 0.001;

    /// <summary>Whether percentiles must say that they are of successes.</summary>
    public static bool TellsOfSuccesses(long failed, long settled) => failed > settled * TellingFailureShare;

    /// <summary>What response times are printed as; says "of successes" where that makes a difference.</summary>
    public static string TimesTitle(long failed, long settled) =>
        TellsOfSuccesses(failed, settled) ? "Response times of successes in ms" : "Response times in ms";

    /// <summary>Requests as tables list them: by name, then method, as Locust does.</summary>
    public static IEnumerable<KeyValuePair<RequestKey, RequestStats>> Ordered(IReadOnlyDictionary<RequestKey, RequestStats> requests) =>
        requests.OrderBy(r => r.Key.Name, StringComparer.Ordinal).ThenBy(r => r.Key.Method, StringComparer.Ordinal);

    /// <summary>A percentile in milliseconds; a dash without values.</summary>
    public static string Percentile(Histogram times, double percentile) =>
        times.Count == 0 ? "-" : Figures.Milliseconds(percentile == 100 ? times.Max : times.Percentile(percentile));

    /// <summary>What a percentile is called: <c>p99.9</c>; the 100th is the maximum.</summary>
    public static string PercentileName(double percentile) =>
        percentile == 100 ? "Max" : "p" + percentile.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>What a phase is called.</summary>
    public static string Name(Phase phase) => phase switch
    {
        Phase.WarmUp => "Warm-up",
        Phase.CoolDown => "Cool-down",
        _ => "Steady",
    };

    /// <summary>What is said beside figures of a phase that statistics leave out.</summary>
    public static string NotCounted(Phase phase) => $"{Name(phase).ToLowerInvariant()}, not counted";

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>Why the run ended, as half a sentence.</summary>
    public static string Ending(RunResult result, string unfinished) => result.Ending switch
    {
        RunEnding.None => unfinished,
        RunEnding.Completed => "completed",
        RunEnding.Interrupted when result.Plan.Load.Duration is { } planned => $"interrupted; {Figures.Span(planned)} were planned",
        RunEnding.Interrupted => "interrupted",
        RunEnding.ThresholdAborted => "stopped by a threshold",
        RunEnding.LoopBlocked => "stopped: a user blocked an event loop",
        RunEnding.AllUsersLost => "stopped: every user was lost",
        RunEnding.Crashed => "ended by an error in Stampede",
        _ => result.Ending.ToString(),
    };
}
