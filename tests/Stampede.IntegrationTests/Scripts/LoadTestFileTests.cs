using Stampede.Results;

namespace Stampede.IntegrationTests;

/// <summary>The files in loadtests/: the quickstart as people run it, the others from their built programs.</summary>
[Collection(Measuring.Name)]
public sealed class LoadTestFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_quickstart_starts_its_service_passes_leaves_a_run_folder_and_stops_it()
    {
        var run = await Builds.RunReal(
            "run", "loadtests/quickstart.cs", "--", "--headless", "-t", "5s", "--replace-thresholds", "--threshold", "success_rate == 100%", "--results", _folder.Path);

        var result = await RunFolderReader.Open(Directory.GetDirectories(_folder.Path).Single(), TestContext.Current.CancellationToken);

        // That the machine was too busy to be believed may be said of it, and nothing else.
        Assert.True(run.ExitCode == 0 || (run.ExitCode == 5 && result.Audit!.Findings.Where(f => f.Severity == NoteSeverity.Invalid).All(f => f.Rule.StartsWith("GEN-", StringComparison.Ordinal))), run.All);
        Assert.Equal(0, result.Total().Failed);
        Assert.True(result.Total().Settled > 0);
        using var client = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(result.Plan.Host, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Scenario_1_really_logs_in_and_creates_and_its_404s_are_accepted()
    {
        var run = await LoadTestProgram.Run(
            "deployments.cs", "--headless", "-u", "100", "-r", "100", "-t", "10s", "--replace-thresholds", "--threshold", "success_rate == 100%", "--results", _folder.Path);

        Assert.True(run.ExitCode is 0 or 5, run.All);
        var result = await RunFolderReader.Open(Directory.GetDirectories(_folder.Path).Single(), TestContext.Current.CancellationToken);
        Assert.Equal(100, result.Requests[new("POST", "/api/v1/auth/login")].Statuses[200]);
        Assert.InRange(result.Requests[new("POST", "/api/v1/deployments/")].Statuses[201], 100, long.MaxValue);
        var detail = result.Requests[new("GET", "/api/v1/deployments/{id}/")];
        Assert.InRange(detail.Accepted, 20, long.MaxValue);
        Assert.Equal(detail.Settled, detail.Statuses[404]);
        Assert.Equal(0, result.Total().Failed);

        // A clean run: nothing above a note. That the machine was busy while tests ran beside it may be said, for it is true.
        Assert.DoesNotContain(result.Audit!.Findings, f => f.Severity > NoteSeverity.Note && f.Rule is not ("COLO" or "GEN-CPU" or "GEN-LOOP" or "GEN-LAG" or "GEN-GC" or "DRIFT"));
        Assert.True(result.Audit.Clean.Count > 10, string.Join(", ", result.Audit.Clean));
        Assert.Equal(run.ExitCode == 0 ? Verdict.Passed : Verdict.Invalid, result.Verdict);
    }

    [Fact]
    public async Task Scenario_2_really_lists_approves_and_rejects_what_waits()
    {
        var run = await LoadTestProgram.Run("cab-approvals.cs", "--headless", "-r", "50", "-t", "10s", "--backlog", "1000", "--results", _folder.Path);

        var result = await RunFolderReader.Open(Directory.GetDirectories(_folder.Path).Single(), TestContext.Current.CancellationToken);
        Assert.True(result.Total().Failed == 0, run.All);
        Assert.Equal("1000", result.Plan.Options["backlog"]);
        foreach (var (method, name) in (ReadOnlySpan<(string, string)>)[("GET", "/api/v1/cab/pending/"), ("POST", "/api/v1/cab/{id}/approve/"), ("POST", "/api/v1/cab/{id}/reject/")])
        {
            var stats = result.Requests[new(method, name)];
            Assert.True(stats.Settled > 0);
            Assert.Equal(stats.Settled, stats.Statuses[200]);
        }
    }

    [Fact]
    public async Task Scenario_3_publishes_to_every_plane_and_nothing_is_a_duplicate()
    {
        var run = await LoadTestProgram.Run("connectors.cs", "--headless", "-r", "200", "-t", "10s", "--results", _folder.Path);

        var result = await RunFolderReader.Open(Directory.GetDirectories(_folder.Path).Single(), TestContext.Current.CancellationToken);
        Assert.True(result.Total().Failed == 0, run.All);
        foreach (var plane in (string[])["intune", "jamf", "sccm", "landscape", "ansible"])
        {
            var stats = result.Requests[new("POST", $"publish/{plane}")];
            Assert.True(stats.Settled > 0);
            Assert.Equal(stats.Settled, stats.Statuses[200]);
        }

        Assert.Equal(200, result.Requests[new("POST", "/api/v1/deployments/")].Statuses[201]);
        Assert.True(result.Requests[new("GET", "/api/v1/connectors/status/{id}/")].Statuses[200] > 0);
        Assert.True(result.Requests[new("POST", "/api/v1/connectors/remediate/")].Statuses[200] > 0);
    }

    [Fact]
    public async Task Scenario_4_judges_its_peak_and_every_creation_is_a_real_one()
    {
        var run = await LoadTestProgram.Run("burst.cs", "--headless", "-u", "100", "-t", "8s", "--replace-thresholds", "--threshold", "success_rate == 100%", "--results", _folder.Path);

        var result = await RunFolderReader.Open(Directory.GetDirectories(_folder.Path).Single(), TestContext.Current.CancellationToken);
        Assert.True(result.Total().Failed == 0, run.All);
        Assert.Equal([Phase.WarmUp, Phase.Steady, Phase.CoolDown], result.Phases.Select(p => p.Phase));
        var created = result.Requests[new("POST", "/api/v1/deployments/")];
        Assert.True(created.Settled > 0);
        Assert.Equal(created.Settled, created.Statuses[201]);
    }

    [Fact]
    public async Task The_burst_of_tickets_is_followed_to_the_last_enhanced_one_and_its_queue_is_empty_again()
    {
        var run = await LoadTestProgram.Run("tickets-burst.cs", "--headless", "--scale-to", "16s", "--results", _folder.Path);

        var result = await RunFolderReader.Open(Directory.GetDirectories(_folder.Path).Single(), TestContext.Current.CancellationToken);
        Assert.True(result.Total().Failed == 0, run.All);
        var sent = result.Requests[new("POST", "/webhook/servicedesk")];
        Assert.True(sent.Settled > 200);
        Assert.Equal(sent.Settled, sent.Statuses[202]);

        // What is cut off by the end was not followed by everybody; nothing else is missing.
        var enhanced = result.Metrics["enhanced"];
        Assert.InRange(enhanced.Count, sent.Settled - 20, sent.Settled);
        Assert.Equal(enhanced.Count, result.Metrics["webhook to enhanced"].Count);
        Assert.Equal(1, result.Metrics["drained after the burst"].Count);
        Assert.True(result.Metrics["queue depth"].Count > 10);
        Assert.All(result.Thresholds, t => Assert.NotEqual(ThresholdOutcome.NoData, t.Outcome));
    }

    [Fact]
    public async Task The_release_day_has_its_people_and_its_pipeline()
    {
        var run = await LoadTestProgram.Run("release-day.cs", "--headless", "-t", "18s", "--ring", "LAB", "--seed", "1", "--results", _folder.Path);

        var result = await RunFolderReader.Open(Directory.GetDirectories(_folder.Path).Single(), TestContext.Current.CancellationToken);
        Assert.True(result.Total().Failed == 0, run.All);
        Assert.Equal("LAB", result.Plan.Options["ring"]);
        Assert.Equal([Phase.WarmUp, Phase.Steady], result.Phases.Select(p => p.Phase));
        Assert.True(result.Transactions["release"].Settled > 0);
        Assert.Equal(0, result.Transactions["release"].Failed);
        var pipeline = Assert.Single(result.Arrivals);
        Assert.Equal((pipeline.Scheduled, 0), (pipeline.Started, pipeline.Dropped));
        Assert.All(result.Thresholds, t => Assert.NotEqual(ThresholdOutcome.NoData, t.Outcome));
        Assert.Equal(["people", "pipeline"], result.Plan.Load.Parts.Select(p => p.Name));
    }
}
