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
    public static AuditResult Audit(RunResult run, AuditTimeline timeline, ClaimSet claims, AuditUse use = AuditUse.Run)
    {
        var plan = claims.Plan ?? AuditPlan.Of(run);
        var audit = Auditor.Audit(new AuditInput { Run = run, Timeline = timeline, Plan = plan, Use = use });
        var found = ClaimFindings.Of(ClaimChecker.Check(run, timeline, claims)).Concat(GoalArithmetic.Findings(plan));
        return audit with { Findings = [.. audit.Findings.Concat(found).OrderByDescending(f => f.Severity)] };
    }
}
