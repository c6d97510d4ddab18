using System.Globalization;
using Stampede.Baselines;
using Stampede.Baselines.Internal;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>What is worth knowing about a comparison although it does not decide it.</summary>
internal static class ComparisonWarnings
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(14);

    // From which share on failed requests among the response times move them.
    private const double ManyFailures = 0.1;

    public static IEnumerable<string> Of(
        Baseline baseline, IReadOnlyList<RunMetrics> candidate, IReadOnlyList<string> withoutBaseline, int tested, ComparisonMargins margins, DateTimeOffset now)
    {
        RunManifest[] before = [.. baseline.Runs.Select(r => r.Manifest)], after = [.. candidate.Select(r => r.Manifest)];
        if ((before.Max(m => m.Started) ?? baseline.Saved) is { } taken && now - taken > Old)
        {
            yield return $"AGE: The baseline's last run is {Figures.Plural((long)(now - taken).TotalDays, "day")} old; beyond {Old.TotalDays} days the machine and what it runs change too. Run it again, in turn with the candidate.";
        }

        if (before.Length > 0 && after.Length > 0 && ManifestCheck.Unknown(before, after) is { Count: > 0 } unknown)
        {
            yield return $"BASE: Whether both sides had the same {string.Join(", ", unknown)} is not known: not every run tells.";
        }

        foreach (var copy in RunIdentity.Copies(baseline.Runs, candidate))
        {
            yield return $"Is it a copy? {char.ToUpperInvariant(copy[0])}{copy[1..]}.";
        }

        foreach (var (verdict, words) in new[] { (Verdict.Failed, "failed its own thresholds"), (Verdict.NoData, "had no data for its own thresholds") })
        {
            if (after.Index().Where(m => m.Item.Verdict == verdict).Select(m => m.Index + 1).ToArray() is { Length: > 0 } runs)
            {
                yield return $"{(runs.Length == 1 ? "Run" : "Each of the runs")} {string.Join(", ", runs)} of the candidate {words}.";
            }
        }

        foreach (var (side, manifests) in new[] { ("baseline", before), ("candidate", after) })
        {
            if (manifests.Select(m => m.Commit).OfType<string>().Distinct().ToArray() is { Length: > 1 } commits)
            {
                yield return $"The runs of the {side} are of {commits.Length} commits, {Listed(commits)}: what changed cannot be told from when.";
            }
        }

        if (Flattered(baseline, candidate).ToArray() is { Length: > 0 } flattered)
        {
            yield return $"ERRLAT: The response times of {Listed(flattered)} include failed requests, of which there are more than {Figures.Number(ManyFailures)} %: fast failures flatter them.";
        }

        foreach (var pattern in margins.Services.Select(m => m.Pattern).Where(p => !margins.Services.Any(m => m.Pattern == p && baseline.Services.Any(m.Matches))))
        {
            yield return $"The margins of '{pattern}' are of no service of the baseline.";
        }

        if (withoutBaseline.Count > 0)
        {
            yield return $"{Listed(withoutBaseline)} {(withoutBaseline.Count == 1 ? "has" : "have")} no baseline, and {(withoutBaseline.Count == 1 ? "was" : "were")} not compared.";
        }

        if (candidate.SelectMany(r => r.Unmapped).Distinct().ToArray() is { Length: > 0 } unmapped)
        {
            yield return $"No service has {Listed(unmapped)}: no figure has them.";
        }

        if (TooFewForOne(before.Length, after.Length, tested, margins) is { } few)
        {
            yield return few;
        }
    }

    private static IEnumerable<string> Flattered(Baseline baseline, IReadOnlyList<RunMetrics> candidate) =>
        baseline.Runs.Concat(candidate).SelectMany(r => r.Services).Where(s => s is { IncludesFailures: true, ErrorRate: > ManyFailures, Mean: not null }).Select(s => s.Service).Distinct();

    // The exact test of ranks cannot give a smaller P than that of all of one side above all of the other.
    private static string? TooFewForOne(int before, int after, int tested, ComparisonMargins margins)
    {
        if (Math.Min(before, after) < margins.FewestRuns || tested * Smallest(before, after) <= margins.MaxQ)
        {
            return null;
        }

        var needed = Math.Max(before, after);
        while (tested * Smallest(needed, needed) > margins.MaxQ)
        {
            needed++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"MULTI: {Figures.Plural(tested, "metric")} were tested at once on {before} and {after} runs: a change of one mean, median or rate alone cannot be certain (its q is {tested * Smallest(before, after):0.##} at best). {needed} runs a side, or fewer metrics, could show it.");

        static double Smallest(int n, int m) => 2 / Math.Exp(Engine.LogGamma.OfChoose(n + m, n));
    }

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(10).Select(n => $"'{n}'")) + (names.Count > 10 ? $" and {names.Count - 10} more" : "");
}
