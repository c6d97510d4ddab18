using System.Text;
using Samples;
using TicketAgents.History;
using TicketAgents.Jobs;

namespace TicketAgents.Monitoring;

/// <summary>The metrics, and the queue's own figures.</summary>
internal sealed class MonitoringEndpoints(TicketMetrics metrics, IStore store, IJobQueue queue, TimeProvider clock)
{
    private const int RecentTickets = 10;
    private const int Digits = 2;

    public void Map(WebApplication app)
    {
        app.MapMetrics("/metrics", Write);
        app.MapGet("/api/v1/metrics/queue", (RequestDelegate)Queue);
    }

    private async ValueTask Write(StringBuilder text)
    {
        metrics.Write(text);
        var state = await queue.State(CancellationToken.None);
        text.WriteGauge("queue_depth", "Jobs that wait for a worker.", state is { } now ? [("queue_name=\"enhancement:queue\"", now.Depth)] : []);
        text.WriteGauge("worker_active_count", "Workers that take jobs.", state is { } there ? [("", there.Workers)] : []);
        text.WriteGauge("db_connection_pool_size", "The most connections to the database; none in memory.", store.PoolSize is { } size ? [("", size)] : []);
    }

    private async Task Queue(HttpContext context)
    {
        var state = await queue.State(context.RequestAborted);
        var recent = await store.Recent(clock.GetUtcNow() - TimeSpan.FromHours(1), RecentTickets, context.RequestAborted);
        var finished = recent.Completed + recent.Failed;
        var body = new QueueFigures(
            state?.Depth,
            recent.Pending,
            finished,
            finished == 0 ? 0 : Math.Round(100.0 * recent.Failed / finished, Digits),
            [.. recent.Latest.Select(row => new QueueFigures.Ticket(row.TicketId, row.TenantId, row.Status, row.CreatedAt, row.CompletedAt))]);
        await context.Answer(body, MonitoringJson.Default.QueueFigures);
    }
}
