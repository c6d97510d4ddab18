using Stampede.Auditing;
using Stampede.Results;

namespace Stampede.Claims;

/// <summary>Holds what somebody published about a run against the run.</summary>
public static class ClaimChecker
{
    /// <summary>Checks claims.</summary>
    /// <param name="run">The run.</param>
    /// <param name="timeline">How it went over time; empty where that is not known.</param>
    /// <param name="claims">What is claimed.</param>
    public static IReadOnlyList<ClaimCheck> Check(RunResult run, AuditTimeline timeline, ClaimSet claims)
    {
        var facts = new RunFacts(run, timeline, claims.Plan);
        var explainer = new ClaimExplainer(run, facts, claims);
        return [.. claims.Claims.Select(c => c.Metric == "breaking_point" ? BreakingPoint.Check(c, timeline) : Check(c, facts, explainer))];
    }

    private static ClaimCheck Check(Claim claim, RunFacts facts, ClaimExplainer explainer)
    {
        if (facts.Truth(claim) is not { } measured)
        {
            var why = claim.Request is not null && facts.Named(claim.Request) is null ? $"The run has no request '{claim.Request}'." : "The run does not tell.";
            return new ClaimCheck { Claim = claim, Outcome = ClaimOutcome.Unknown, Explanations = [why] };
        }

        if (claim.Agrees(measured))
        {
            var hides = explainer.Hidden(claim, measured);
            return new ClaimCheck { Claim = claim, Outcome = hides.Count > 0 ? ClaimOutcome.Misleading : ClaimOutcome.Right, Measured = measured, Explanations = hides };
        }

        var near = claim.Comparison == ClaimComparison.Is && Math.Abs(claim.Value - measured) <= 0.005 * Math.Abs(measured);
        return new ClaimCheck
        {
            Claim = claim,
            Outcome = near ? ClaimOutcome.Near : ClaimOutcome.Wrong,
            Measured = measured,
            Explanations = explainer.Explain(claim, measured),
        };
    }
}
