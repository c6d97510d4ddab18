using System.Globalization;
using Stampede.Auditing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Claims;

/// <summary>The numbers of a run that a claim can be about, or can have been taken from.</summary>
internal sealed class RunFacts
{
    private const int Names = 200;

    private readonly RunResult _run;
    private readonly AuditTimeline _timeline;
    private readonly RequestStats _total;

    public RunFacts(RunResult run, AuditTimeline timeline, AuditPlan? plan)
    {
        (_run, _timeline, _total) = (run, timeline, run.Total());
        All = [.. Whole(plan), .. OfNames(), .. OfFailures()];
    }

    /// <summary>Everything that is known.</summary>
    public IReadOnlyList<Fact> All { get; }

    /// <summary>What the run says about a claim's metric, in the claim's unit; null where it does not tell.</summary>
    public double? Truth(Claim claim)
    {
        var stats = claim.Request is null ? _total : Named(claim.Request);
        return stats is null ? null : claim.Metric switch
        {
            "requests" => stats.Settled,
            "failures" => stats.Failed,
            "successes" => stats.Settled - stats.Failed,
            "success_rate" => Share(stats.Settled - stats.Failed, stats.Settled),
            "failure_rate" => Share(stats.Failed, stats.Settled),
            "requests_per_second" => PerSecond(stats.Settled),
            "successes_per_second" => PerSecond(stats.Settled - stats.Failed),
            "failures_per_second" => PerSecond(stats.Failed),
            "users" => claim.Request is null && _timeline.Points.Max(p => p.Users) is > 0 and { } users ? users : null,
            "duration" => claim.Request is null && _run.Knows(UnknownParts.Duration) ? _run.Duration.TotalSeconds : null,
            "avg" => RunTimes.Mean(stats) / 1_000,
            "min" => RunTimes.Minimum(stats) / 1_000,
            "max" => RunTimes.Maximum(stats) / 1_000,
            _ => claim.Percentile is { } percentile ? RunTimes.Percentile(stats, percentile) / 1_000 : null,
        };
    }

    /// <summary>The statistics of a request by its name, or its method and name; of several of one name their sum. Null where there is none.</summary>
    public RequestStats? Named(string request)
    {
        RequestStats? sum = null;
        foreach (var (key, stats) in _run.Requests)
        {
            if (key.Name == request || key.ToString() == request)
            {
                sum ??= new RequestStats();
                sum.Add(stats);
            }
        }

        return sum;
    }

    private IEnumerable<Fact> Whole(AuditPlan? plan)
    {
        foreach (var fact in Counts(_total, "", 0).Concat(Times(_total, "", 1)))
        {
            yield return fact;
        }

        if (_run.Imported?.Total is { } stated && stated.Settled != _total.Settled)
        {
            yield return new Fact(ClaimKind.Count, stated.Settled, "the total that the file states, to which its rows do not add up", 0);
        }

        if (_timeline.Points.Count > 0)
        {
            var counted = _timeline.Points.Sum(p => p.Settled);
            if (counted != _total.Settled)
            {
                yield return new Fact(ClaimKind.Count, counted, "what the history had counted when it ended", 1);
            }

            yield return new Fact(ClaimKind.Rate, _timeline.Points.Max(p => p.Rate), "the busiest second", 2);
            if (_timeline.Plateau is { Count: > 0 } plateau)
            {
                var seconds = plateau.Sum(p => p.Length.TotalSeconds);
                yield return new Fact(ClaimKind.Rate, plateau.Sum(p => p.Settled) / seconds, "the rate while the load was even", 1);
                yield return new Fact(ClaimKind.Users, plateau[0].Users ?? 0, "the users while the load was even", 1);
            }
        }

        if (plan?.Users is { } users)
        {
            yield return new Fact(ClaimKind.Users, users, "what was planned", 0);
        }

        if (plan?.Duration is { TotalSeconds: > 0 } duration)
        {
            yield return new Fact(ClaimKind.Duration, duration.TotalSeconds, "what was planned", 0);
            yield return new Fact(ClaimKind.Rate, _total.Settled / duration.TotalSeconds, "the requests divided by the planned time", 1);
        }
    }

    private IEnumerable<Fact> OfNames() => _run.Requests.Count < 2 ? [] : _run.Requests
        .OrderByDescending(r => r.Value.Settled).ThenBy(r => r.Key.ToString(), StringComparer.Ordinal).Take(Names)
        .Where(r => r.Value.Settled > 1)
        .SelectMany(r => Counts(r.Value, $" of {r.Key}", 4).Concat(Times(r.Value, $" of {r.Key}", 4)));

    private IEnumerable<Fact> OfFailures() => _run.Failures
        .GroupBy(f => f.Key.Text, StringComparer.Ordinal)
        .Select(g => (Text: g.Key, Count: g.Sum(f => f.Stats.Count)))
        .OrderByDescending(g => g.Count).Take(Names)
        .SelectMany(g => (Fact[])
        [
            new(ClaimKind.Count, g.Count, $"the failures '{g.Text}'", 3),
            new(ClaimKind.Share, Share(g.Count, _total.Settled) ?? double.NaN, $"the share of the failures '{g.Text}'", 4),
        ]);

    private IEnumerable<Fact> Counts(RequestStats stats, string of, int rank)
    {
        yield return new Fact(ClaimKind.Count, stats.Settled, $"the number of requests{of}", rank);
        if (stats.Failed > 0)
        {
            yield return new Fact(ClaimKind.Count, stats.Failed, $"the number of failures{of}", rank);
            yield return new Fact(ClaimKind.Count, stats.Settled - stats.Failed, $"the number of successes{of}", rank);
            if (PerSecond(stats.Settled - stats.Failed) is { } successes && PerSecond(stats.Failed) is { } failures)
            {
                yield return new Fact(ClaimKind.Rate, successes, $"the successes per second{of}", rank);
                yield return new Fact(ClaimKind.Rate, failures, $"the failures per second{of}", rank);
            }
        }

        if (stats.Settled > 0)
        {
            yield return new Fact(ClaimKind.Share, 100.0 * stats.Failed / stats.Settled, $"the failure rate{of}", rank);
            yield return new Fact(ClaimKind.Share, 100.0 * (stats.Settled - stats.Failed) / stats.Settled, $"the success rate{of}", rank);
        }

        if (stats.Accepted > 0)
        {
            yield return new Fact(ClaimKind.Count, stats.Accepted, $"the number of error statuses accepted as success{of}", rank);
            yield return new Fact(ClaimKind.Count, stats.Settled - stats.Failed - stats.Accepted, $"the number of successes without accepted error statuses{of}", rank);
            yield return new Fact(ClaimKind.Share, 100.0 * (stats.Settled - stats.Failed - stats.Accepted) / stats.Settled, $"the success rate without accepted error statuses{of}", rank);
        }

        if (PerSecond(stats.Settled) is { } rate)
        {
            yield return new Fact(ClaimKind.Rate, rate, $"the requests per second{of}", rank);
        }
    }

    private static IEnumerable<Fact> Times(RequestStats stats, string of, int rank)
    {
        foreach (var (value, text) in RunTimes.Figures(stats))
        {
            yield return new Fact(ClaimKind.Time, value / 1_000, text + of, rank);
        }
    }

    private double? PerSecond(long count) => _run.Knows(UnknownParts.Duration) && _run.Duration > TimeSpan.Zero ? count / _run.Duration.TotalSeconds : null;

    private static double? Share(long count, long of) => of == 0 ? null : 100.0 * count / of;

    /// <summary>A figure for people: four significant digits, counts whole.</summary>
    public static string Number(double value, ClaimKind kind) => kind switch
    {
        ClaimKind.Count or ClaimKind.Users => value.ToString("#,0", CultureInfo.InvariantCulture),
        ClaimKind.Share => value.ToString("0.##", CultureInfo.InvariantCulture) + " %",
        ClaimKind.Time => value.ToString(value >= 100 ? "#,0" : value >= 10 ? "0.#" : "0.###", CultureInfo.InvariantCulture) + " ms",
        ClaimKind.Rate => value.ToString(value >= 1_000 ? "#,0" : "0.##", CultureInfo.InvariantCulture) + "/s",
        _ => value.ToString(value >= 10 ? "0.#" : "0.###", CultureInfo.InvariantCulture) + " s",
    };
}
