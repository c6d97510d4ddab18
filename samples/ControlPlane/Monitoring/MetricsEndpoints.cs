using System.Text;
using ControlPlane.Connectors;
using ControlPlane.Storage;

namespace ControlPlane.Monitoring;

/// <summary>The metrics in Prometheus' text format.</summary>
internal sealed class MetricsEndpoints(ServiceMetrics metrics, ConnectorSet connectors, IDatabase database)
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public void Map(WebApplication app)
    {
        app.MapGet("/metrics", (RequestDelegate)Answer);
        app.MapGet("/api/v1/metrics/", (RequestDelegate)Answer);
    }

    private Task Answer(HttpContext context)
    {
        var text = new StringBuilder();
        metrics.Write(text);
        ServiceMetrics.WriteGauge(text, "circuit_breaker_state", "0 closed, 1 open, 2 half-open.", connectors.All.Select(c =>
            ($"service=\"{c.Name}\"", (double)c.Breaker.Now.State)));
        ServiceMetrics.WriteGauge(text, "connector_health", "1 where orders pass.", connectors.All.Select(c =>
            ($"connector=\"{c.Name}\"", c.Breaker.Now.State == BreakerState.Open ? 0.0 : 1.0)));
        ServiceMetrics.WriteGauge(text, "db_connection_pool_size", "The most connections to the database; none in memory.", database.PoolSize is { } size ? [("", size)] : []);
        context.Response.ContentType = ContentType;
        return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }
}
