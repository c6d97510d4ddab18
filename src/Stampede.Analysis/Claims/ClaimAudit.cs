using Stampede.Auditing;
using Stampede.Results;

namespace Stampede.Claims;

/// <summary>Audits a run together with what somebody says about it.</summary>
public static class ClaimAudit
{
    /// <summary>Applies the rules, with the claimed plan where there is one, and checks the claims.</summary>
    /// <param name="run">The run.</param>
    /// <param name="timeline">How it went over time; empty where that is not known.</param>
    /// <param name="claims">What is said about it.</param>
    /// <param name="use">What its figures are to be used for; default a verdict on this run.</param>
    /// <returns>The audit with what was found of the claims, and every claim with what the run says about it.</returns>
    public static (AuditResult Audit, IReadOnlyList<ClaimCheck> Claims) Audit(RunResult run, AuditTimeline timeline, ClaimSet claims, AuditUse use = AuditUse.Run)
    {
        var plan = claims.Plan ?? AuditPlan.Of(run);
        var audit = Auditor.Audit(new AuditInput { Run = run, Timeline = timeline, Plan = plan, Use = use });
        var checks = ClaimChecker.Check(run, timeline, claims);
        var found = ClaimFindings.Of(checks).Concat(claims.Plan is null ? [] : GoalArithmetic.Findings(claims.Plan)).ToArray();
        audit = audit with
        {
            Findings = [.. audit.Findings.Concat(found).OrderByDescending(f => f.Severity)],
            Titles = audit.Titles.Concat(ClaimFindings.Titles.Where(t => found.Any(f => f.Rule == t.Key))).ToDictionary(),
        };
        return (audit, checks);
    }
}
