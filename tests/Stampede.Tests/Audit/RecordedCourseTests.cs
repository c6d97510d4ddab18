using Stampede.Auditing;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>The course of two recorded runs of another tool, judged with their files alone.</summary>
public sealed class RecordedCourseTests
{
    [Fact]
    public async Task Scenario_1_sat_at_75_users_after_89()
    {
        var finding = Assert.Single(await Audit("eucora_scenario1_deployments"), f => f.Rule == "USERS-LOST");
        Assert.Equal(NoteSeverity.Warning, finding.Severity);
        Assert.Equal((89, 75), (finding.Number("highest number of users"), finding.Number("users of the even load")));
        Assert.InRange(finding.Number("even load"), 270, 290);
    }

    [Fact]
    public async Task Scenario_4_failed_from_its_first_second_on()
    {
        var finding = Assert.Single(await Audit("eucora_scenario4_burst_load"), f => f.Rule == "ALL-FAILED");
        Assert.Equal(NoteSeverity.Invalid, finding.Severity);
        Assert.Equal((12_545, 12_545), (finding.Number("requests"), finding.Number("failed")));
        Assert.Equal((100, 25, 25), (finding.Number("users in the first second"), finding.Number("requests in the first second"), finding.Number("failed in the first second")));
    }

    [Fact]
    public async Task Scenario_4_was_saturated()
    {
        var finding = Assert.Single(await Audit("eucora_scenario4_burst_load"), f => f.Rule == "SATURATION");
        Assert.Equal(NoteSeverity.Warning, finding.Severity);
        Assert.Equal(1_000, finding.Number("users at the end"));
        Assert.InRange(finding.Number("rate at the end"), 45, 55);
        Assert.InRange(finding.Number("mean time at the end"), 18_000, 22_000);
        Assert.InRange(finding.Number("users ÷ rate"), 18, 22);
        Assert.Equal([500, 1_300, 2_500, 6_300, 13_000, 19_000], ((int[])[10, 20, 30, 50, 90, 130]).Select(t => finding.Number($"median at {t} s")));
    }

    [Fact]
    public async Task Scenario_4_could_not_reach_its_goal()
    {
        var plan = new AuditPlan { Users = 1_000, Classes = [new AuditPlanClass { Name = "HighLoadDeploymentUser", MeanWait = 0.3 }], Targets = ["requests_per_second >= 10000"] };
        var findings = await Audit("eucora_scenario4_burst_load", plan);
        var finding = Assert.Single(findings, f => f.Rule == "THINK-TIME");
        Assert.Equal(10_000, finding.Number("goal"));
        Assert.Equal(3_333, finding.Number("ceiling"), 0.4);
    }

    [Fact]
    public async Task Scenario_1_as_intended_and_as_it_ran()
    {
        AuditPlanClass Class(string name, double wait, bool intended, params string[] requests) =>
            new() { Name = name, MeanWait = wait, IsIntended = intended, Requests = [.. requests.Select(r => new AuditPlanRequest { Method = r.Split(' ')[0], Name = r.Split(' ')[1] })] };

        var plan = new AuditPlan
        {
            Users = 100,
            Classes =
            [
                Class("DeploymentUser", 1.25, true, "POST /api/v1/deployments/", "GET /api/v1/deployments/?limit=50", "GET /api/v1/deployments/{id}/"),
                Class("CABApprovalUser", 2, false, "GET /api/v1/cab/pending/?limit=100", "POST /api/v1/cab/{id}/approve/", "POST /api/v1/cab/{id}/reject/"),
                Class("ConnectorPublishingUser", 1, false, "POST /api/v1/connectors/publish/", "GET /api/v1/connectors/status/{id}/", "POST /api/v1/connectors/remediate/"),
                Class("HighLoadDeploymentUser", 0.3, false, "POST /api/v1/deployments/"),
            ],
            Targets = ["requests_per_second >= 50", "requests_per_second <= 100"],
        };
        var findings = await Audit("eucora_scenario1_deployments", plan);
        var (goal, measured) = (findings.Single(f => f.Rule == "THINK-TIME" && f.Numbers[0].Name == "goal"), findings.Single(f => f.Rule == "THINK-TIME" && f.Numbers[0].Name == "measured"));
        Assert.Equal((100, 80), (goal.Number("goal"), goal.Number("ceiling")));
        Assert.Equal(NoteSeverity.Invalid, measured.Severity);
        Assert.Equal(116.1, measured.Number("measured"), 0.1);
        Assert.Equal(120.8, measured.Number("ceiling of what ran"), 0.05);
        Assert.Equal(100, findings.Single(f => f.Rule == "USERS-LOST").Number("users planned"));

        // 75 users of the classes that sent anything are what the rate needs.
        Assert.DoesNotContain(findings, f => f.Rule == "LITTLE");
    }

    private static async Task<IReadOnlyList<AuditFinding>> Audit(string name, AuditPlan? plan = null)
    {
        var run = await new LocustCsvImporter().Import(Path.Combine(AppContext.BaseDirectory, "Importers", "data", name), TestContext.Current.CancellationToken);
        var findings = AuditRuns.Audit(run!, plan: plan).Findings;
        foreach (var f in findings)
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"{f.Severity} {f.Rule}: {f.Meaning}");
        }

        return findings;
    }
}
