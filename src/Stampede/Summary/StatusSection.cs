using Spectre.Console.Rendering;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Status codes of the whole run, and of the requests that had others than 1xx to 3xx.</summary>
internal static class StatusSection
{
    public static IEnumerable<IRenderable> Of(RunResult result)
    {
        var total = new SortedDictionary<int, long>();
        foreach (var (status, count) in result.Requests.Values.SelectMany(r => r.Statuses))
        {
            total[status] = total.GetValueOrDefault(status) + count;
        }

        if (total.Count == 0)
        {
            yield break;
        }

        yield return new Line("Status codes", Styles.Heading).And("  " + string.Join(", ", total.Select(s => Text(s.Key, s.Value))));
        foreach (var (key, stats) in SummaryText.Ordered(result.Requests).Where(r => r.Value.Statuses.Keys.Any(IsOdd)))
        {
            yield return new Line($"  {key}  {Codes(stats)}", indent: 4);
        }
    }

    private static string Codes(RequestStats stats)
    {
        var refused = stats.Statuses.Where(s => s.Key >= 400).Sum(s => s.Value);
        var kinds = stats.Statuses.Keys.Count(s => s >= 400);
        var codes = string.Join(", ", stats.Statuses.Select(s => Text(s.Key, s.Value) + (s.Key >= 400 ? Accepted(stats, s.Value, refused, kinds) : "")));
        return stats.Accepted > 0 && stats.Accepted < refused && kinds > 1
            ? $"{codes} ({Figures.Count(stats.Accepted)} of those from 400 on accepted)"
            : codes;
    }

    // Accepted ones are counted per request name, not per status: with several statuses a part of them cannot be told apart.
    private static string Accepted(RequestStats stats, long count, long refused, int kinds) => stats.Accepted switch
    {
        0 => "",
        var all when all == refused => " accepted",
        var some when kinds == 1 => $" ({Figures.Count(some)} accepted, {Figures.Count(count - some)} failed)",
        _ => "",
    };

    private static string Text(int status, long count) => $"{(status == 0 ? "no answer" : status)} ×{Figures.Count(count)}";

    private static bool IsOdd(int status) => status is 0 or >= 400;
}
