using System.Runtime.CompilerServices;
using Stampede.Engine;

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

    private static Suite Read(string name, [CallerFilePath] string thisFile = "")
    {
        var file = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "loadtests", name));
        var problems = new YamlProblems(file);
        var suite = SuiteReader.Read(file, problems);
        Assert.Equal([], problems.All);
        return suite!;
    }
}
