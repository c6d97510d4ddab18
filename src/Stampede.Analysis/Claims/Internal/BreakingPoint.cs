using Stampede.Auditing;
using static System.FormattableString;

namespace Stampede.Claims;

/// <summary>
/// A claim of how many users were too many. It is shown only by a load below it that worked and one at it that did not: where everything failed from the
/// start, nothing is known of where failing began.
/// </summary>
internal static class BreakingPoint
{
    // Under 1 % of failures is taken as working, over 5 % as broken; between them neither is shown.
    private const double Works = 0.01;
    private const double Broken = 0.05;

    public static ClaimCheck Check(Claim claim, AuditTimeline timeline)
    {
        var points = timeline.Points.Where(p => p.Users > 0 && p.Settled > 0).ToArray();
        if (points.Length == 0)
        {
            return new ClaimCheck { Claim = claim, Outcome = ClaimOutcome.Unknown, Explanations = ["The run does not tell users and failures over time."] };
        }

        var below = points.Where(p => p.Users < claim.Value).ToArray();
        var works = below.Where(p => p.Failed <= Works * p.Settled).Max(p => p.Users);
        var broken = points.Where(p => p.Failed > Broken * p.Settled).Min(p => p.Users);
        if (works is not null && broken >= works)
        {
            return new ClaimCheck
            {
                Claim = claim,
                Outcome = claim.Agrees(broken.Value) ? ClaimOutcome.Right : ClaimOutcome.Wrong,
                Measured = broken,
                Explanations = [Invariant($"With {works} users under 1 % failed; with {broken} over 5 % did.")],
            };
        }

        var first = points[0];
        return new ClaimCheck
        {
            Claim = claim,
            Outcome = ClaimOutcome.Wrong,
            Explanations =
            [
                broken is null
                    ? Invariant($"Nothing broke: up to {points.Max(p => p.Users)} users under 5 % failed.")
                    : Invariant($"It is not shown: no load was measured that worked. {100.0 * first.Failed / first.Settled:0.#} % failed in the first second already, with {first.Users} users."),
            ],
        };
    }
}
