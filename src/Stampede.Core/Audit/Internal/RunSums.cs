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

    /// <summary>How much open failures weigh at most: a run of our own has a verdict and an exit code that say so, another tool's file has not.</summary>
    public static NoteSeverity Gravest(AuditInput input) => input.Run.Imported is null && input.Use == AuditUse.Run ? NoteSeverity.Warning : NoteSeverity.Invalid;

    /// <summary>The first of some names, the most telling first, as examples.</summary>
    public static IReadOnlyList<string> Examples(IEnumerable<RequestKey> names) => [.. names.Take(5).Select(n => n.ToString())];
}
