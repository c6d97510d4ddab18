using Stampede.Results;

namespace Stampede.Engine;

/// <summary>How long it was that a rate is about: of one load's requests, the time that the load was planned to be under way.</summary>
internal static class LoadTime
{
    /// <summary>That time, within the measured window of a run.</summary>
    public static TimeSpan Of(ThresholdRule rule, RunResult run) =>
        Within(rule, run.Plan, run.Phases.FirstOrDefault(p => p.Phase == Phase.Steady)?.Offset ?? TimeSpan.Zero, run.Duration);

    /// <summary>That time, within a part of a run.</summary>
    public static TimeSpan Within(ThresholdRule rule, RunPlan plan, TimeSpan start, TimeSpan length)
    {
        if (rule is not { Metric: ThresholdMetric.RequestsPerSecond, Selection.Load: { } name } || plan.Load.Parts.FirstOrDefault(p => p.Name == name) is not { } part)
        {
            return length;
        }

        var from = part.Start > start ? part.Start : start;
        var to = part.End is { } end && end < start + length ? end : start + length;
        return to > from ? to - from : TimeSpan.Zero;
    }
}
