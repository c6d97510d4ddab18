using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>What readers must know of a run that was made of single requests.</summary>
internal static class BuilderNotes
{
    public static IEnumerable<RunNote> Of(MetricsRecorder recorder, int seconds, IReadOnlyList<(long Index, byte[]? Line)> parts, long requests, long tooLong)
    {
        if (requests == 0)
        {
            yield return new RunNote("NO-REQUESTS", NoteSeverity.Warning, "The file holds no request: there is nothing to say of response times, rates or failures.");
        }

        if (recorder.Overflow is { Count: > 0 } overflow)
        {
            yield return new RunNote("NAMES-NOT-GROUPED", NoteSeverity.Warning, FormattableString.Invariant(
                $"{overflow.Count} request names beyond the limit of {recorder.Limits.RequestNames} are counted as \"(other)\", such as {string.Join(", ", overflow.Examples)}: requests whose path holds an id need one name in the tool that sends them."));
        }

        foreach (var note in MetricNotes.Of(recorder))
        {
            yield return note;
        }

        if (tooLong > 0)
        {
            yield return new RunNote("TIMES-TOO-LONG", NoteSeverity.Warning, FormattableString.Invariant($"{tooLong} response times were above one hour, and are counted as one hour."));
        }

        if (seconds > 1)
        {
            yield return new RunNote("INTERVALS-FOLDED", NoteSeverity.Note, $"The file is large: figures over time are kept in intervals of {seconds:#,0} s. No request is lost by it.");
        }

        if (Gap(seconds, parts) is { } gap)
        {
            yield return gap;
        }
    }

    private static RunNote? Gap(int seconds, IReadOnlyList<(long Index, byte[]? Line)> parts)
    {
        var (gaps, longest, at) = (0, 0L, 0);
        for (var i = 1; i < parts.Count; i++)
        {
            var silence = parts[i].Index - parts[i - 1].Index - 1;
            gaps += silence > 0 ? 1 : 0;
            (longest, at) = silence > longest ? (silence, i) : (longest, at);
        }

        return gaps == 0 ? null : new RunNote("GAP-IN-TIME", NoteSeverity.Warning, FormattableString.Invariant(
            $"From {Time(parts[at - 1].Index + 1):u} nothing happened for {longest * seconds:#,0} s{(gaps > 1 ? $", and {gaps - 1} more times for over ten minutes" : "")}: are there several runs in the file? Rates are over the whole time."));

        DateTimeOffset Time(long index) => DateTimeOffset.UnixEpoch.AddSeconds(index * seconds);
    }
}
