using System.Net;
using TicketAgents.Enhancing;

namespace Stampede.IntegrationTests;

public sealed class TicketAgentsWorkTests
{
    [Fact]
    public async Task History_is_listed_by_tenant_the_newest_first_in_pages()
    {
        await using var service = await TicketAgentsProcess.Start("--latency", "5ms");
        var tickets = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            tickets.Add(await service.Accept());
        }

        await service.Drained();
        Assert.Equal(tickets.AsEnumerable().Reverse(), await List("limit=100"));
        Assert.Equal([tickets[3], tickets[2]], await List("limit=2&offset=1"));
        Assert.Empty(await List("offset=5"));
        Assert.Equal("[]", await (await service.Client.Get("/enhancements/history?tenant_id=nobody")).Text());
        foreach (var wrong in (string[])["", "tenant_id=t&limit=0", "tenant_id=t&limit=101", "tenant_id=t&limit=x", "tenant_id=t&offset=-1"])
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await service.Client.Get($"/enhancements/history?{wrong}")).StatusCode);
        }

        var queue = await (await service.Client.Get("/api/v1/metrics/queue")).Json();
        Assert.Equal((0, 0, 5, 0.0), (
            queue.GetProperty("queue_depth").GetInt32(),
            queue.GetProperty("pending").GetInt32(),
            queue.GetProperty("processing_rate_per_hour").GetInt32(),
            queue.GetProperty("error_rate_percentage").GetDouble()));
        Assert.Equal(5, queue.GetProperty("recent_tickets").GetArrayLength());

        async Task<IEnumerable<string>> List(string query) =>
            [.. (await (await service.Client.Get($"/enhancements/history?tenant_id=load-test-tenant&{query}")).Json()).EnumerateArray().Select(row => row.GetProperty("ticket_id").GetString()!)];
    }

    [Fact]
    public async Task What_always_fails_is_tried_four_times_and_says_why()
    {
        await using var service = await TicketAgentsProcess.Start("--latency", "1ms", "--fail-rate", "1", "--retry-delay", "1ms");
        var row = await service.Finished(await service.Accept());

        Assert.Equal("failed", row.GetProperty("status").GetString());
        Assert.Equal("The update of the ticket failed", row.GetProperty("error_message").GetString());
        var metrics = await (await service.Client.Get("/metrics")).Text();
        Assert.Contains("enhancement_success_rate{tenant_id=\"load-test-tenant\"} 0\n", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("enhancement_duration_seconds_count", metrics, StringComparison.Ordinal);
        Assert.Equal(100, (await (await service.Client.Get("/api/v1/metrics/queue")).Json()).GetProperty("error_rate_percentage").GetDouble());
    }

    [Fact]
    public async Task Most_of_what_sometimes_fails_is_enhanced_by_its_retries()
    {
        await using var service = await TicketAgentsProcess.Start("--latency", "1ms", "--fail-rate", "0.3", "--retry-delay", "1ms");
        var tickets = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => service.Accept()));
        await service.Drained();

        var rows = await Task.WhenAll(tickets.Select(service.Finished));

        // 0.3⁴ of them fail for good; synthesis that failed leaves what it says of itself.
        Assert.InRange(rows.Count(row => row.GetProperty("status").GetString() == "completed"), 45, 50);
        Assert.Contains(rows, row => row.GetProperty("llm_output").GetString()?.StartsWith("[without synthesis]", StringComparison.Ordinal) == true);
        Assert.Contains(rows, row => row.GetProperty("context_gathered").ValueKind == System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Without_its_context_in_time_a_ticket_is_enhanced_all_the_same_and_a_job_that_takes_too_long_fails()
    {
        await using (var service = await TicketAgentsProcess.Start("--latency", "200ms", "--context-timeout", "1ms"))
        {
            var row = await service.Finished(await service.Accept());
            Assert.Equal("completed", row.GetProperty("status").GetString());
            Assert.Equal(System.Text.Json.JsonValueKind.Null, row.GetProperty("context_gathered").ValueKind);
        }

        await using var slow = await TicketAgentsProcess.Start("--latency", "30s", "--job-timeout", "5ms", "--retry-delay", "1ms");
        Assert.Equal("It took longer than 0.005 s", (await slow.Finished(await slow.Accept())).GetProperty("error_message").GetString());
    }

    [Fact]
    public async Task Paused_work_waits_and_goes_on_and_only_the_global_secret_pauses()
    {
        await using var service = await TicketAgentsProcess.Start("--latency", "1ms", "--pause-delay", "50ms");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Signed("/api/v1/system/pause", "{}", TicketAgentsProcess.Secret)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Signed("/api/v1/system/pause", """{"ttl_seconds":86401}""")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Signed("/api/v1/system/pause", """{"ttl_seconds":3600}""")).StatusCode);

        var ticket = await service.Accept();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal("pending", (await (await service.Client.Get($"/enhancements/{ticket}")).Json()).GetProperty("status").GetString());

        Assert.Equal(HttpStatusCode.OK, (await Signed("/api/v1/system/resume", "{}")).StatusCode);
        Assert.Equal("completed", (await service.Finished(ticket)).GetProperty("status").GetString());

        // One that is never lifted ends by itself.
        await Signed("/api/v1/system/pause", """{"ttl_seconds":1}""");
        Assert.Equal("completed", (await service.Finished(await service.Accept())).GetProperty("status").GetString());

        Task<HttpResponseMessage> Signed(string path, string body, string secret = TicketAgentsProcess.GlobalSecret) => service.Send(body, secret, "", path);
    }

    [Fact]
    public async Task A_full_queue_refuses_and_the_same_webhook_is_welcome_later()
    {
        await using var service = await TicketAgentsProcess.Start("--latency", "1s", "--pool", "1", "--queue-capacity", "1");
        var bodies = Enumerable.Range(0, 10).Select(_ => TicketAgentsProcess.Body(TicketAgentsProcess.Ticket())).ToArray();

        // All at once: one is in hand for a second and one waits.
        var answers = await Task.WhenAll(bodies.Select(body => service.Send(body)));

        var refused = Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable);
        Assert.True(refused >= 0);
        Assert.Equal("""{"detail":"Queue unavailable, please retry"}""", await answers[refused].Text());
        await service.Drained();
        Assert.Equal(HttpStatusCode.Accepted, (await service.Send(bodies[refused])).StatusCode);
    }

    [Fact]
    public async Task A_tenant_beyond_its_limit_is_told_when_to_come_again_and_others_are_not_held_up()
    {
        await using var service = await TicketAgentsProcess.Start("--latency", "1ms", "--tenant-limit", "2");
        await service.Accept();
        await service.Accept();
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Send(TicketAgentsProcess.Body("T-1"), "somebody else's")).StatusCode);

        var answer = await service.Send(TicketAgentsProcess.Body(TicketAgentsProcess.Ticket()));
        Assert.Equal((HttpStatusCode.TooManyRequests, """{"detail":"Rate limit exceeded"}"""), (answer.StatusCode, await answer.Text()));
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        var second = TicketAgentsProcess.Body(TicketAgentsProcess.Ticket(), "tenant_id", "\"second-tenant\"");
        Assert.Equal(HttpStatusCode.Accepted, (await service.Send(second, "second-tenant-secret-minimum-32-chars-required")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.Get("/enhancements/history?tenant_id=load-test-tenant")).StatusCode);
    }

    [Fact]
    public async Task Metrics_measure_from_the_webhook_to_the_enhanced_ticket()
    {
        await using var service = await TicketAgentsProcess.Start("--latency", "300ms");
        await service.Finished(await service.Accept());

        var metrics = await (await service.Client.Get("/metrics")).Text();
        Assert.Contains("enhancement_duration_seconds_bucket{tenant_id=\"load-test-tenant\",le=\"0.25\"} 0\n", metrics, StringComparison.Ordinal);
        Assert.Contains("enhancement_duration_seconds_bucket{tenant_id=\"load-test-tenant\",le=\"600\"} 1\n", metrics, StringComparison.Ordinal);
        foreach (var status in (string[])["received", "queued"])
        {
            Assert.Contains($"enhancement_requests_total{{tenant_id=\"load-test-tenant\",status=\"{status}\"}} 1\n", metrics, StringComparison.Ordinal);
        }

        Assert.Contains("queue_depth{queue_name=\"enhancement:queue\"} 0\n", metrics, StringComparison.Ordinal);
        Assert.Contains("worker_active_count 1\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_names_the_service_in_the_recorded_bytes()
    {
        await using var service = await TicketAgentsProcess.Start();

        Assert.Equal(
            """{"status":"healthy","service":"AI Agents","dependencies":{"database":"healthy","redis":"healthy"}}""",
            await (await service.Client.Get("/health")).Text());
        var overview = await (await service.Client.Get("/api/v1/health")).Json();
        Assert.Equal("healthy", overview.GetProperty("status").GetString());
        Assert.Equal(1, overview.GetProperty("components").GetProperty("workers").GetProperty("active").GetInt32());
        Assert.Equal("ready", (await (await service.Client.Get("/api/v1/ready")).Json()).GetProperty("status").GetString());
    }

    [Fact]
    public void Retries_wait_two_four_and_eight_seconds_or_down_to_half_of_that()
    {
        var first = TimeSpan.FromSeconds(2);

        Assert.Equal([1, 2, 4, 4], Enumerable.Range(0, 4).Select(n => Backoff.Delay(first, n, 0).TotalSeconds));
        Assert.Equal([2, 4, 8, 8], Enumerable.Range(0, 4).Select(n => Backoff.Delay(first, n, 1).TotalSeconds));
    }
}
