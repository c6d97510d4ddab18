using Stampede.Auditing;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>
/// What the files of recorded systems say against their reports: the two that were published, unchanged, and look-alikes made here from the published totals
/// of others (synthetic: rows and times are made up where the totals leave them open).
/// </summary>
public sealed class RecordedRunsTests : IDisposable
{
    private const string Header = "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,95%,99%,100%\n";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Scenario_1_is_invalid_and_says_why()
    {
        var audit = AuditRuns.Audit((await Importers.Import(LocustCsvImporterTests.Eucora(1)))!);
        Assert.Equal(NoteSeverity.Invalid, audit.Worst);
        var failures = Of(audit, "FAIL-RATE");
        Assert.Equal((24_869, 34_451, 23_585), (failures.Number("failed"), failures.Number("requests"), failures.Number("403, POST /api/v1/deployments/")));
        Assert.Equal(72.187, failures.Number("failure rate"), 1e-3);
        Assert.Equal((1_031, 253), (failures.Number("429, GET /api/v1/cab/pending/?limit=100"), failures.Number("429, POST /api/v1/cab/{id}/reject/")));
        Assert.Equal((NoteSeverity.Invalid, 23_585), (Of(audit, "AUTH").Severity, Of(audit, "AUTH").Number("answers 401 or 403")));
        Assert.Equal((1_284, 1_031), (Of(audit, "THROTTLE").Number("answers 429"), Of(audit, "THROTTLE").Number("429, GET /api/v1/cab/pending/?limit=100")));
        Assert.Equal((1_350, 1_329, 1_346), (Of(audit, "NAMES").Number("names"), Of(audit, "NAMES").Number("names of one request"), Of(audit, "NAMES").Number("names that differ in ids only")));

        var fast = Of(audit, "ERRLAT");
        Assert.Equal((5, 7, 7), (fast.Number("median of all"), fast.Number("median of rows without failures, at least"), fast.Number("median of rows without failures, at most")));
        Assert.Equal((870, 5_178), (Size("/status/").Number("requests"), Size("/status/").Number("size of every answer")));
        Assert.Equal((5_406, 941), (Size("/publish/").Number("requests"), Size("/remediate/").Number("requests")));
        Assert.Equal((1_344, 5_735), (Size("/approve/").Number("requests"), Size("/approve/").Number("size of every answer")));
        Assert.All(["COUNT-SUM", "COUNT-FAILURES", "COUNT-TIMES", "COUNT-RATE", "COUNT-COURSE", "CONST-MULTIPLE", "CONST-ROUND"], rule => Assert.Contains(rule, audit.Clean));

        AuditFinding Size(string part) => audit.Findings.Single(f => f.Rule == "ERRMASK-SIZE" && f.Subject!.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scenario_4_is_invalid_as_all_of_it_failed()
    {
        var audit = AuditRuns.Audit((await Importers.Import(LocustCsvImporterTests.Eucora(4)))!);
        Assert.Equal(NoteSeverity.Invalid, audit.Worst);
        var failures = Of(audit, "FAIL-RATE");
        Assert.Equal((100, 10_468, 1_834, 243), (failures.Number("failure rate"), Reason("500"), Reason("403"), Reason("no answer")));

        double Reason(string reason) => failures.Number($"{reason}, POST /api/v1/deployments/");
    }

    [Fact]
    public async Task Approvals_that_are_error_pages_are_named_beside_the_throttled_rejections() // A.9 item 5
    {
        var rows = Enumerable.Range(8127, 40).Select(i => $"POST,/api/v1/cab/{i}/approve/,{60 + (i % 30)},0,7,9.{i},3.1,37.2,5735.0,0.2,0.0,7,20,31,37\n").ToList();
        var approved = Enumerable.Range(8127, 40).Sum(i => 60 + (i % 30));
        rows.Add("GET,/api/v1/cab/pending/?limit=100,3622,0,14,16.2,2.7,156.3,9214.7,12.1,0.0,14,33,50,160\n");
        rows.Add("POST,/api/v1/cab/reject/,949,876,5,7.3,1.6,60.1,119.2,3.2,2.9,5,15,30,60\n");
        var run = await Read(string.Concat(rows), "Method,Name,Error,Occurrences\nPOST,/api/v1/cab/reject/,CatchResponseError('Failed to reject: 429'),876\n");
        var audit = AuditRuns.Audit(run);
        var size = Of(audit, "ERRMASK-SIZE");
        Assert.Equal((NoteSeverity.Warning, approved, 40, 5_735), (size.Severity, size.Number("requests"), size.Number("names"), size.Number("size of every answer")));
        Assert.Equal((NoteSeverity.Invalid, 876), (Of(audit, "THROTTLE").Severity, Of(audit, "THROTTLE").Number("answers 429")));
    }

    [Fact]
    public async Task Connectors_that_were_never_called_are_named_though_no_request_failed() // A.9 item 4
    {
        var rows = Enumerable.Range(0, 400).Select(i => $"GET,/api/v1/connectors/status/{i:x8}-7052-4b26-a904-6333a17aff36/,1,0,{i % 40}.5,{i % 40}.5,{i % 40}.5,{i % 40}.5,5178.0,0.0033,0.0,{i % 40},{i % 40},{i % 40},{i % 40}\n").ToList();
        rows.Add("POST,/api/v1/connectors/publish/,41907,0,13,30.2,2.7,950.3,5071.0,140.1,0.0,13,130,250,950\n");
        rows.Add("POST,/api/v1/connectors/remediate/,7220,0,13,30.9,2.9,850.7,5077.0,24.1,0.0,13,130,250,850\n");
        var audit = AuditRuns.Audit(await Read(string.Concat(rows)));
        var sizes = audit.Findings.Where(f => f.Rule == "ERRMASK-SIZE").ToArray();
        Assert.Equal([41_907, 7_220, 400], sizes.Select(s => s.Number("requests")));
        Assert.Equal([5_071, 5_077, 5_178], sizes.Select(s => s.Number("size of every answer")));
        Assert.All(sizes, s => Assert.Equal(NoteSeverity.Warning, s.Severity));
    }

    [Theory]
    [InlineData("api_gateway,300,1,120,150,50,500,1024,50\nrag_service,150,0,2000,2500,1000,8000,1024,25\nmcp_server,90,0,3000,3500,500,12000,1024,15\n")]
    [InlineData("api_gateway,1500,15,150,180,50,750,1024,35\nrag_service,300,1,2100,2600,1000,8500,1024,24\n")]
    [InlineData("rag_service,250,3,2200,2700,1000,9000,1024,22\napi_gateway,600,2,140,170,50,600,1024,45\n")]
    public async Task A_simulators_constants_are_invalid(string rows) // B.3
    {
        var file = Path.Combine(_folder.Path, "load_results_baseline.csv");
        await File.WriteAllTextAsync(file, "Name,# requests,# failures,Median response time,Average response time,Min response time,Max response time,Average Content Length,Requests/s\n" + rows);
        var audit = AuditRuns.Audit((await Importers.Import(file))!);
        Assert.Equal((NoteSeverity.Invalid, 1_024), (Of(audit, "CONST-ROUND").Severity, Of(audit, "CONST-ROUND").Number("size of every answer")));
        Assert.Contains(audit.Findings, f => f is { Rule: "COUNT-RATE", Severity: NoteSeverity.Invalid });
        Assert.Equal(NoteSeverity.Warning, Of(audit, "MEANONLY").Severity);
    }

    [Fact]
    public async Task Three_hundred_requests_at_50_per_second_are_not_two_minutes() // B.8 item 4
    {
        var file = Path.Combine(_folder.Path, "one.csv");
        await File.WriteAllTextAsync(file, "Name,# requests,# failures,Median response time,Average response time,Min response time,Max response time,Average Content Length,Requests/s\napi_gateway,300,1,120,150,50,500,1024,50\n");
        var finding = Assert.Single(AuditRuns.Find(new RateRule(), (await Importers.Import(file))!, plan: new AuditPlan { Duration = TimeSpan.FromMinutes(2) }));
        Assert.Equal((6, 120, 6_000), (finding.Number("which takes"), finding.Number("planned duration"), finding.Number("requests in that time at that rate")));
    }

    [Fact]
    public async Task A_run_of_which_the_request_under_test_always_failed_is_invalid() // B.8 item 5
    {
        var run = await Read(
            "GET,/health,2650,0,4,5.1,1.2,80.4,2699.0,2.9,0.0,4,16,25,80\nGET,/v1/models,5142,0,2,2.6,0.9,70.8,412.0,5.7,0.0,2,5,9,71\nPOST,/v1/chat/completions,17837,17837,3,3.9,1.1,95.2,210.3,19.8,19.8,3,8,13,95\n",
            "Method,Name,Error,Occurrences\nPOST,/v1/chat/completions,CatchResponseError('HTTP 400'),17837\n");
        var audit = AuditRuns.Audit(run);
        Assert.Equal((NoteSeverity.Invalid, 17_837), (Of(audit, "FAIL-RATE").Severity, Of(audit, "FAIL-RATE").Number("400, POST /v1/chat/completions")));
        Assert.Equal(69.6, Of(audit, "FAIL-RATE").Number("failure rate"), 0.01);
    }

    [Fact]
    public async Task A_healthy_little_run_is_not_invalid() // C.6
    {
        var audit = AuditRuns.Audit(await Read(
            "GET,/health,134,0,43,42.51,11.2,98.3,98.0,1.124,0.0,43,60,77,98\nGET,/metrics,76,0,9,9.63,4.4,37.1,5210.3,0.638,0.0,9,21,37,37\nGET,/api/v1/health,29,0,42,41.24,12.9,75.2,98.0,0.243,0.0,42,64,75,75\n"
            + ",Aggregated,239,0,37,31.9,4.4,98.3,1723.6,2.005,0.0,37,59,75,98\n"));
        Assert.NotEqual(NoteSeverity.Invalid, audit.Worst);
        Assert.Equal(["TAILN"], audit.Findings.Where(f => f.Severity == NoteSeverity.Warning).Select(f => f.Rule));
    }

    [Fact]
    public async Task Webhooks_that_were_not_found_are_invalid() // C.7
    {
        var audit = AuditRuns.Audit(await Read(
            "POST,/webhooks/servicedesk/load-test-tenant,177,177,4,5.2,2.1,44.9,22.0,1.48,1.48,4,12,30,45\nGET,/enhancements/history,58,58,3,4.4,1.8,20.3,22.0,0.49,0.49,3,9,20,20\nGET,/health,10,0,41,40.7,12.2,60.5,98.0,0.08,0.0,41,60,60,60\nGET,/metrics,11,0,9,9.9,5.1,21.6,5210.3,0.09,0.0,9,21,21,21\n"));
        Assert.Equal((NoteSeverity.Invalid, 235), (Of(audit, "FAIL-RATE").Severity, Of(audit, "FAIL-RATE").Number("failed")));
        Assert.Equal(91.8, Of(audit, "FAIL-RATE").Number("failure rate"), 0.01);
        Assert.StartsWith("Fast because rejected", Of(audit, "ERRLAT").Meaning);
    }

    [Fact]
    public void A_clean_run_of_ours_has_nothing_above_a_note()
    {
        // Ten users, 10 ms and a wait of 90 ms make 100 requests per second.
        var run = AuditRuns.Own(("GET /items", AuditRuns.Stats(4_000)), ("POST /items", AuditRuns.Stats(1_000, status: 201)), ("GET /items/{id}/", AuditRuns.Stats(1_000, status: 404)));
        run = run with { Plan = run.Plan with { Classes = [run.Plan.Classes[0] with { MeanWait = 0.09 }] } };
        var audit = AuditRuns.Audit(run, AuditRuns.Points(60));
        Assert.Empty(audit.Findings.Where(f => f.Severity > NoteSeverity.Note).Select(f => $"{f.Rule}: {f.Meaning}"));
    }

    public void Dispose() => _folder.Dispose();

    private static AuditFinding Of(AuditResult audit, string rule) => audit.Findings.First(f => f.Rule == rule);

    private async Task<RunResult> Read(string rows, string? failures = null)
    {
        var prefix = Path.Combine(_folder.Path, "run");
        await File.WriteAllTextAsync(prefix + "_stats.csv", Header + rows);
        if (failures is not null)
        {
            await File.WriteAllTextAsync(prefix + "_failures.csv", failures);
        }

        return (await Importers.Import(prefix))!;
    }
}
