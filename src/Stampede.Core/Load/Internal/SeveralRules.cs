namespace Stampede.Engine;

/// <summary>What can be wrong with several loads.</summary>
internal static class SeveralRules
{
    public static IEnumerable<string> Problems(SeveralLoad whole, IReadOnlyList<Load?> loads, bool inSequence)
    {
        var problems = new List<string>();
        if (loads.Count == 0)
        {
            problems.Add("There is no load among several (Load.Parallel, Load.Sequence): at least one is needed.");
        }

        for (var i = 0; i < loads.Count; i++)
        {
            var place = $"Load {i + 1} of {loads.Count}{(loads[i]?.Settings.Name is { } name ? $" ({name})" : "")}";
            problems.AddRange(loads[i] is { } load
                ? [.. load.Problems(), .. Inner(load, inSequence && i < loads.Count - 1)]
                : ["It is null."], problem => $"{place}: {problem}");
        }

        problems.AddRange(OfTheWhole(whole.Settings));
        if (problems.Count == 0)
        {
            problems.AddRange(OfTheParts(whole));
        }

        return problems;
    }

    private static void AddRange(this List<string> problems, IEnumerable<string> more, Func<string, string> placed) => problems.AddRange(more.Select(placed));

    private static IEnumerable<string> Inner(Load load, bool hasNext) => FigureRules.All(
        load.Settings.WarmUp > TimeSpan.Zero ? "A warm-up belongs to the whole load: Load.Parallel(…).WarmUp(…)." : null,
        load.Settings.CoolDown > TimeSpan.Zero ? "A cool-down belongs to the whole load: Load.Parallel(…).CoolDown(…)." : null,
        hasNext && load.Duration is null && !load.Problems().Any() ? "It goes on until stopped, and the next one waits for its end: give it a duration (For)." : null);

    private static IEnumerable<string> OfTheWhole(LoadSettings settings) => FigureRules.All(
        settings.Thresholds.Count == 0 ? null : "Thresholds belong to the test (LoadTest.Thresholds) or to each of several loads, not to the loads together.",
        settings.Name is null ? null : $"The name '{settings.Name}' is given to several loads together: name each of them.");

    private static IEnumerable<string> OfTheParts(SeveralLoad whole)
    {
        var parts = whole.Parts(TimeSpan.Zero).ToArray();
        foreach (var name in parts.Where(p => p.Settings.Name is not null).GroupBy(p => p.Name).Where(g => g.Count() > 1))
        {
            yield return $"{name.Count()} loads have the name '{name.Key}' (Named): each needs one of its own.";
        }

        foreach (var part in parts.Where(p => p.End <= p.Start))
        {
            yield return $"The load '{part.Name}' would never run: it begins after {TimeSpanText.Format(part.Start)}, and all loads end after {TimeSpanText.Format(part.End!.Value)} (For, --run-time).";
        }
    }
}
