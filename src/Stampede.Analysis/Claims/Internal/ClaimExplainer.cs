using Stampede.Auditing;
using Stampede.Metrics;
using Stampede.Results;
using static System.FormattableString;

namespace Stampede.Claims;

/// <summary>Says where a wrong number may come from, the likeliest first, and what a right one hides.</summary>
internal sealed class ClaimExplainer(RunResult run, RunFacts facts, ClaimSet claims)
{
    private const int Most = 3;

    /// <summary>Where the claimed number may come from.</summary>
    public IReadOnlyList<string> Explain(Claim claim, double measured)
    {
        var found = Candidates(claim, measured)
            .OrderBy(c => c.Rank).ThenBy(c => c.Distance)
            .Select(c => c.Text).Distinct(StringComparer.Ordinal).Take(Most).ToArray();
        return found.Length > 0 ? found : [$"No figure of the run is {claim.Text}."];
    }

    /// <summary>What a right number hides; empty for nothing.</summary>
    public IReadOnlyList<string> Hidden(Claim claim, double measured)
    {
        var stats = claim.Request is null ? run.Total() : facts.Named(claim.Request)!;
        if (claim.Kind == ClaimKind.Time && stats.Failed > stats.Settled / 1_000)
        {
            return Times(claim, measured, stats);
        }

        if (claim.Metric is "success_rate" or "successes" && stats.Accepted > 0)
        {
            return
            [
                Invariant($"{stats.Accepted:#,0} of these are error statuses that the test accepted as success; without them it is {100.0 * (stats.Settled - stats.Failed - stats.Accepted) / stats.Settled:0.##} %."),
            ];
        }

        return claim.Metric is "requests" or "requests_per_second" && stats.Failed > stats.Settled / 20
            ? [Invariant($"{100.0 * stats.Failed / stats.Settled:0.#} % of them failed ({stats.Failed:#,0} of {stats.Settled:#,0}).")]
            : [];
    }

    private IReadOnlyList<string> Times(Claim claim, double measured, RequestStats stats)
    {
        var rate = 100.0 * stats.Failed / stats.Settled;
        if (stats.ResponseTime.Count == 0 && stats.Reported is { IncludesFailures: true })
        {
            var rows = run.Requests.Where(r => claim.Request is null || r.Key.Name == claim.Request || r.Key.ToString() == claim.Request).Select(r => r.Value).ToArray();
            var bounds = claim.Percentile is { } percentile ? TimeBounds.OfSuccesses(rows, percentile) : null;
            var successes = stats.Failed >= stats.Settled ? "there were no successes"
                : bounds is not { } known ? "of the successes alone the file does not tell it"
                : known.Low == known.High ? $"of the successes it is {Number(known.Low / 1_000, claim)}"
                : $"of the successes it is between {Number(known.Low / 1_000, claim)} and {Number(known.High / 1_000, claim)}";
            return [Invariant($"It is of all requests, and {rate:0.#} % of them failed: {successes}.")];
        }

        // Told apart: ours is of the successes, which hides how many there were.
        return [Invariant($"It is of the successes, {100 - rate:0.#} % of the requests.")];
    }

    private IEnumerable<Candidate> Candidates(Claim claim, double measured)
    {
        if (claim.Kind == ClaimKind.Count && claim.Matches(2 * measured))
        {
            var row = run.Imported is null ? "counted twice" : "the Aggregated row was counted too";
            yield return new Candidate(Invariant($"{claim.Text} is twice {measured:#,0}: {row}."), -1, 0);
        }

        if (claim.Kind is ClaimKind.Rate && claim.Matches(2 * measured))
        {
            yield return new Candidate($"{claim.Text} is twice {Number(measured, claim)}: the row of the sum was added to the others.", -1, 0);
        }

        foreach (var fact in facts.All.Where(f => f.Kind == claim.Kind && f.Value > 0))
        {
            if (claim.Matches(fact.Value))
            {
                yield return Of(claim, fact, "", fact.Value, fact.Rank + (IsOpposite(claim, fact) && fact.Rank > 0 ? 2 : 0));
            }

            if (claim.Kind == ClaimKind.Time && claim.Matches(fact.Value / 1_000))
            {
                yield return Of(claim, fact, ", taken for seconds", fact.Value, fact.Rank + 3);
            }

            if (claim.Kind == ClaimKind.Time && claim.Matches(fact.Value * 1_000))
            {
                yield return Of(claim, fact, ", with the wrong unit", fact.Value, fact.Rank + 3);
            }

            if (claim.Kind == ClaimKind.Count && claim.Matches(2 * fact.Value) && fact.Value != measured)
            {
                yield return new Candidate(Invariant($"{claim.Text} is twice {fact.Text} ({fact.Value:#,0})."), fact.Rank + 3, 0);
            }

            if (claim.Kind == ClaimKind.Rate && claim.Matches(60 * fact.Value))
            {
                yield return Of(claim, fact, ", per minute", fact.Value, fact.Rank + 3);
            }
        }

        if (claim is { Kind: ClaimKind.Time, Percentile: not null } && RunTimes.Mean(run.Total()) / 1_000 is { } mean)
        {
            foreach (var factor in (double[])[1.4, 1.7])
            {
                if (claim.Matches(mean * factor) || claim.Matches(Math.Floor(mean * factor)))
                {
                    yield return new Candidate(Invariant($"{claim.Text} is {factor} times the mean ({Number(mean, claim)}): it was not measured."), 0, 0);
                }
            }
        }

        foreach (var candidate in Planned(claim))
        {
            yield return candidate;
        }
    }

    // 75 requests per second for 5 minutes are not 375.
    private IEnumerable<Candidate> Planned(Claim claim)
    {
        if (claim.Kind != ClaimKind.Count || claims.Plan?.Duration is not { TotalMinutes: > 0 } duration)
        {
            yield break;
        }

        foreach (var fact in facts.All.Where(f => f.Kind == ClaimKind.Rate && f.Rank < 4))
        {
            if (claim.Matches(fact.Value * duration.TotalMinutes))
            {
                yield return new Candidate(
                    Invariant($"{claim.Text} is {fact.Text} ({Number(fact)}) times {duration.TotalMinutes:0.##}: minutes were taken for seconds, which is off by 60."), 4, 0);
            }
        }
    }

    // Of single names it is not likely that failures were taken for successes.
    private static bool IsOpposite(Claim claim, Fact fact) =>
        claim.Metric == "success_rate" && fact.Text.StartsWith("the failure rate", StringComparison.Ordinal);

    private static Candidate Of(Claim claim, Fact fact, string how, double value, int rank) =>
        new($"{claim.Text} is {fact.Text}{how} ({Number(fact)}).", rank, Math.Abs(claim.Value - value));

    private static string Number(Fact fact) => RunFacts.Number(fact.Value, fact.Kind);

    private static string Number(double value, Claim claim) => RunFacts.Number(value, claim.Kind);

    private sealed record Candidate(string Text, int Rank, double Distance);
}
