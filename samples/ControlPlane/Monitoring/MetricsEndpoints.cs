using System.Text;
using ControlPlane.Connectors;
using ControlPlane.Storage;
using Samples;

namespace ControlPlane.Monitoring;

/// <summary>The metrics in Prometheus' text format.</summary>
internal sealed class MetricsEndpoints(ServiceMetrics metrics, ConnectorSet connectors, BreakerSet breakers, IDatabase database)
{
    public void Map(WebApplication app)
    {
        app.MapMetrics("/metrics", Write);
        app.MapMetrics("/api/v1/metrics/", Write);
    }

    private ValueTask Write(StringBuilder text)
    {
        metrics.Write(text);
        text.WriteGauge("circuit_breaker_state", "0 closed, 1 open, 2 half-open.", breakers.All.Select(b => ($"service=\"{b.Name}\"", (double)b.Breaker.Now.State)));
        text.WriteGauge(
            "connector_health", "1 where orders pass.", connectors.All.Select(c => ($"connector=\"{c.Name}\"", c.Breaker.Now.State == BreakerState.Open ? 0.0 : 1.0)));
        text.WriteGauge("db_connection_pool_size", "The most connections to the database; none in memory.", database.PoolSize is { } size ? [("", size)] : []);
        return ValueTask.CompletedTask;
    }
}
