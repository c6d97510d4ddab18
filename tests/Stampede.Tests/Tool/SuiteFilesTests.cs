using System.Runtime.CompilerServices;
using Stampede.Auditing;
using Stampede.Claims;
using Stampede.Engine;
using Stampede.Importing;

namespace Stampede.Tests;

/// <summary>The suites in loadtests/, as <c>stampede suite</c> reads them before it builds anything.</summary>
public sealed class SuiteFilesTests
{
    [Fact]
    public void The_suite_of_the_recorded_systems_has_their_thirteen_scenarios()
    {
        var suite = Read("suite.yaml");

        Assert.Equal(
            [
                "deployments", "cab-approvals", "connectors", "burst", "ai-baseline", "ai-api", "ai-rag", "ai-mcp",
                "tickets-baseline-simple", "tickets-baseline", "tickets-peak", "tickets-burst", "tickets-endurance",
            ],
            suite.Entries.Select(entry => entry.Name));
        Assert.All(suite.Entries, entry =>
        {
            // None meets another service, or what the one before left behind.
            Assert.NotNull(entry.Health!.Contains);
            Assert.Contains(entry.Services, service => entry.Health.Url.Contains($"${{{service}}}", StringComparison.Ordinal));
            Assert.Equal(TimeSpan.FromSeconds(30), entry.CoolDown);
        });
        Assert.All(suite.Services, service => Assert.True(service.Restart, service.Name));
    }

    [Fact]
    public void The_nightly_suite_can_be_read() => Assert.Equal(["smoke", "deployments"], Read("nightly.yaml").Entries.Select(entry => entry.Name));

    [Theory]
    [InlineData("deployments", "eucora_scenario1_deployments")]
    [InlineData("burst", "eucora_scenario4_burst_load")]
    public async Task What_their_files_are_said_to_say_they_say(string test, string files)
    {
        var run = (await Importers.Import(Path.Combine(AppContext.BaseDirectory, "Importers", "data", files), CancellationToken.None))!;
        var timeline = await AuditTimeline.Of(run.Intervals.ToAsyncEnumerable(), CancellationToken.None);
        var figures = Read("suite.yaml").Entries.Single(entry => entry.Name == test).Published!.Figures.Where(f => f.Files is not null).ToArray();

        // "27 s, all of them failures": the figure, then what it is of.
        var claims = figures.Select(f => Claim.Parse(f.Metric, f.Files!.Split(", ")[0])).ToArray();
        var checks = ClaimChecker.Check(run, timeline, new ClaimSet { Claims = claims });

        Assert.True(checks.Count >= 4);
        Assert.All(checks, check => Assert.True(check.Claim.Matches(check.Measured!.Value), $"{check.Claim}: {check.Measured}"));
    }

    [Fact]
    public void The_suite_on_postgresql_runs_both_bursts()
    {
        var suite = Read("suite-postgresql.yaml");

        Assert.Equal(["burst", "tickets-burst"], suite.Entries.Select(entry => entry.Name));
        Assert.All(suite.Services, service => Assert.Contains("--postgres", service.Arguments));
    }

    private static Suite Read(string name, [CallerFilePath] string thisFile = "")
    {
        var file = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "loadtests", name));
        var problems = new YamlProblems(file);
        var suite = SuiteReader.Read(file, problems);
        Assert.Equal([], problems.All);
        return suite!;
    }
}
