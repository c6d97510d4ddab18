using Stampede.Auditing;
using Stampede.Claims;
using Stampede.Engine;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Tests.Claims;

/// <summary>What a project published about its runs, held against the files of the same runs: the contradictions are named, with their numbers.</summary>
public class RecordedClaimsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_counts_of_scenario_1_are_twice_the_truth_because_the_sum_was_counted_too()
    {
        var checks = await Check("scenario1.claims.yaml", "eucora_scenario1_deployments");

        var requests = checks.Single(c => c.Claim.Metric == "requests");
        Assert.Equal((ClaimOutcome.Wrong, 34_451), (requests.Outcome, requests.Measured));
        Assert.Equal("68,902 is twice 34,451: the Aggregated row was counted too.", requests.Explanations[0]);
        var failures = checks.Single(c => c.Claim.Metric == "failures");
        Assert.Equal((ClaimOutcome.Wrong, 24_869), (failures.Outcome, failures.Measured));
        Assert.Equal("49,738 is twice 24,869: the Aggregated row was counted too.", failures.Explanations[0]);
    }

    [Fact]
    public async Task The_success_rate_of_scenario_1_is_its_failure_rate()
    {
        var checks = (await Check("scenario1.claims.yaml", "eucora_scenario1_deployments")).Where(c => c.Claim.Metric == "success_rate").ToArray();

        Assert.All(checks, c => Assert.Equal(ClaimOutcome.Wrong, c.Outcome));
        Assert.All(checks, c => Assert.Equal(27.81, c.Measured!.Value, 0.005));
        Assert.Equal("72 % is the failure rate (72.19 %).", checks[0].Explanations[0]);
    }

    [Fact]
    public async Task Times_that_agree_are_of_all_requests_of_which_most_failed()
    {
        var checks = await Check("scenario1.claims.yaml", "eucora_scenario1_deployments");

        Assert.All(["p(50)", "p(99)"], metric =>
        {
            var check = checks.Single(c => c.Claim.Metric == metric);
            Assert.Equal(ClaimOutcome.Misleading, check.Outcome);
            Assert.Contains("72.2 % of them failed", check.Explanations[0]);
        });
        Assert.EndsWith("of the successes it is between 4 ms and 9 ms.", checks.Single(c => c.Claim.Metric == "p(50)").Explanations[0]);
    }

    [Fact]
    public async Task The_goals_of_scenario_1_do_not_belong_together()
    {
        var finding = Assert.Single((await Audit("scenario1.claims.yaml", "eucora_scenario1_deployments")).Findings, f => f.Rule == "GOAL-COUNT");

        Assert.Equal([375, 75, 300, 22_500, 60], finding.Numbers.Select(n => n.Value));
        Assert.Contains("375 is 75 times 5: minutes were taken for seconds", finding.Meaning);
    }

    [Fact]
    public async Task The_cliff_of_scenario_4_was_not_measured()
    {
        var checks = await Check("scenario4.claims.yaml", "eucora_scenario4_burst_load");

        var cliff = checks.Single(c => c.Claim.Metric == "breaking_point");
        Assert.Equal(ClaimOutcome.Wrong, cliff.Outcome);
        Assert.Contains("100 % failed in the first second already", cliff.Explanations[0]);
        var requests = checks.Single(c => c.Claim.Metric == "requests");
        Assert.Equal((ClaimOutcome.Near, 12_545), (requests.Outcome, requests.Measured));
        Assert.Equal(ClaimOutcome.Right, checks.Single(c => c.Claim.Metric == "failure_rate").Outcome);
    }

    private static async Task<IReadOnlyList<ClaimCheck>> Check(string claims, string files)
    {
        var (run, timeline) = await Run(files);
        return ClaimChecker.Check(run, timeline, Claims(claims));
    }

    private static async Task<AuditResult> Audit(string claims, string files)
    {
        var (run, timeline) = await Run(files);
        return ClaimAudit.Audit(run, timeline, Claims(claims)).Audit;
    }

    private static async Task<(RunResult Run, AuditTimeline Timeline)> Run(string files)
    {
        var run = (await Importers.Import(Path.Combine(AppContext.BaseDirectory, "Importers", "data", files), None))!;
        return (run, await AuditTimeline.Of(run.Intervals.ToAsyncEnumerable(), None));
    }

    private static ClaimSet Claims(string name)
    {
        var problems = new YamlProblems(name);
        using var text = File.OpenText(Path.Combine(AppContext.BaseDirectory, "Claims", "data", name));
        var claims = ClaimsFile.Read(text, problems);
        Assert.Empty(problems.All);
        return claims;
    }
}
