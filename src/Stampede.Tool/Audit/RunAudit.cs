using Stampede.Auditing;
using Stampede.Claims;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Audits a run that is over: its own folder, or what was imported.</summary>
internal static class RunAudit
{
    /// <summary>The run with the audit of today's rules, and the verdict that goes with it.</summary>
    /// <param name="run">The run; its intervals are read once, one at a time.</param>
    /// <param name="use">What its figures are to be used for.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RunFolderException">The intervals cannot be read.</exception>
    public static async ValueTask<RunSource> Of(RunSource run, AuditUse use, CancellationToken cancellationToken) =>
        run with { Result = (await Of(run.Result, run.Intervals(cancellationToken), use, new ClaimSet(), cancellationToken)).Run };

    /// <summary>As <see cref="Of(RunSource, AuditUse, CancellationToken)"/>, of a result and its intervals, with what somebody says about it.</summary>
    public static async ValueTask<(RunResult Run, IReadOnlyList<ClaimCheck> Claims)> Of(
        RunResult run, IAsyncEnumerable<IntervalSnapshot> intervals, AuditUse use, ClaimSet claims, CancellationToken cancellationToken)
    {
        var timeline = await AuditTimeline.Of(intervals, cancellationToken);
        var (audit, checks) = ClaimAudit.Audit(run, timeline, claims, use);
        return (Judge.Audited(run, WithOwnRules(audit, run.Audit)), checks);
    }

    /// <summary>The run; where it was imported and never audited, with its audit.</summary>
    public static ValueTask<RunSource> OfImported(RunSource run, CancellationToken cancellationToken) =>
        run.Result is { Imported: not null, Audit: null } ? Of(run, AuditUse.Run, cancellationToken) : ValueTask.FromResult(run);

    // What rules of the test's own said can be neither confirmed nor withdrawn here: they are in the test.
    private static AuditResult WithOwnRules(AuditResult audit, AuditResult? earlier)
    {
        if (earlier is null)
        {
            return audit;
        }

        var known = AuditRules.All.Select(r => r.Id).ToHashSet();
        return audit with
        {
            Findings = [.. audit.Findings.Concat(earlier.Findings.Where(f => IsOwn(f.Rule))).OrderByDescending(f => f.Severity)],
            Clean = [.. audit.Clean, .. earlier.Clean.Where(IsOwn)],
            NotApplicable = [.. audit.NotApplicable, .. earlier.NotApplicable.Where(a => IsOwn(a.Rule))],
            Titles = audit.Titles.Concat(earlier.Titles.Where(t => IsOwn(t.Key))).ToDictionary(),
        };

        bool IsOwn(string rule) => earlier.Titles.ContainsKey(rule) && !known.Contains(rule) && !ClaimFindings.Titles.ContainsKey(rule);
    }
}
