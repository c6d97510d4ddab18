using System.Net;
using System.Text.RegularExpressions;

namespace Stampede.IntegrationTests;

public sealed partial class ControlPlaneMonitoringTests(ControlPlaneFixture fixture) : IClassFixture<ControlPlaneFixture>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/api/v1/health/")]
    public async Task Health_names_the_service(string path)
    {
        using var client = fixture.Process.Client();

        Assert.Equal("control-plane", (await (await client.Get(path)).Json()).GetProperty("service").GetString());
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/api/v1/metrics/")]
    public async Task Metrics_are_in_the_text_format_and_count_what_was_done(string path)
    {
        using var client = await fixture.Process.LoggedIn();
        await client.PostJson("/api/v1/deployments/", """{"app_name":"quoted \"name\"","version":"1","target_ring":"LAB"}""");
        await client.PostJson("/api/v1/deployments/", """{"app_name":"quoted \"name\"","version":"1","target_ring":"PILOT"}""");
        await client.Get($"/api/v1/deployments/{Guid.NewGuid()}/");

        var answer = await client.Get(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Text();
        foreach (var name in (string[])[
            "deployment_total", "deployment_duration_seconds", "risk_score_distribution", "ring_promotion_total", "circuit_breaker_state",
            "celery_task_duration_seconds", "http_request_duration_seconds", "http_requests_total", "db_connection_pool_size", "connector_health",
            "connector_operation_duration_seconds"])
        {
            Assert.Contains($"# TYPE {name} ", text, StringComparison.Ordinal);
        }

        Assert.Contains("http_requests_total{method=\"GET\",endpoint=\"/api/v1/deployments/{id:guid}/\",status=\"404\"} ", text, StringComparison.Ordinal);
        Assert.Contains("http_request_duration_seconds_bucket{method=\"POST\",endpoint=\"/api/v1/deployments/\",le=\"+Inf\"} ", text, StringComparison.Ordinal);
        Assert.Contains("ring=\"LAB\",app_name=\"quoted \\\"name\\\"\"", text, StringComparison.Ordinal);
        Assert.Contains("ring_promotion_total{from_ring=\"LAB\",to_ring=\"PILOT\"} ", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Line(), line));
    }

    [Fact]
    public async Task Who_did_not_wait_for_an_answer_is_counted_as_that_and_as_no_success()
    {
        await using var process = await ControlPlaneProcess.Start("--latency", "60s");
        using (var impatient = process.Client())
        {
            impatient.Timeout = TimeSpan.FromMilliseconds(200);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.Get("/api/v1/deployments/list"));
        }

        using var client = process.Client();
        string text;
        while (!(text = await (await client.Get("/metrics")).Text()).Contains("endpoint=\"/api/v1/deployments/list\",status=", StringComparison.Ordinal))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Contains("http_requests_total{method=\"GET\",endpoint=\"/api/v1/deployments/list\",status=\"499\"} 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("endpoint=\"/api/v1/deployments/list\",status=\"200\"", text, StringComparison.Ordinal);
    }

    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z_]+="([^"\\]|\\.)*",?)*\})? [0-9.E+-]+)$""")]
    private static partial Regex Line();
}
