using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What stands at the top of a phase report: when, how long, and on which machines.</summary>
internal static class PhaseHead
{
    public static IEnumerable<string> Of(SuiteResult suite)
    {
        yield return $"Started {SummaryText.Time(suite.Started)}, ended {SummaryText.Time(suite.Ended)}. Suite file {suite.File}.";
        if (suite.ScaledTo is { } time)
        {
            yield return $"Every test was scaled to {time}: its ramps and stages took less time than the load test plans, and its figures are no substitute for those of a full run.";
        }

        if (suite.Outcomes.Any(o => o.IsKept))
        {
            yield return $"Resumed: {Figures.Plural(suite.Outcomes.Count(o => o.IsKept), "test")} had run before.";
        }

        var machines = suite.Outcomes.Select(o => o.Run?.Environment).OfType<RunEnvironment>()
            .Select(e => $"{e.Machine}: {(e.Processor is { } processor ? $"{processor}, " : "")}{Figures.Plural(e.Cores, "core")}, {Figures.Bytes(e.Memory)} memory, {e.System}, .NET {e.Runtime}, Stampede {e.Version}{(e.Optimized ? "" : ", not optimised")}")
            .Distinct().ToArray();
        foreach (var machine in machines)
        {
            yield return $"Load from {machine}.";
        }
    }
}
