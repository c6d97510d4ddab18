namespace Stampede.Baselines.Internal;

/// <summary>Finds runs that are there twice: they are one observation, and one that is on both sides says nothing.</summary>
internal static class RunIdentity
{
    /// <summary>Runs that are certainly the same: their start is known, and all their figures are equal.</summary>
    public static IEnumerable<string> Same(IReadOnlyList<RunMetrics> baseline, IReadOnlyList<RunMetrics> candidate) =>
        Equal(baseline, candidate).Where(p => p.One.Run.Manifest.Started is { } started && p.Other.Run.Manifest.Started == started)
            .Select(p => $"{p.Other.Name} is {p.One.Name}: a run counts once, and says nothing compared with itself");

    /// <summary>Runs whose start is not known and whose figures are all equal, which chance hardly does.</summary>
    public static IEnumerable<string> Copies(IReadOnlyList<RunMetrics> baseline, IReadOnlyList<RunMetrics> candidate) =>
        Equal(baseline, candidate).Where(p => p.One.Run.Manifest.Started is null || p.Other.Run.Manifest.Started is null).Select(p => $"{p.Other.Name} has all figures of {p.One.Name}");

    private static IEnumerable<((RunMetrics Run, string Name) One, (RunMetrics Run, string Name) Other)> Equal(IReadOnlyList<RunMetrics> baseline, IReadOnlyList<RunMetrics> candidate)
    {
        (RunMetrics Run, string Name)[] all = [.. Named(baseline, "baseline"), .. Named(candidate, "candidate")];
        return all.Index().SelectMany(one => all.Skip(one.Index + 1).Where(other => IsSame(one.Item.Run, other.Run)).Take(1).Select(other => (one.Item, other)));
    }

    private static IEnumerable<(RunMetrics Run, string Name)> Named(IReadOnlyList<RunMetrics> runs, string side) => runs.Select((r, i) => (r, $"run {i + 1} of the {side}"));

    /// <summary>Whether all figures of two runs are equal, and their machine.</summary>
    public static bool IsSame(RunMetrics one, RunMetrics other) =>
        one.Manifest.Machine == other.Manifest.Machine && one.Services.Select(WithoutTimes).SequenceEqual(other.Services.Select(WithoutTimes));

    private static ServiceMetrics WithoutTimes(ServiceMetrics service) => service with { Times = null };
}
