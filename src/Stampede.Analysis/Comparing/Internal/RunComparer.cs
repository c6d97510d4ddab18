using System.Globalization;
using Stampede.Baselines;
using Stampede.Baselines.Internal;

namespace Stampede.Analysis;

/// <summary>Holds runs against a baseline: measures each metric, adjusts for their number, judges, and gives no verdict on what is not comparable.</summary>
internal sealed class RunComparer(Baseline baseline, IReadOnlyList<CandidateRun> candidate, ComparisonMargins margins, ComparisonOptions options, DateTimeOffset now)
{
    private readonly RunMetrics[] _after = [.. candidate.Select(c => c.Metrics)];
    private readonly Dictionary<string, ServiceMetrics>[] _beforeServices = [.. baseline.Runs.Select(ByName)];
    private readonly Dictionary<string, ServiceMetrics>[] _afterServices = [.. candidate.Select(c => ByName(c.Metrics))];
    private readonly List<ManifestDifference> _differences = [];

    public RunComparison Compare(Random random)
    {
        RunManifest[] before = [.. baseline.Runs.Select(r => r.Manifest)], after = [.. _after.Select(r => r.Manifest)];
        _differences.AddRange(ManifestCheck.Differences(before, after, options.Allowed));
        if (!baseline.IsValid(DateOnly.FromDateTime(now.UtcDateTime)))
        {
            var days = string.Create(CultureInfo.InvariantCulture, $"valid {(baseline.ValidFrom is { } from ? $"from {from:yyyy-MM-dd} " : "")}{(baseline.ValidUntil is { } until ? $"until {until:yyyy-MM-dd}" : "")}");
            _differences.Add(new(ManifestDifference.Validity, days.TrimEnd(), now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null, options.Allowed.Contains(ManifestDifference.Validity)));
        }

        ComparedRun[] baselineRuns = [.. before.Select(m => new ComparedRun { Manifest = m })], candidateRuns = [.. candidate.Select(ComparedRun.Of)];
        string[] obstacles = [.. _differences.Where(d => !d.IsAllowed).Select(d => d.ToString()), .. Unjudged(before, "baseline"), .. Unjudged(after, "candidate"), .. RunIdentity.Same(baseline.Runs, _after)];
        string[] invalid = [.. Invalid(baselineRuns, "baseline"), .. Invalid(candidateRuns, "candidate")];
        MetricDraft[] drafts = candidate.Count == 0 || baseline.Runs.Count == 0 ? [] : [.. baseline.Services.SelectMany(s => Service(s, random))];
        var q = Adjusted(drafts);
        string[] extra = [.. _after.SelectMany(r => r.Services).Select(s => s.Service).Distinct().Except(baseline.Services)];
        return new RunComparison
        {
            Plan = (after.FirstOrDefault() ?? before.FirstOrDefault())?.Name ?? "",
            BaselineName = baseline.Name,
            Compared = now,
            Baseline = baselineRuns,
            Candidate = candidateRuns,
            Metrics = [.. drafts.Select(d => Judged(d, q, obstacles, invalid))],
            Differences = _differences,
            Obstacles = [.. invalid, .. obstacles],
            WithoutBaseline = extra,
            Unmapped = [.. _after.SelectMany(r => r.Unmapped).Distinct()],
            Warnings = [.. ComparisonWarnings.Of(baseline, _after, extra, q.Count, margins, now)],
            Tested = q.Count,
            Confidence = margins.Confidence,
            MaxQ = margins.MaxQ,
            FewestRuns = margins.FewestRuns,
            Options = options,
        };
    }

    private static Dictionary<string, ServiceMetrics> ByName(RunMetrics run) => run.Services.GroupBy(s => s.Service).ToDictionary(g => g.Key, g => g.First());

    // A run of Stampede's own is judged when it ends.
    private static IEnumerable<string> Unjudged(IReadOnlyList<RunManifest> runs, string side) => runs.Index().Where(r => r.Item is { Verdict: null, Format: null, Version: not null })
        .Select(r => $"run {r.Index + 1} of the {side} ('{r.Item.Name}') was not judged: it was killed, or it still runs");

    private static IEnumerable<string> Invalid(IReadOnlyList<ComparedRun> runs, string side) => runs.Index().Where(r => r.Item.IsInvalid)
        .Select(r => $"Run {r.Index + 1} of the {side} ('{r.Item.Manifest.Name}') is invalid: its numbers must not be believed");

    private IEnumerable<MetricDraft> Service(string service, Random random)
    {
        ServiceMetrics?[] before = [.. _beforeServices.Select(s => s.GetValueOrDefault(service))], after = [.. _afterServices.Select(s => s.GetValueOrDefault(service))];
        var difference = ManifestCheck.FailuresInLatency(service, [.. before.OfType<ServiceMetrics>()], [.. after.OfType<ServiceMetrics>()], options.Allowed);
        if (difference is not null)
        {
            _differences.Add(difference);
        }

        var missing = Missing(service, after, "candidate") ?? Missing(service, before, "baseline");
        var isPaced = baseline.Runs.Concat(_after).Any(r => r.Manifest.Paced == true);
        foreach (var metric in ComparedMetrics.All)
        {
            var margin = margins.Of(service, metric);
            var draft = new MetricDraft(service, metric, margin, margins.Gates(service, metric, isPaced))
            {
                BaselineRequests = Requests(before),
                CandidateRequests = Requests(after),
            };
            if (missing is null)
            {
                draft = draft with
                {
                    Measured = MetricMeasure.Of(metric, before!, after!, margin, margins.Confidence, random),
                    Obstacle = metric.IsTime() && difference is { IsAllowed: false } ? difference.ToString() : null,
                };
            }
            else if (MetricMeasure.Of(metric, [.. before.OfType<ServiceMetrics>()], [], margin, margins.Confidence, random) is { Baseline: not null } known)
            {
                draft = draft with { Measured = known with { IsLost = true }, Obstacle = missing };
            }
            else
            {
                continue;
            }

            yield return draft;
        }
    }

    private static string? Missing(string service, ServiceMetrics?[] runs, string side)
    {
        int[] without = [.. runs.Index().Where(r => r.Item is null).Select(r => r.Index + 1)];
        return without.Length == 0 ? null
            : without.Length == runs.Length ? $"no run of the {side} has the service '{service}'"
            : $"run {string.Join(", ", without)} of the {side} lacks the service '{service}'";
    }

    private static long? Requests(ServiceMetrics?[] runs) => runs.Any(r => r?.Requests is null) ? null : runs.Sum(r => r!.Requests);

    // The q of what was tested at all; the others are no part of the family.
    private Dictionary<(string Service, ComparedMetric Metric), double> Adjusted(MetricDraft[] drafts)
    {
        MetricDraft[] tested = [.. drafts.Where(d => d is { Obstacle: null, Measured.Effect: { Missing: null } effect } && effect.Runs >= margins.FewestRuns)];
        var q = FalseDiscovery.Adjust([.. tested.Select(d => d.Measured.Effect!.P)]);
        return tested.Index().ToDictionary(t => (t.Item.Service, t.Item.Metric), t => q[t.Index]);
    }

    private MetricComparison Judged(MetricDraft draft, Dictionary<(string Service, ComparedMetric Metric), double> tested, string[] obstacles, string[] invalid)
    {
        var measured = draft.Measured;
        double? q = tested.TryGetValue((draft.Service, draft.Metric), out var known) ? known : null;
        var judgement = (string[])[.. obstacles, .. draft.Obstacle is null ? [] : (string[])[draft.Obstacle]] is { Length: > 0 } all
            ? new Judgement(ChangeVerdict.NotComparable, ChangeLevel.None, Sentence(all))
            : measured.Effect is not { } effect
                ? new Judgement(ChangeVerdict.Inconclusive, ChangeLevel.None, measured.Missing!)
                : Judgement.Of(effect, q ?? effect.P, draft.Margin, margins.MaxQ, margins.FewestRuns);
        if (invalid.Length > 0 && judgement.Verdict is not (ChangeVerdict.Inconclusive or ChangeVerdict.NotComparable))
        {
            judgement = new Judgement(ChangeVerdict.NotComparable, ChangeLevel.None, Sentence(invalid));
        }

        var isOfZero = measured.Effect is not null && measured.Baseline == 0 && draft.Margin.Unit == ChangeUnit.Relative;
        return new MetricComparison
        {
            Service = draft.Service,
            Metric = draft.Metric,
            Baseline = measured.Baseline,
            Candidate = measured.Candidate,
            BaselineRuns = measured.BaselineRuns,
            CandidateRuns = measured.CandidateRuns,
            BaselineRequests = draft.BaselineRequests,
            CandidateRequests = draft.CandidateRequests,
            Effect = measured.Effect,
            Q = q,
            Margin = draft.Margin,
            Verdict = judgement.Verdict,
            Level = judgement.Level,
            Reason = isOfZero ? $"{judgement.Reason} The baseline is 0: relative to it any increase is infinite; a margin in its own unit says from what size on it matters." : judgement.Reason,
            Gates = draft.Gates,
            IsLost = measured.IsLost,
        };
    }

    private static string Sentence(string[] reasons) => $"{char.ToUpperInvariant(reasons[0][0])}{string.Join("; ", reasons)[1..]}.";
}
