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
    }

    private static async Task<IReadOnlyList<AuditFinding>> Audit(string name)
    {
        var run = await new LocustCsvImporter().Import(Path.Combine(AppContext.BaseDirectory, "Importers", "data", name), TestContext.Current.CancellationToken);
        var findings = AuditRuns.Audit(run!).Findings;
        foreach (var f in findings)
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"{f.Severity} {f.Rule}: {f.Meaning}");
        }

        return findings;
    }
}
