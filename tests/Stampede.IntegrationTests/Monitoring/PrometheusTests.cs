using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Stampede.Reporting;

namespace Stampede.IntegrationTests;

public sealed class PrometheusTests(ExampleServer server) : IClassFixture<ExampleServer>
{
    [Fact]
    public async Task Prometheus_has_the_figures_of_the_run()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var endpoint = await PrometheusEndpoint.Open(new IPEndPoint(IPAddress.Loopback, 0), cancellationToken: cancellation);
        await using var prometheus = await PrometheusServer.Start(endpoint.Address, cancellation);
        var test = new LoadTest { Name = "shop", Host = server.Address, Users = [typeof(Shopper)], Load = Load.Users(5, spawnRate: 5).For("4s") };

        var result = await test.Run(new RunOptions { Observers = [endpoint] }, cancellation);

        // The last scrape, which then is to be stored.
        using var period = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            await period.WaitForNextTickAsync(cancellation);
        }
        while (!(await prometheus.Query("stampede_run_active == 0 and on () stampede_run_info{test=\"shop\"}", "job", cancellation)).ContainsKey("stampede"));

        Assert.Equal("", await prometheus.LastError(cancellation));
        await TheDashboardIsUnderstood(prometheus, cancellation);
        await TheTextFormatIsUnderstood(endpoint.Address, cancellation);
        var requests = await prometheus.Query("sum by (name) (stampede_requests_total)", "name", cancellation);
        Assert.Equal(result.Requests.ToDictionary(r => r.Key.Name, r => (double)r.Value.Settled), requests);
        var statuses = await prometheus.Query("sum by (status) (stampede_requests_total)", "status", cancellation);
        Assert.Equal(["", "200", "404"], statuses.Keys.Order());
        Assert.Equal(result.Total().Settled, statuses.Values.Sum());
        Assert.Equal(
            result.Total().Failed, (await prometheus.Query("sum by (kind) (stampede_failures_total{name=~\"missing.*\"})", "kind", cancellation))["status"]);
        var counts = await prometheus.Query("sum by (outcome) (stampede_response_time_seconds_count)", "outcome", cancellation);
        Assert.Equal(result.Total().ResponseTime.Count, counts["success"]);
        Assert.Equal(result.Total().FailedResponseTime.Count, counts["failure"]);
        var quantile = Assert.Single(await prometheus.Query(
            "histogram_quantile(0.5, sum by (le) (stampede_response_time_seconds_bucket{outcome=\"success\"}))", "le", cancellation)).Value;
        Assert.InRange(quantile, 0.0001, 60);
        Assert.Equal(result.Checks["has a page"].Passed, (await prometheus.Query("stampede_checks_total", "result", cancellation))["passed"]);
        Assert.Equal(result.Metrics["orders"].Sum, (await prometheus.Query("stampede_custom_total", "metric", cancellation))["orders"]);
        Assert.Equal(result.Classes[0].Iterations, (await prometheus.Query("stampede_iterations_total", "class", cancellation))["Shopper"]);
    }

    private static async Task TheDashboardIsUnderstood(PrometheusServer prometheus, CancellationToken cancellationToken)
    {
        using var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "grafana", "stampede.json"), cancellationToken));
        var queries =
            from panel in dashboard.RootElement.GetProperty("panels").EnumerateArray()
            where panel.TryGetProperty("targets", out _)
            from target in panel.GetProperty("targets").EnumerateArray()
            select target.GetProperty("expr").GetString()!;
        foreach (var query in queries)
        {
            var filled = query.Replace("$__rate_interval", "30s").Replace("$job", ".*").Replace("$instance", ".*").Replace("$name", ".*");
            Assert.DoesNotContain("$", filled);
            Assert.Equal("success", await prometheus.Check(filled, cancellationToken));
        }
    }

    // Prometheus itself asks for OpenMetrics.
    private static async Task TheTextFormatIsUnderstood(Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        await promtool.StandardInput.WriteAsync(await client.GetStringAsync(address, cancellationToken));
        promtool.StandardInput.Close();
        Assert.Equal("", await promtool.StandardError.ReadToEndAsync(cancellationToken));
        await promtool.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, promtool.ExitCode);
    }
}
