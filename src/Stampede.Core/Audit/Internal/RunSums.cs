using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Counts of a run over all of its names.</summary>
internal static class RunSums
{
    public static long Settled(RunResult run) => run.Requests.Values.Sum(r => r.Settled);

    public static long Failed(RunResult run) => run.Requests.Values.Sum(r => r.Failed);

    /// <summary>A share as a number of a finding, in percent.</summary>
    public static AuditNumber Share(string name, long part, long whole) => new(name, whole == 0 ? 0 : 100.0 * part / whole, "%");

    /// <summary>A run that a threshold ended is over because of what is wrong: that is a failed goal, which says no less.</summary>
    public static NoteSeverity Gravest(RunResult run, NoteSeverity severity) =>
        run.Ending == RunEnding.ThresholdAborted && severity == NoteSeverity.Invalid ? NoteSeverity.Warning : severity;

    /// <summary>The first of some names, the most telling first, as examples.</summary>
    public static IReadOnlyList<string> Examples(IEnumerable<RequestKey> names) => [.. names.Take(5).Select(n => n.ToString())];
}
